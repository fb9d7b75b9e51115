extension Graph {
  /// Compacts when the arena has doubled since the last time; call at safe points only.
  ///
  /// A safe point is where no `NodeID` is held outside handles: a loop's back edge, a cell's end.
  package func compactIfNeeded() {
    if nodes.count > 4096, nodes.count > 2 * countAtCompaction { compact() }
  }

  /// Drops what no handle reaches and renumbers the rest.
  ///
  /// Evaluated nodes become constants, and so let go of their inputs, unless a history-keeping
  /// handle or a transform that
  /// is being traced needs to differentiate through them.
  package func compact() {
    let historic = roots.ids.indices
      .filter { roots.ids[$0] >= 0 && roots.keepsHistory[$0] }
      .map { NodeID(roots.ids[$0]) }
    var keepsInputs = [Bool](repeating: false, count: nodes.count)
    for id in reachable(from: historic) { keepsInputs[Int(id.index)] = true }
    for index in nodes.indices where !keepsInputs[index] {
      let node = nodes[index]
      keepsInputs[index] = node.state == NodeState.pending || active(node.level) > 1
    }
    let live = liveNodes(keepsInputs)
    renumber(live, keepsInputs)
    countAtCompaction = nodes.count
    compactions += 1
  }

  private func liveNodes(_ keepsInputs: [Bool]) -> [Int32] {
    let stamp = nextStamp()
    for id in roots.live { nodes[Int(id)].stamp = stamp }
    for id in effects { nodes[Int(id.index)].stamp = stamp }
    // Inputs precede users, so one descending pass marks everything.
    var index = nodes.count - 1
    var count = 0
    while index >= 0 {
      let node = nodes[index]
      if node.stamp == stamp {
        count += 1
        if keepsInputs[index] { markInputs(of: node, stamp) }
      }
      index -= 1
    }
    var live: [Int32] = []
    live.reserveCapacity(count)
    for index in nodes.indices where nodes[index].stamp == stamp { live.append(Int32(index)) }
    return live
  }

  private func markInputs(of node: Node, _ stamp: UInt32) {
    if node.inputCount > 2 {
      for position in 0..<Int(node.inputCount) {
        nodes[Int(overflow[Int(node.first) + position])].stamp = stamp
      }
    } else {
      if node.inputCount > 0 { nodes[Int(node.first)].stamp = stamp }
      if node.inputCount > 1 { nodes[Int(node.second)].stamp = stamp }
    }
  }

  /// Moves the live nodes to the front, in order: each lands at or before its place, so this
  /// happens in place.
  private func renumber(_ live: [Int32], _ keepsInputs: [Bool]) {
    var renamed = [Int32](repeating: -1, count: nodes.count)
    for (position, index) in live.enumerated() { renamed[Int(index)] = Int32(position) }
    for index in nodes.indices where renamed[index] < 0 {
      let node = nodes[index]
      if node.state == NodeState.array { values.removeArray(node.payload) }
      if node.state == NodeState.tuple { values.removeTuple(node.payload) }
    }
    var usedOverflow = 0
    for (position, index) in live.enumerated() {
      var node = nodes[Int(index)]
      if !keepsInputs[Int(index)] {
        // A variable keeps its identity: something may still be asked about it.
        if node.operation != hot.variable {
          node.level = 0
          if node.state != NodeState.tuple { node.operation = hot.constant }
        }
        node.first = -1
        node.second = -1
        node.inputCount = 0
      } else if node.inputCount > 2 {
        let offset = Int(node.first)
        node.first = Int32(usedOverflow)
        for input in 0..<Int(node.inputCount) {
          overflow[usedOverflow] = renamed[Int(overflow[offset + input])]
          usedOverflow += 1
        }
      } else {
        if node.inputCount > 0 { node.first = renamed[Int(node.first)] }
        if node.inputCount > 1 { node.second = renamed[Int(node.second)] }
      }
      nodes[position] = node
    }
    nodes.truncate(to: live.count)
    overflow.truncate(to: usedOverflow)
    effects = effects.map { NodeID(renamed[Int($0.index)]) }
    for place in roots.ids.indices where roots.ids[place] >= 0 {
      roots.ids[place] = renamed[Int(roots.ids[place])]
    }
  }
}
