import Arrays

extension Graph {
  /// Adds the vector-Jacobian product: one cotangent for each of `wrt`, `nil` where it is zero by
  /// structure.
  ///
  /// Sweeps the nodes between `wrt` and `outputs` once. Contributions to a node are added in the
  /// sweep's order: descending
  /// ids, or for `.hips` the order in which HIPS autograd visits its nodes, so that sums round
  /// alike.
  ///
  /// - Parameter isNumeric: true where nobody looks at how the cotangents were computed: they may
  ///   then be constants.
  /// - Throws: `cotangentShape` where a cotangent does not fit its output; what a rule throws.
  package func vjp(
    outputs: [NodeID], cotangents: [NodeID?], wrt: [NodeID], order: Dialect = .jax,
    isNumeric: Bool = false
  ) throws -> [NodeID?] {
    guard let lowest = wrt.min() else { return [] }
    sweepDepth += 1
    let saved = (range, isNumericSweep)
    isNumericSweep = isNumeric && sweepObserver == nil
    defer {
      sweepDepth -= 1
      (range, isNumericSweep) = saved
    }
    var sweep = ReverseSweep(graph: self, outputs: outputs, wrt: wrt, lowest: lowest)
    for (output, cotangent) in zip(outputs, cotangents) {
      guard let cotangent else { continue }
      let expected = abstractValue(of: output)
      let actual = abstractValue(of: cotangent)
      guard expected.shape == actual.shape, expected.dtype == actual.dtype else {
        throw GraphError.cotangentShape(expected: expected, actual: actual)
      }
      try sweep.add(cotangent, to: output)
    }
    try sweep.run(order, outputs)
    let results = wrt.map { sweep.cotangent(of: $0) }
    if let sweepObserver, sweepDepth == 1, activeLevels.isEmpty {
      sweepObserver.didPull(
        outputs: outputs, cotangents: cotangents, wrt: wrt, results: results, in: self)
    }
    return results
  }
}

/// The state of one reverse sweep: which nodes matter and what has reached them.
private struct ReverseSweep {
  let graph: Graph
  let lowest: Int32
  /// Nodes on a path from `wrt` to an output, ascending.
  var order: [NodeID] = []
  /// By id minus `lowest`: whether the node depends on one of `wrt`.
  var depends: [Bool]
  /// By id minus `lowest`: the cotangent so far; -1 is zero.
  var cotangents: [Int32]
  /// Cotangents of the results of nodes with several.
  var several: [NodeID: [NodeID?]] = [:]

  init(graph: Graph, outputs: [NodeID], wrt: [NodeID], lowest: NodeID) {
    self.graph = graph
    self.lowest = lowest.index
    let highest = max(outputs.max()?.index ?? 0, wrt.max()?.index ?? 0)
    let span = max(Int(highest - lowest.index) + 1, 1)
    depends = Array(repeating: false, count: span)
    cotangents = Array(repeating: -1, count: span)
    for leaf in wrt {
      depends[Int(leaf.index - lowest.index)] = true
    }
    for id in graph.reachable(from: outputs, lowest: lowest.index) {
      if depends[Int(id.index - lowest.index)] || dependsOnInput(id) {
        depends[Int(id.index - lowest.index)] = true
        order.append(id)
      }
    }
  }

  private func dependsOnInput(_ id: NodeID) -> Bool {
    let node = graph.nodes[Int(id.index)]
    guard
      graph.abstracts.entries[Int(node.abstract)].dtype.isInexact
        || graph.operations.entries[Int(node.operation)].isMultiOutput
    else { return false }
    if node.inputCount > 2 {
      for position in 0..<Int(node.inputCount)
      where marked(graph.overflow[Int(node.first) + position]) { return true }
      return false
    }
    return node.inputCount > 0 && marked(node.first) || node.inputCount > 1 && marked(node.second)
  }

  @inline(__always) private func marked(_ index: Int32) -> Bool {
    index >= lowest && depends[Int(index - lowest)]
  }

  func cotangent(of id: NodeID) -> NodeID? {
    let index = cotangents[Int(id.index - lowest)]
    return index < 0 ? nil : NodeID(index)
  }

  @inline(__always)
  mutating func add(_ cotangent: NodeID, to id: NodeID) throws {
    guard marked(id.index) else { return }
    let place = Int(id.index - lowest)
    let previous = cotangents[place]
    cotangents[place] =
      previous < 0
      ? cotangent.index : try graph.add(NodeID(previous), cotangent).index
  }

  mutating func run(_ dialect: Dialect, _ outputs: [NodeID]) throws {
    switch dialect {
    case .jax: for id in order.reversed() { try visit(id) }
    case .hips: for id in hipsOrder(outputs) { try visit(id) }
    }
  }

  private mutating func visit(_ id: NodeID) throws {
    let operation = graph.operation(of: id)
    if let several = operation.several { return try visitSeveral(id, several) }
    guard let cotangent = cotangent(of: id) else { return }
    let node = graph.nodes[Int(id.index)]
    guard node.inputCount > 0 else { return }
    if operation.projection >= 0 {
      return try collect(cotangent, operation.projection, of: NodeID(node.first))
    }
    graph.range = node.range
    if node.inputCount <= 2 {
      let first = marked(node.first)
      let second = node.inputCount == 2 && marked(node.second)
      guard first || second else { return }
      let result = try operation.primitive.vjp(
        cotangent, at: id, needs: Needs(bits: (first ? 1 : 0) | (second ? 2 : 0)), in: graph)
      switch result {
      case .none: break
      case .one(let x):
        if let x { try add(x, to: NodeID(node.first)) }
      case .two(let x, let y):
        if let x { try add(x, to: NodeID(node.first)) }
        if let y { try add(y, to: NodeID(node.second)) }
      case .many(let all): try distribute(all, to: id)
      }
    } else {
      let result = try operation.primitive.vjp(
        cotangent, at: id, needs: needs(of: id), in: graph)
      try distribute(result, to: id)
    }
  }

  private func needs(of id: NodeID) -> Needs {
    var bits: UInt64 = 0
    for (position, input) in graph.inputs(of: id).enumerated() where marked(input.index) {
      bits |= 1 << UInt64(min(position, 63))
    }
    return Needs(bits: bits)
  }

  private mutating func distribute(_ result: Cotangents, to id: NodeID) throws {
    switch result {
    case .none: break
    case .one(let x): try distribute([x], to: id)
    case .two(let x, let y): try distribute([x, y], to: id)
    case .many(let all): try distribute(all, to: id)
    }
  }

  private mutating func distribute(_ all: [NodeID?], to id: NodeID) throws {
    for (position, cotangent) in all.enumerated() {
      if let cotangent { try add(cotangent, to: graph.input(of: id, position)) }
    }
  }

  private mutating func collect(_ cotangent: NodeID, _ position: Int, of node: NodeID) throws {
    guard marked(node.index) else { return }
    var all =
      try several[node]
      ?? Array(
        repeating: nil, count: graph.abstractValues(of: node).count)
    all[position] = try all[position].map { try graph.add($0, cotangent) } ?? cotangent
    several[node] = all
  }

  private mutating func visitSeveral(
    _ id: NodeID, _ primitive: any MultiOutputPrimitive
  ) throws {
    guard let all = several[id] else { return }
    graph.range = graph.range(of: id)
    let result = try primitive.vjp(all, at: id, needs: needs(of: id), in: graph)
    try distribute(result, to: id)
  }

  /// HIPS autograd's visiting order (`toposort` in its `util.py`): a stack of nodes whose users
  /// have all been visited.
  private func hipsOrder(_ outputs: [NodeID]) -> [NodeID] {
    var users = [Int32](repeating: 0, count: depends.count)
    var stack = outputs.filter { marked($0.index) }
    while let id = stack.popLast() {
      let place = Int(id.index - lowest)
      users[place] += 1
      if users[place] == 1 { forEachParent(id) { stack.append($0) } }
    }
    var result: [NodeID] = []
    result.reserveCapacity(order.count)
    var ready: [NodeID] = []
    // One output may be an input of another, or be given twice: it waits for all its users.
    func release(_ id: NodeID) {
      let place = Int(id.index - lowest)
      if users[place] == 1 { ready.append(id) } else { users[place] -= 1 }
    }
    for output in outputs where marked(output.index) { release(output) }
    while let id = ready.popLast() {
      result.append(id)
      forEachParent(id, release)
    }
    return result
  }

  @inline(__always)
  private func forEachParent(_ id: NodeID, _ body: (NodeID) -> Void) {
    let node = graph.nodes[Int(id.index)]
    if node.inputCount > 2 {
      for position in 0..<Int(node.inputCount) {
        let input = graph.overflow[Int(node.first) + position]
        if marked(input) { body(NodeID(input)) }
      }
    } else {
      if node.inputCount > 0, marked(node.first) { body(NodeID(node.first)) }
      if node.inputCount > 1, marked(node.second) { body(NodeID(node.second)) }
    }
  }
}
