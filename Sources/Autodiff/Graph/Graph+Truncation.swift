extension Graph {
  /// A place in the arena to go back to.
  package struct Mark {
    fileprivate let nodes: Int
    fileprivate let overflow: Int
    fileprivate let insertions: Int
    fileprivate let compactions: Int
  }

  package var mark: Mark {
    Mark(
      nodes: nodes.count, overflow: overflow.count, insertions: roots.insertions,
      compactions: compactions)
  }

  /// Drops the nodes appended since `mark`; false where a handle made since keeps one of them
  /// alive.
  ///
  /// For results that were computed and taken out at once, so that eager work leaves nothing
  /// behind.
  @discardableResult
  package func truncate(to mark: Mark) -> Bool {
    // Ids from before a renumbering mean nothing now.
    guard compactions == mark.compactions else { return false }
    guard nodes.count > mark.nodes else { return true }
    if roots.insertions != mark.insertions,
      roots.ids.indices.contains(where: { roots.ids[$0] >= Int32(mark.nodes) })
    {
      return false
    }
    for index in mark.nodes..<nodes.count {
      let node = nodes[index]
      if node.state == NodeState.array { values.removeArray(node.payload) }
      if node.state == NodeState.tuple { values.removeTuple(node.payload) }
    }
    effects.removeAll { $0.index >= Int32(mark.nodes) }
    nodes.truncate(to: mark.nodes)
    overflow.truncate(to: mark.overflow)
    return true
  }
}
