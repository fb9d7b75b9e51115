package import Arrays
package import Diagnostics

/// The one arena of a session: every numerical value is a node of it, inputs before users.
///
/// Operations append; nothing is computed before somebody looks, except 0-d operations on known
/// values, which are computed
/// on the spot. All traversals are loops over ids, so depth is bounded by memory
/// alone. A graph is
/// confined to its session's thread.
package final class Graph {
  let nodes = FlatStorage<Node>()
  /// Inputs of nodes that have more than two.
  let overflow = FlatStorage<Int32>()
  var operations = OperationTable()
  var abstracts = AbstractTable()
  let ruleCache = AbstractRuleCache()
  let commons = CommonSubexpressions()
  let hot: HotOperations
  /// Array values of nodes, by payload; freed places are reused.
  var values = ValueTable()
  /// Handles' nodes; see `NodeHandle`.
  var roots = RootTable()
  /// Serial numbers of the transform levels being traced, outermost first.
  var activeLevels: [UInt32] = []
  /// The last of `activeLevels`, 0 where there is none.
  var innermostLevel: UInt32 = 0
  var lastLevel: UInt32 = 1
  var lastStamp: UInt32 = 0
  /// Above zero while a transform sweeps: products by one and the like are left out then.
  var sweepDepth = 0
  /// Set where derivatives are checked.
  package weak var sweepObserver: (any SweepObserver)?
  /// Set while a sweep is wanted for its values alone: operations on known scalars then leave
  /// constants behind, whatever their operands were made of.
  var isNumericSweep = false
  var countAtCompaction = 0
  /// How often ids were renumbered.
  var compactions = 0
  /// Serial number of the `vmap` that is being batched; nil where it names no axis.
  package var batchingAxis: Int?
  /// While set, nothing is computed on the way and every new node counts as not known: what `jax.jit` traces stays in
  /// the trace even where its operands are constants.
  package var isStaging = false {
    didSet { stagingFlags = isStaging ? NodeFlags.abstract : 0 }
  }
  private(set) var stagingFlags: UInt8 = 0
  /// Nodes that must run though nobody may need their results, in order.
  package internal(set) var effects: [NodeID] = []
  let float64Scalar: Int32
  let boolScalar: Int32

  /// Bytes that one array may take.
  package var memoryLimit = 8 << 30

  /// Whose conventions builders give the operations they append from now on.
  package var dialect: Dialect = .hips

  /// Stamped on every node appended from now on.
  package var range = SourceRange(lower: 0, upper: 0)

  /// Asked for the place of each node that is appended outside of sweeps, by what explains nodes to
  /// people; nil, which costs nothing, leaves `range` as it is.
  package var locate: (() -> SourceRange?)?

  package init() {
    hot = HotOperations(&operations)
    float64Scalar = abstracts.index(of: AbstractValue([], .float64))
    boolScalar = abstracts.index(of: AbstractValue([], .bool))
  }

  /// Number of nodes in the arena, dead ones included.
  package var count: Int { nodes.count }

  // MARK: Looking at nodes

  package func abstractValue(of id: NodeID) -> AbstractValue {
    abstracts.entries[Int(nodes[Int(id.index)].abstract)]
  }
  package func shape(of id: NodeID) -> [Int] { abstractValue(of: id).shape }
  package func dtype(of id: NodeID) -> DType { abstractValue(of: id).dtype }
  package func rank(of id: NodeID) -> Int { abstractValue(of: id).shape.count }
  package func primitive(of id: NodeID) -> any Primitive { operation(of: id).primitive }
  package func lowering(of id: NodeID) -> Lowering { operation(of: id).lowering }
  package func range(of id: NodeID) -> SourceRange { nodes[Int(id.index)].range }
  package func inputCount(of id: NodeID) -> Int { Int(nodes[Int(id.index)].inputCount) }

  /// True for nodes whose results only projections stand for.
  package func isMultiOutput(_ id: NodeID) -> Bool { operation(of: id).isMultiOutput }

  /// Nodes that handles hold and that can but need not yet have values.
  package var pendingRoots: [NodeID] {
    roots.live.lazy.map { NodeID($0) }.filter {
      !self.isEvaluated($0) && !self.isAbstract($0)
    }
  }

  func operation(of id: NodeID) -> Operation {
    operations.entries[Int(nodes[Int(id.index)].operation)]
  }

  /// One input; inputs precede their users.
  @inline(__always)
  package func input(of id: NodeID, _ position: Int) -> NodeID {
    let node = nodes[Int(id.index)]
    if node.inputCount > 2 { return NodeID(overflow[Int(node.first) + position]) }
    return NodeID(position == 0 ? node.first : node.second)
  }

  package func inputs(of id: NodeID) -> [NodeID] {
    (0..<inputCount(of: id)).map { input(of: id, $0) }
  }

  /// True where the value is already there.
  package func isEvaluated(_ id: NodeID) -> Bool { nodes[Int(id.index)].state != NodeState.pending }

  /// True where a placeholder of a trace stands in the way of a value.
  package func isAbstract(_ id: NodeID) -> Bool {
    let node = nodes[Int(id.index)]
    return node.state == NodeState.pending && node.flags & NodeFlags.abstract != 0
  }

  /// True for constants: no inputs, no identity of its own.
  package func isConstant(_ id: NodeID) -> Bool {
    nodes[Int(id.index)].operation == hot.constant
  }

  /// True where a transform that is being traced, or a `Variable`, reaches this node.
  package func isActive(_ id: NodeID) -> Bool { active(nodes[Int(id.index)].level) != 0 }

  /// True where operations on the node must become nodes: it is active or abstract.
  package func isTraced(_ id: NodeID) -> Bool {
    let node = nodes[Int(id.index)]
    return active(node.level) != 0
      || node.state == NodeState.pending && node.flags & NodeFlags.abstract != 0
  }

  /// True where two nodes have one shape, dtype and weakness.
  package func haveSameDescription(_ a: NodeID, _ b: NodeID) -> Bool {
    nodes[Int(a.index)].abstract == nodes[Int(b.index)].abstract
  }

  // MARK: Appending

  /// Adds `primitive` applied to `inputs`, after its shape rule accepted them.
  package func apply<Operator: Primitive>(
    _ primitive: Operator, _ inputs: [NodeID]
  ) throws -> NodeID {
    let index = operations.index(of: primitive)
    let id =
      switch inputs.count {
      case 1: try append(index, inputs[0])
      case 2: try append(index, inputs[0], inputs[1])
      default: try appendMany(index, inputs)
      }
    if operations.entries[Int(index)].hasEffects { effects.append(id) }
    return id
  }

  package func apply<Operator: Primitive>(_ primitive: Operator, _ x: NodeID) throws -> NodeID {
    try append(operations.index(of: primitive), x)
  }

  package func apply<Operator: Primitive>(
    _ primitive: Operator, _ x: NodeID, _ y: NodeID
  ) throws -> NodeID {
    try append(operations.index(of: primitive), x, y)
  }

  func append(_ operation: Int32, _ x: NodeID) throws -> NodeID {
    let a = nodes[Int(x.index)]
    let abstract =
      try ruleCache.lookup(operation, a.abstract, -1) ?? applyRule(operation, a.abstract, -1)
    let level = active(a.level)
    if a.state == NodeState.scalar, !isStaging {
      let output = abstracts.kinds[Int(abstract)]
      if output != .none,
        let bits = ScalarArithmetic.evaluate(
          operations.scalars[Int(operation)], input: abstracts.kinds[Int(a.abstract)],
          output: output, a.payload, 0)
      {
        if level == 0, a.inputCount == 0 || isNumericSweep { return appendScalar(bits, abstract) }
        if foldsCommons, let common = commons.find(operation, x.index, -1, nodes) { return common }
        let id = appendNode(
          operation, first: x.index, second: -1, count: 1, abstract: abstract, level: level,
          payload: bits, state: NodeState.scalar)
        if foldsCommons { commons.store(operation, x.index, -1, id) }
        return id
      }
    }
    if foldsCommons, let common = commons.find(operation, x.index, -1, nodes) { return common }
    let id = appendNode(
      operation, first: x.index, second: -1, count: 1, abstract: abstract, level: level,
      flags: (a.state == NodeState.pending ? a.flags : 0) | stagingFlags)
    if foldsCommons { commons.store(operation, x.index, -1, id) }
    return id
  }

  func append(_ operation: Int32, _ x: NodeID, _ y: NodeID) throws -> NodeID {
    let a = nodes[Int(x.index)]
    let b = nodes[Int(y.index)]
    let abstract =
      try ruleCache.lookup(operation, a.abstract, b.abstract)
      ?? applyRule(operation, a.abstract, b.abstract)
    let level = merged(a.level, b.level)
    if a.state == NodeState.scalar, b.state == NodeState.scalar, !isStaging {
      let output = abstracts.kinds[Int(abstract)]
      if output != .none,
        let bits = ScalarArithmetic.evaluate(
          operations.scalars[Int(operation)], input: abstracts.kinds[Int(a.abstract)],
          output: output, a.payload, b.payload)
      {
        if level == 0, a.inputCount | b.inputCount == 0 || isNumericSweep {
          return appendScalar(bits, abstract)
        }
        if foldsCommons, let common = commons.find(operation, x.index, y.index, nodes) {
          return common
        }
        let id = appendNode(
          operation, first: x.index, second: y.index, count: 2, abstract: abstract, level: level,
          payload: bits, state: NodeState.scalar)
        if foldsCommons { commons.store(operation, x.index, y.index, id) }
        return id
      }
    }
    if foldsCommons, let common = commons.find(operation, x.index, y.index, nodes) {
      return common
    }
    let flags =
      (a.state == NodeState.pending ? a.flags : 0)
      | (b.state == NodeState.pending ? b.flags : 0) | stagingFlags
    let id = appendNode(
      operation, first: x.index, second: y.index, count: 2, abstract: abstract, level: level,
      flags: flags)
    if foldsCommons { commons.store(operation, x.index, y.index, id) }
    return id
  }

  /// Sweeps inside another trace repeat themselves, and each repetition would be differentiated
  /// again; elsewhere folding
  /// would change the order in which cotangents are added.
  @inline(__always)
  private var foldsCommons: Bool { sweepDepth > 0 && innermostLevel != 0 }

  func appendMany(_ operation: Int32, _ inputs: [NodeID]) throws -> NodeID {
    if inputs.count == 1 { return try append(operation, inputs[0]) }
    if inputs.count == 2 { return try append(operation, inputs[0], inputs[1]) }
    let abstract = try abstractOfMany(operation, inputs)
    var level: UInt32 = 0
    var flags = stagingFlags
    var areScalars = inputs.count == 3 && !isStaging
    var areConstants = true
    for input in inputs {
      let node = nodes[Int(input.index)]
      level = merged(level, node.level)
      if node.state == NodeState.pending { flags |= node.flags }
      areScalars = areScalars && node.state == NodeState.scalar
      areConstants = areConstants && node.inputCount == 0
    }
    let output = abstracts.kinds[Int(abstract)]
    var known: UInt64?
    if areScalars, output != .none {
      known = ScalarArithmetic.evaluate(
        operations.scalars[Int(operation)], input: output, output: output,
        nodes[Int(inputs[0].index)].payload, nodes[Int(inputs[1].index)].payload,
        nodes[Int(inputs[2].index)].payload)
      if let known, level == 0, areConstants || isNumericSweep {
        return appendScalar(known, abstract)
      }
    }
    let offset = Int32(overflow.count)
    for input in inputs { overflow.append(input.index) }
    return appendNode(
      operation, first: inputs.isEmpty ? -1 : offset, second: -1, count: UInt16(inputs.count),
      abstract: abstract, level: level, flags: flags, payload: known ?? 0,
      state: known == nil ? NodeState.pending : NodeState.scalar)
  }

  @inline(__always)
  func appendNode(
    _ operation: Int32, first: Int32, second: Int32, count: UInt16, abstract: Int32, level: UInt32,
    flags: UInt8 = 0, payload: UInt64 = 0, state: UInt8 = NodeState.pending
  ) -> NodeID {
    if let locate, sweepDepth == 0, let place = locate() { range = place }
    let id = NodeID(nodes.count)
    nodes.append(
      Node(
        payload: payload, operation: operation, first: first, second: second, abstract: abstract,
        range: range, level: level, inputCount: count, state: state, flags: flags))
    return id
  }

  @inline(__always)
  func appendScalar(_ bits: UInt64, _ abstract: Int32) -> NodeID {
    let id = NodeID(nodes.count)
    nodes.append(
      Node(
        payload: bits, operation: hot.constant, first: -1, second: -1, abstract: abstract,
        range: range, level: 0, inputCount: 0, state: NodeState.scalar, flags: 0))
    return id
  }

  /// Three operands of which the last two are alike, such as a select's, have the result remembered.
  private func abstractOfMany(_ operation: Int32, _ inputs: [NodeID]) throws -> Int32 {
    var key: (Int32, Int32)?
    if inputs.count == 3 {
      let a = nodes[Int(inputs[0].index)].abstract
      let b = nodes[Int(inputs[1].index)].abstract
      // Operands that differ from each other are described afresh.
      if b == nodes[Int(inputs[2].index)].abstract { key = (a, b) }
    }
    // The same operation may also be applied to the first two alone.
    let variant = operation | 1 << 21
    if let key, let known = ruleCache.lookup(variant, key.0, key.1) { return known }
    let described = inputs.map { abstractValue(of: $0) }
    let result = try operations.entries[Int(operation)].primitive.abstractValue(of: described)
    try checkSize(of: result, operation)
    let index = abstracts.index(of: result)
    if let key { ruleCache.store(variant, key.0, key.1, index) }
    return index
  }

  /// Refuses results that do not fit the memory limit; views take none.
  private func checkSize(of value: AbstractValue, _ operation: Int32) throws {
    if case .movement = operations.entries[Int(operation)].lowering {
      try MemorySize.check(value.shape, value.dtype, limit: .max)
    } else {
      try MemorySize.check(value.shape, value.dtype, limit: memoryLimit)
    }
  }

  private func applyRule(_ operation: Int32, _ a: Int32, _ b: Int32) throws -> Int32 {
    var described = [abstracts.entries[Int(a)]]
    if b >= 0 { described.append(abstracts.entries[Int(b)]) }
    let result = try operations.entries[Int(operation)].primitive.abstractValue(of: described)
    try checkSize(of: result, operation)
    let index = abstracts.index(of: result)
    ruleCache.store(operation, a, b, index)
    return index
  }

  // MARK: Levels

  /// The level where it is still being traced, otherwise 0.
  @inline(__always)
  func active(_ level: UInt32) -> UInt32 {
    level <= 1 || level == innermostLevel || activeLevels.contains(level) ? level : 0
  }

  /// The outermost active one of two levels.
  @inline(__always)
  func merged(_ a: UInt32, _ b: UInt32) -> UInt32 {
    if a | b == 0 { return 0 }
    let x = active(a)
    let y = active(b)
    return x == 0 ? y : y == 0 ? x : min(x, y)
  }

  /// Begins a transform's trace: leaves made until `popLevel` belong to it.
  package func pushLevel() {
    lastLevel += 1
    activeLevels.append(lastLevel)
    innermostLevel = lastLevel
  }

  /// Ends the innermost trace.
  package func popLevel() {
    precondition(!activeLevels.isEmpty, "popLevel without pushLevel")
    activeLevels.removeLast()
    innermostLevel = activeLevels.last ?? 0
  }
}
