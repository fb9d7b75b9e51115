extension Graph {
  /// Nodes that `roots` depend on, themselves included, in ascending order.
  ///
  /// - Parameters:
  ///   - lowest: nodes below it are left out.
  ///   - enters: says whether a node belongs to the result; its inputs are followed only then.
  /// - Complexity: O(result + edges), and O(span of ids) where the result is dense.
  package func reachable(
    from roots: [NodeID], lowest: Int32 = 0, where enters: ((NodeID) -> Bool)? = nil
  ) -> [NodeID] {
    var walk = Walk(stamp: nextStamp(), lowest: lowest)
    if let enters {
      for root in roots where enters(root) { walk.visit(root.index, nodes) }
      while let node = walk.next(nodes) {
        for position in 0..<Int(node.inputCount) {
          let input = self.input(of: node, position)
          if enters(NodeID(input)) { walk.visit(input, nodes) }
        }
      }
    } else {
      for root in roots { walk.visit(root.index, nodes) }
      while let node = walk.next(nodes) { visitInputs(of: node, &walk) }
    }
    return walk.ascending(nodes)
  }

  /// Nodes that must be computed before `roots` have values, ascending.
  ///
  /// - Throws: `abstractValueNeeded` with the first root that depends on a placeholder.
  package func pending(for roots: [NodeID]) throws -> [NodeID] {
    for root in roots where isAbstract(root) { throw GraphError.abstractValueNeeded(root) }
    var walk = Walk(stamp: nextStamp(), lowest: 0)
    for root in roots where !isEvaluated(root) { walk.visit(root.index, nodes) }
    while let node = walk.next(nodes) {
      if node.inputCount > 2 {
        for position in 0..<Int(node.inputCount) {
          walk.visitPending(overflow[Int(node.first) + position], nodes)
        }
      } else {
        if node.inputCount > 0 { walk.visitPending(node.first, nodes) }
        if node.inputCount > 1 { walk.visitPending(node.second, nodes) }
      }
    }
    return walk.ascending(nodes)
  }

  @inline(__always)
  private func input(of node: Node, _ position: Int) -> Int32 {
    if node.inputCount > 2 { return overflow[Int(node.first) + position] }
    return position == 0 ? node.first : node.second
  }

  @inline(__always)
  private func visitInputs(of node: Node, _ walk: inout Walk) {
    if node.inputCount > 2 {
      for position in 0..<Int(node.inputCount) {
        walk.visit(overflow[Int(node.first) + position], nodes)
      }
    } else {
      if node.inputCount > 0 { walk.visit(node.first, nodes) }
      if node.inputCount > 1 { walk.visit(node.second, nodes) }
    }
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

/// A traversal from users to inputs without recursion; visited nodes carry its stamp.
private struct Walk {
  let stamp: UInt32
  let lowest: Int32
  /// Every node met so far; those from `cursor` on have yet to be expanded.
  private var visited: [Int32] = []
  private var cursor = 0
  private var low = Int32.max
  private var high: Int32 = -1

  init(stamp: UInt32, lowest: Int32) {
    self.stamp = stamp
    self.lowest = lowest
  }

  @inline(__always)
  mutating func visit(_ index: Int32, _ nodes: FlatStorage<Node>) {
    guard index >= lowest, nodes[Int(index)].stamp != stamp else { return }
    nodes[Int(index)].stamp = stamp
    visited.append(index)
    low = min(low, index)
    high = max(high, index)
  }

  @inline(__always)
  mutating func visitPending(_ index: Int32, _ nodes: FlatStorage<Node>) {
    if nodes[Int(index)].state == NodeState.pending { visit(index, nodes) }
  }

  @inline(__always)
  mutating func next(_ nodes: FlatStorage<Node>) -> Node? {
    guard cursor < visited.count else { return nil }
    cursor += 1
    return nodes[Int(visited[cursor - 1])]
  }

  /// All visited nodes: by scanning the span of their ids where they fill it, by sorting otherwise.
  func ascending(_ nodes: FlatStorage<Node>) -> [NodeID] {
    guard !visited.isEmpty else { return [] }
    guard Int(high) - Int(low) < 8 * visited.count else {
      return visited.sorted().map { NodeID($0) }
    }
    let (low, high, stamp) = (Int(low), Int(high), stamp)
    return [NodeID](unsafeUninitializedCapacity: visited.count) { buffer, filled in
      for index in low...high where nodes[index].stamp == stamp {
        buffer[filled] = NodeID(index)
        filled += 1
      }
    }
  }
}
