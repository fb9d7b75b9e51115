import Foundation
import Records

/// Recorded graphs as people read them: numbered lines, or Graphviz.
///
/// The canonical text has one line a node, `name [attributes] dtype[shape] inputs`, numbered from 0 in order, and a last line
/// `-> outputs`.
enum GraphDrawing {
  private struct Node {
    var name: String
    var attributes: String
    var type: String
    var inputs: [Int]
    /// The value of a 0-d constant.
    var value: String?
  }

  /// `%2 = multiply float64[] (%0, %1)`, a line a node.
  static func text(_ graph: GraphRecord) -> String {
    let (nodes, outputs) = parse(graph.text)
    var text = ""
    for (index, node) in nodes.enumerated() {
      text += "%\(index) = \(node.name) \(node.type)"
      if let value = node.value { text += " \(value)" }
      if !node.attributes.isEmpty { text += " [\(node.attributes)]" }
      if !node.inputs.isEmpty {
        text += " (" + node.inputs.map { "%\($0)" }.joined(separator: ", ") + ")"
      }
      text += "\n"
    }
    return text + "-> " + outputs.map { "%\($0)" }.joined(separator: ", ") + "\n"
  }

  static func dot(_ graph: GraphRecord, title: String) -> String {
    let (nodes, outputs) = parse(graph.text)
    var text = "digraph \"\(title)\" {\n  node [shape=box, fontname=\"monospace\"];\n"
    for (index, node) in nodes.enumerated() {
      let detail = [node.value, node.attributes.isEmpty ? nil : node.attributes].compactMap { $0 }
      let label = ([node.name] + detail + [node.type]).joined(separator: "\\n")
      let style = outputs.contains(index) ? ", penwidth=2" : ""
      text += "  n\(index) [label=\"\(label.replacingQuotes)\"\(style)];\n"
      for input in node.inputs { text += "  n\(input) -> n\(index);\n" }
    }
    return text + "}"
  }

  private static func parse(_ text: String) -> (nodes: [Node], outputs: [Int]) {
    var nodes: [Node] = []
    var outputs: [Int] = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix("-> ") {
        outputs = line.dropFirst(3).split(separator: " ").compactMap { Int($0) }
        continue
      }
      nodes.append(node(line))
    }
    return (nodes, outputs)
  }

  private static func node(_ line: Substring) -> Node {
    let name = line.prefix { $0 != " " }
    var rest = line.dropFirst(name.count + 1)
    var attributes = ""
    if rest.hasPrefix("["), let end = rest.range(of: "] ")?.lowerBound {
      attributes = String(rest[rest.index(after: rest.startIndex)..<end])
      rest = rest[rest.index(end, offsetBy: 2)...]
    }
    let words = rest.split(separator: " ")
    let type = words.first.map(String.init) ?? ""
    let operands = words.dropFirst()
    if name == "constant" {
      let value = operands.first.flatMap { UInt64($0) }.map { constant($0, type) }
      return Node(name: "constant", attributes: "", type: type, inputs: [], value: value)
    }
    return Node(
      name: String(name), attributes: attributes, type: type,
      inputs: operands.compactMap { Int($0) })
  }

  /// The value behind the payload of a 0-d constant.
  private static func constant(_ payload: UInt64, _ type: String) -> String {
    if type.hasPrefix("float") { return "\(Double(bitPattern: payload))" }
    if type.hasPrefix("bool") { return payload == 0 ? "False" : "True" }
    if type.hasPrefix("uint") { return "\(payload)" }
    return "\(Int64(bitPattern: payload))"
  }
}

extension String {
  fileprivate var replacingQuotes: String { replacing("\"", with: "\\\"") }
}
