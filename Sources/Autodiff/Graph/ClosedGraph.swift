import Arrays

/// A traced function as a graph of its own: inputs, outputs and nothing from outside.
///
/// What a trace reads from its surroundings has become inputs after the declared ones. Two closed
/// graphs are equal where
/// their canonical texts and constants are.
package final class ClosedGraph: Hashable {
  package let graph: Graph
  package let inputs: [NodeID]
  package let outputs: [NodeID]
  private let text: String

  init(graph: Graph, inputs: [NodeID], outputs: [NodeID]) {
    self.graph = graph
    self.inputs = inputs
    self.outputs = outputs
    text = graph.canonicalText(inputs: inputs, outputs: outputs + graph.effects).text
  }

  package var inputValues: [AbstractValue] { inputs.map { graph.abstractValue(of: $0) } }
  package var outputValues: [AbstractValue] { outputs.map { graph.abstractValue(of: $0) } }
  /// What two equal closed graphs share; values of constants are part of it.
  package var canonicalText: String { text }

  package static func == (a: ClosedGraph, b: ClosedGraph) -> Bool { a === b || a.text == b.text }
  package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension Graph {
  /// Copies the trace between `inputs` and `outputs`, which is all from the node `start` on, into a graph of its own.
  ///
  /// - Returns: the closed graph, whose inputs are `inputs` and then one for each of `captured`:
  ///   nodes from outside that
  ///   the trace reads and that are not constants. `effects` are copied whether outputs need them or not.
  package func closed(
    inputs: [NodeID], outputs: [NodeID], effects: [NodeID] = [], from start: NodeID
  ) throws -> (ClosedGraph, captured: [NodeID]) {
    let body = Graph()
    body.isStaging = true
    defer { body.isStaging = false }
    let isEffect = Set(effects)
    var copied: [NodeID: NodeID] = [:]
    let parameters = inputs.map { body.placeholder(abstractValue(of: $0)) }
    for (input, parameter) in zip(inputs, parameters) { copied[input] = parameter }
    var captured: [NodeID] = []
    var extra: [NodeID] = []
    func imported(_ id: NodeID) -> NodeID {
      if let known = copied[id] { return known }
      let node = nodes[Int(id.index)]
      let result: NodeID
      if node.operation == hot.constant, let value = knownValue(of: id) {
        result = body.constant(value, weak: abstractValue(of: id).weak)
      } else {
        result = body.placeholder(abstractValue(of: id))
        captured.append(id)
        extra.append(result)
      }
      copied[id] = result
      return result
    }
    for id in reachable(from: outputs + effects, lowest: start.index)
    where copied[id] == nil && (inputCount(of: id) > 0 || isEffect.contains(id)) {
      body.range = range(of: id)
      let primitive = operation(of: id).primitive
      let sources = self.inputs(of: id).map(imported)
      copied[id] = try body.apply(primitive, sources)
    }
    let results = outputs.map(imported)
    return (
      ClosedGraph(graph: body, inputs: parameters + extra, outputs: results), captured: captured
    )
  }

  /// Adds the body of a closed graph with `operands` in the place of its inputs.
  package func inlined(_ body: ClosedGraph, _ operands: [NodeID]) throws -> [NodeID] {
    precondition(operands.count == body.inputs.count, "one operand an input")
    var copied: [NodeID: NodeID] = [:]
    for (input, operand) in zip(body.inputs, operands) { copied[input] = operand }
    let saved = range
    defer { range = saved }
    for id in body.graph.reachable(from: body.roots) where copied[id] == nil {
      range = body.graph.range(of: id)
      if let value = body.graph.knownValue(of: id), body.graph.inputCount(of: id) == 0 {
        copied[id] = constant(value, weak: body.graph.abstractValue(of: id).weak)
      } else {
        let sources = body.graph.inputs(of: id).map { copied[$0] ?? $0 }
        copied[id] = try apply(body.graph.primitive(of: id), sources)
      }
    }
    return body.outputs.map { copied[$0] ?? $0 }
  }
}
