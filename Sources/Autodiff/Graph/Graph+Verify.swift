import Arrays

/// What `Graph.verify` found wrong.
package struct GraphInconsistency: Error, Hashable {
  package let node: NodeID
  package let reason: String
}

extension Graph {
  /// Checks that inputs precede users and that every shape rule still gives the stored description.
  ///
  /// - Complexity: O(nodes); for tests and debugging.
  package func verify() throws {
    for index in nodes.indices {
      let id = NodeID(index)
      let inputs = inputs(of: id)
      if let late = inputs.first(where: { $0 >= id || $0.index < 0 }) {
        throw GraphInconsistency(node: id, reason: "input \(late.index) does not precede its user")
      }
      guard !inputs.isEmpty, operation(of: id).projection < 0 else { continue }
      let expected = try primitive(of: id).abstractValue(of: inputs.map { abstractValue(of: $0) })
      let actual = abstractValue(of: id)
      guard expected == actual else {
        throw GraphInconsistency(
          node: id, reason: "\(primitive(of: id).name) is \(actual), its rule says \(expected)")
      }
    }
  }
}
