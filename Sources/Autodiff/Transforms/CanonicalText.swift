import Arrays

extension Graph {
  /// The structure of `outputs` as text: one line a node in topological order, with name,
  /// attributes, dtype, shape and inputs.
  ///
  /// Equal texts compute the same function of the leaves.
  ///
  /// Leaves are what has no inputs; they come in the order of first use (declared `inputs` first)
  /// and their values are
  /// left out, except those of 0-d constants.
  package func canonicalText(
    inputs: [NodeID] = [], outputs: [NodeID]
  ) -> (text: String, leaves: [NodeID]) {
    var numbers: [NodeID: Int] = [:]
    var leaves: [NodeID] = []
    var text = ""
    func declare(_ id: NodeID, _ line: String) {
      numbers[id] = numbers.count
      text += line
    }
    func described(_ id: NodeID) -> String {
      let value = abstractValue(of: id)
      let shape = value.shape.map(String.init).joined(separator: ",")
      return "\(value.dtype.name)[\(shape)]\(value.weak ? "*" : "")"
    }
    for input in inputs where numbers[input] == nil {
      leaves.append(input)
      declare(input, "input \(described(input))\n")
    }
    for id in reachable(from: outputs, where: { numbers[$0] == nil }) {
      let node = nodes[Int(id.index)]
      if node.inputCount == 0 {
        if node.operation == hot.constant, node.state == NodeState.scalar {
          declare(id, "constant \(described(id)) \(node.payload)\n")
        } else {
          leaves.append(id)
          declare(id, "\(operation(of: id).primitive.name) \(described(id))\n")
        }
        continue
      }
      let primitive = operation(of: id).primitive
      let attributes = primitive.attributes.map { "\($0.name)=\($0.text)" }.joined(separator: " ")
      let sources = self.inputs(of: id).map { numbers[$0].map(String.init) ?? "?" }
      declare(
        id,
        "\(primitive.name) [\(attributes)] \(described(id)) \(sources.joined(separator: " "))\n")
    }
    text += "-> " + outputs.map { numbers[$0].map(String.init) ?? "?" }.joined(separator: " ")
    return (text, leaves)
  }
}
