import Arrays

extension Graph {
  /// Adds the Jacobian-vector product: a tangent for each output, `nil` where it is zero by
  /// structure.
  ///
  /// `tangents` stand for `wrt` in order. One ascending pass over the nodes between them and
  /// `outputs`.
  package func jvp(
    outputs: [NodeID], wrt: [NodeID], tangents: [NodeID?]
  ) throws -> [NodeID?] {
    guard let lowest = wrt.min()?.index else { return outputs.map { _ in nil } }
    sweepDepth += 1
    let saved = range
    defer {
      sweepDepth -= 1
      range = saved
    }
    let highest = max(outputs.max()?.index ?? 0, wrt.max()?.index ?? 0)
    var known = [Int32](repeating: -1, count: max(Int(highest - lowest) + 1, 1))
    for (leaf, tangent) in zip(wrt, tangents) {
      if let tangent { known[Int(leaf.index - lowest)] = tangent.index }
    }
    let isWrt = Set(wrt)
    var several: [NodeID: [NodeID?]] = [:]
    func tangent(_ id: NodeID) -> NodeID? {
      guard id.index >= lowest, id.index <= highest else { return nil }
      let index = known[Int(id.index - lowest)]
      return index < 0 ? nil : NodeID(index)
    }
    for id in reachable(from: outputs, lowest: lowest) where !isWrt.contains(id) {
      let node = nodes[Int(id.index)]
      guard node.inputCount > 0 else { continue }
      let operation = operations.entries[Int(node.operation)]
      if operation.projection >= 0 {
        if let result = several[NodeID(node.first)]?[operation.projection] {
          known[Int(id.index - lowest)] = result.index
        }
        continue
      }
      var incoming = Tangents([])
      incoming.count = Int(node.inputCount)
      if node.inputCount > 2 {
        incoming = Tangents(inputs(of: id).map(tangent))
        guard incoming.array.contains(where: { $0 != nil }) else { continue }
      } else {
        incoming.first = tangent(NodeID(node.first))
        if node.inputCount == 2 { incoming.second = tangent(NodeID(node.second)) }
        guard incoming.first != nil || incoming.second != nil else { continue }
      }
      range = node.range
      if let primitive = operation.several {
        several[id] = try primitive.jvps(incoming, at: id, in: self)
      } else if abstracts.entries[Int(node.abstract)].dtype.isInexact,
        let result = try operation.primitive.jvp(incoming, at: id, in: self)
      {
        known[Int(id.index - lowest)] = result.index
      }
    }
    if let sweepObserver, sweepDepth == 1, activeLevels.isEmpty {
      sweepObserver.didPush(outputs: outputs, wrt: wrt, in: self)
    }
    return outputs.map(tangent)
  }
}
