extension Graph {
  /// Nodes that `roots` depend on, themselves included, in ascending order.
  ///
  /// - Parameters:
  ///   - lowest: nodes below it are left out.
  ///   - enters: says whether a node belongs to the result; its inputs are followed only then.
  /// - Complexity: O(result + edges), and O(span of ids) where the result is dense.
  package func reachable(
    from roots: [NodeID], lowest: Int32 = 0, where enters: (NodeID) -> Bool = { _ in true }
  ) -> [NodeID] {
    let stamp = nextStamp()
    var stack: [Int32] = []
    var low = Int32.max
    var high: Int32 = -1
    var count = 0
    func visit(_ index: Int32) {
      guard index >= lowest, nodes[Int(index)].stamp != stamp, enters(NodeID(index)) else { return }
      nodes[Int(index)].stamp = stamp
      stack.append(index)
      low = min(low, index)
      high = max(high, index)
      count += 1
    }
    var found: [NodeID] = []
    for root in roots { visit(root.index) }
    while let index = stack.popLast() {
      found.append(NodeID(index))
      let node = nodes[Int(index)]
      if node.inputCount > 2 {
        for position in 0..<Int(node.inputCount) { visit(overflow[Int(node.first) + position]) }
      } else {
        if node.inputCount > 0 { visit(node.first) }
        if node.inputCount > 1 { visit(node.second) }
      }
    }
    guard count > 1 else { return found }
    if Int(high - low) < 8 * count {
      var order: [NodeID] = []
      order.reserveCapacity(count)
      for index in low...high where nodes[Int(index)].stamp == stamp { order.append(NodeID(index)) }
      return order
    }
    return found.sorted()
  }

  /// Nodes that must be computed before `roots` have values, ascending.
  ///
  /// - Throws: `abstractValueNeeded` with the first root that depends on a placeholder.
  package func pending(for roots: [NodeID]) throws -> [NodeID] {
    for root in roots where isAbstract(root) { throw GraphError.abstractValueNeeded(root) }
    return reachable(from: roots) { nodes[Int($0.index)].state == NodeState.pending }
  }

  func nextStamp() -> UInt32 {
    if lastStamp == .max {
      for index in nodes.indices { nodes[index].stamp = 0 }
      lastStamp = 0
    }
    lastStamp += 1
    return lastStamp
  }
}
