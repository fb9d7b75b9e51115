/// What is to be computed, described by numbers that do not depend on where it stands in the arena:
/// two pending graphs of one structure have equal keys and can share a plan.
///
/// A slot names a value: nodes of `order` by position, then `leaves`, which have their values.
package struct PendingStructure {
  package fileprivate(set) var order: [NodeID]
  /// Known values; equal scalars are one leaf.
  package fileprivate(set) var leaves: [NodeID] = []
  /// One entry a node: operation, description, `wanted`, number of inputs and their slots, where
  /// leaf `k` counts as `-1 - k`; then two entries a leaf.
  package fileprivate(set) var key: [Int32] = []
  /// Nodes whose values somebody may ask for later.
  package fileprivate(set) var wanted: [Bool]
  package fileprivate(set) var hash: UInt64 = 0
  /// Some of the nodes do something besides giving results, so order counts.
  package fileprivate(set) var hasEffects = false
  /// How often nodes have been computed and not kept.
  fileprivate var times: [UInt64] = []

  fileprivate init(order: [NodeID], wanted: [Bool]) {
    self.order = order
    self.wanted = wanted
  }

  /// True for nodes of `order`, whose payloads are their positions.
  @inline(__always)
  fileprivate func contains(_ id: NodeID, _ graph: Graph) -> Bool {
    let node = graph.nodes[Int(id.index)]
    return node.state == NodeState.pending && node.payload < UInt64(order.count)
      && order[Int(node.payload)] == id
  }
}

/// What a plan may take for granted of a leaf's value.
package enum LeafTag: Int32 {
  case any = 0
  case one, two, zero, negativeZero
  case array

  fileprivate init(_ node: Node, _ kind: ScalarKind) {
    guard node.state == NodeState.scalar else {
      self = .array
      return
    }
    guard kind.isFloating else {
      self = .any
      return
    }
    switch node.payload {
    case (1.0).bitPattern: self = .one
    case (2.0).bitPattern: self = .two
    case (0.0).bitPattern: self = .zero
    case (-0.0).bitPattern: self = .negativeZero
    default: self = .any
    }
  }
}

extension Graph {
  /// Describes `order`, which `pending(for: roots)` gave just before, or of which a part is left.
  ///
  /// Pending nodes' payloads hold their positions while this runs.
  package func structure(of order: some Collection<NodeID>, roots: [NodeID]) -> PendingStructure {
    var result = PendingStructure(
      order: Array(order), wanted: [Bool](repeating: false, count: order.count))
    for (position, id) in result.order.enumerated() {
      let index = Int(id.index)
      let node = nodes[index]
      // Computed before and not kept: some more times cost less than memory does.
      let limit = isCheap(node) ? NodeMark.cheapLimit : 1
      result.wanted[position] =
        node.payload >= NodeMark.computed + limit
        || node.level != 0 && !isCheap(node) && active(node.level) != 0
        || operations.entries[Int(node.operation)].isMultiOutput
      result.times.append(node.payload >= NodeMark.computed ? node.payload : NodeMark.computed)
      nodes[index].payload = UInt64(position)
    }
    for root in roots { markWanted(root.index, &result) }
    if roots.count < self.roots.ids.count, self.roots.ids.count > 4096 + 16 * order.count {
      // Looking through all handles would cost more than keeping every value.
      for position in result.wanted.indices { result.wanted[position] = true }
    } else {
      for place in self.roots.ids.indices where self.roots.ids[place] >= 0 {
        markWanted(self.roots.ids[place], &result)
      }
    }
    describe(&result, leading: LeafNumbers())
    return result
  }

  /// Describes a closed graph: its inputs are the first leaves; slots of its outputs besides.
  package static func structure(of body: ClosedGraph) -> (PendingStructure, outputs: [Int]) {
    let graph = body.graph
    let order = graph.reachable(from: body.roots).filter { id in
      let node = graph.nodes[Int(id.index)]
      return node.state == NodeState.pending && node.operation != graph.hot.placeholder
    }
    var result = PendingStructure(
      order: order, wanted: order.map { graph.isMultiOutput($0) })
    for (position, id) in order.enumerated() {
      graph.nodes[Int(id.index)].payload = UInt64(position)
    }
    for output in body.outputs { graph.markWanted(output.index, &result) }
    var leaves = LeafNumbers()
    for id in body.inputs + body.outputs where !result.contains(id, graph) {
      _ = leaves.number(of: id.index, graph.nodes[Int(id.index)], graph.nodes)
    }
    let outputs = body.outputs.map { id in
      let node = graph.nodes[Int(id.index)]
      return result.contains(id, graph)
        ? Int(node.payload) : order.count + Int(leaves.number(of: id.index, node, graph.nodes))
    }
    graph.describe(&result, leading: leaves)
    return (result, outputs)
  }

  /// Notes that nodes were computed on the way and not kept.
  package func markComputed(_ structure: PendingStructure) {
    for (id, times) in zip(structure.order, structure.times)
    where nodes[Int(id.index)].state == NodeState.pending {
      nodes[Int(id.index)].payload = times + 1
    }
  }

  /// False for results that are dear to compute again.
  private func isCheap(_ node: Node) -> Bool {
    switch operations.entries[Int(node.operation)].lowering {
    case .alias, .map, .zip, .select, .cast, .movement, .project: true
    default: false
    }
  }

  private func markWanted(_ id: Int32, _ structure: inout PendingStructure) {
    if structure.contains(NodeID(id), self) {
      structure.wanted[Int(nodes[Int(id)].payload)] = true
    }
  }

  private func describe(_ structure: inout PendingStructure, leading: LeafNumbers) {
    var leaves = leading
    var key: [Int32] = []
    key.reserveCapacity(structure.order.count * 6)
    for (position, id) in structure.order.enumerated() {
      let node = nodes[Int(id.index)]
      if operations.entries[Int(node.operation)].hasEffects { structure.hasEffects = true }
      key.append(node.operation)
      key.append(node.abstract)
      key.append(structure.wanted[position] ? 1 : 0)
      key.append(Int32(node.inputCount))
      if node.inputCount > 2 {
        for input in 0..<Int(node.inputCount) {
          key.append(slot(overflow[Int(node.first) + input], structure, &leaves))
        }
      } else {
        if node.inputCount > 0 { key.append(slot(node.first, structure, &leaves)) }
        if node.inputCount > 1 { key.append(slot(node.second, structure, &leaves)) }
      }
    }
    for leaf in leaves.ids {
      let node = nodes[Int(leaf)]
      key.append(node.abstract)
      key.append(LeafTag(node, abstracts.kinds[Int(node.abstract)]).rawValue)
    }
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for word in key {
      hash = (hash ^ UInt64(UInt32(bitPattern: word))) &* 0xBF58_476D_1CE4_E5B9
      hash ^= hash >> 29
    }
    structure.leaves = leaves.ids.map { NodeID($0) }
    structure.key = key
    structure.hash = hash
  }

  @inline(__always)
  private func slot(
    _ id: Int32, _ structure: PendingStructure, _ leaves: inout LeafNumbers
  ) -> Int32 {
    let node = nodes[Int(id)]
    if structure.contains(NodeID(id), self) { return Int32(node.payload) }
    return -1 - leaves.number(of: id, node, nodes)
  }
}

/// Marks in the payload of nodes without a value.
enum NodeMark {
  /// And how often, in the bits below.
  static let computed: UInt64 = 1 << 63
  /// Elementwise results are computed this often before they are kept.
  static let cheapLimit: UInt64 = 4
}

/// Numbers leaves in the order they are met: an open-addressed table.
private struct LeafNumbers {
  private(set) var ids: [Int32] = []
  private var table = [Int32](repeating: -1, count: 64)

  private static func hash(_ id: Int32, _ node: Node) -> UInt64 {
    let word = node.state == NodeState.scalar ? node.payload : UInt64(UInt32(bitPattern: id))
    let mixed = (word ^ word >> 32) &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ mixed >> 32
  }

  private static func isSame(
    _ a: Int32, _ b: Int32, _ node: Node, _ nodes: FlatStorage<Node>
  ) -> Bool {
    if a == b { return true }
    let other = nodes[Int(a)]
    return node.state == NodeState.scalar && other.state == NodeState.scalar
      && node.payload == other.payload && node.abstract == other.abstract
  }

  mutating func number(of id: Int32, _ node: Node, _ nodes: FlatStorage<Node>) -> Int32 {
    var place = Int(Self.hash(id, node) & UInt64(table.count - 1))
    while table[place] >= 0 {
      if Self.isSame(ids[Int(table[place])], id, node, nodes) { return table[place] }
      place = (place + 1) & (table.count - 1)
    }
    let number = Int32(ids.count)
    table[place] = number
    ids.append(id)
    if ids.count * 2 > table.count { grow(nodes) }
    return number
  }

  private mutating func grow(_ nodes: FlatStorage<Node>) {
    table = [Int32](repeating: -1, count: table.count * 2)
    for (number, id) in ids.enumerated() {
      var place = Int(Self.hash(id, nodes[Int(id)]) & UInt64(table.count - 1))
      while table[place] >= 0 { place = (place + 1) & (table.count - 1) }
      table[place] = Int32(number)
    }
  }
}
