import Arrays

extension Graph {
  /// The graph below `outputs`, one node a line: `%3 = multiply %1 %2 : float64[3]`; known 0-d
  /// values follow after `=`.
  ///
  /// Numbers are positions in the listing, not ids, so that dumps are stable.
  package func dump(outputs: [NodeID]) -> String {
    var numbers: [NodeID: Int] = [:]
    var lines: [String] = []
    for id in reachable(from: outputs) {
      numbers[id] = numbers.count
      lines.append(line(id, numbers))
    }
    let results = outputs.map { "%\(numbers[$0] ?? 0)" }.joined(separator: ", ")
    return (lines + ["return \(results)"]).joined(separator: "\n")
  }

  private func line(_ id: NodeID, _ numbers: [NodeID: Int]) -> String {
    let primitive = primitive(of: id)
    let attributes = primitive.attributes.filter { $0.name != "dialect" }
      .map { "\($0.name)=\($0.text)" }.joined(separator: ", ")
    let value = abstractValue(of: id)
    let shape = value.shape.map(String.init).joined(separator: ", ")
    var text = "%\(numbers[id] ?? 0) = \(primitive.name)"
    if !attributes.isEmpty { text += "[\(attributes)]" }
    for input in inputs(of: id) { text += " %\(numbers[input] ?? 0)" }
    text += " : \(value.dtype.name)[\(shape)]"
    if let known = knownScalar(of: id) { text += " = \(FloatFormatting.repr(known))" }
    return text
  }

  /// The graph below `outputs` in the DOT language.
  package func dot(outputs: [NodeID]) -> String {
    var text = "digraph {\n  rankdir=TB;\n  node [shape=box, fontname=\"monospace\"];\n"
    let order = reachable(from: outputs)
    var numbers: [NodeID: Int] = [:]
    for id in order {
      numbers[id] = numbers.count
      let value = abstractValue(of: id)
      let shape = value.shape.map(String.init).joined(separator: ", ")
      var label = "\(primitive(of: id).name)\\n\(value.dtype.name)[\(shape)]"
      if let known = knownScalar(of: id) { label += "\\n\(FloatFormatting.repr(known))" }
      text += "  n\(numbers[id] ?? 0) [label=\"\(label)\"];\n"
      for input in inputs(of: id) {
        text += "  n\(numbers[input] ?? 0) -> n\(numbers[id] ?? 0);\n"
      }
    }
    return text + "}\n"
  }
}
