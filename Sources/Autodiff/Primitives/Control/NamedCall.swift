package import Arrays

/// A traced function under its name: what `jax.jit` leaves in a printed graph.
///
/// Only printing asks for it; everywhere else the body is added in its place.
package struct NamedCall: MultiOutputPrimitive, ControlFlow, EffectfulPrimitive {
  package static let name = "jit"
  package let function: String
  package let body: ClosedGraph

  package init(_ function: String, _ body: ClosedGraph) {
    self.function = function
    self.body = body
  }

  package var attributes: [Attribute] {
    [Attribute("name", function), Attribute("jaxpr", body.canonicalText)]
  }
  package var lowering: Lowering { .control(self) }
  package var hasEffects: Bool { body.hasEffects }

  package func run(_ inputs: [NDArray], bodies: any BodyRunner) throws -> [NDArray] {
    try bodies.run(body, inputs)
  }

  package func abstractValues(of inputs: [AbstractValue]) throws -> [AbstractValue] {
    guard
      inputs.count == body.inputs.count,
      zip(body.inputValues, inputs).allSatisfy({ $0.shape == $1.shape && $0.dtype == $1.dtype })
    else { throw GraphError.invalid(primitive: Self.name, reason: "operands do not fit the body") }
    return body.outputValues
  }

  package func jvps(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> [NodeID?] {
    let given = tangents.array
    return try g.applyMulti(
      NamedCall(function, body.tangents(of: given.map { $0 != nil })),
      g.inputs(of: node) + given.compactMap { $0 })
  }

  package func vjp(
    _ cotangents: [NodeID?], at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    let inputs = g.inputs(of: node)
    let marked = inputs.indices.map { needs[$0] && g.dtype(of: inputs[$0]).isInexact }
    let pulled = try body.cotangents(of: marked, from: cotangents.map { $0 != nil })
    var results = try g.applyMulti(
      NamedCall(function, pulled), inputs + cotangents.compactMap { $0 }
    ).makeIterator()
    return .many(marked.map { $0 ? results.next() : nil })
  }

  package func batchedAll(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axes: [Int?]) {
    let size = g.batchSize(inputs, axes)
    let operands = try zip(inputs, axes).map { id, axis in
      try axis.map { try g.moveAxis(id, from: $0, to: 0) } ?? id
    }
    let all = body.outputs.map { _ in true }
    let batched = try body.batched(
      size: size, axis: g.batchingAxis, inputs: axes.map { $0 != nil }, forced: all
    ).0
    return (try g.apply(NamedCall(function, batched), operands), axes: all.map { _ in 0 })
  }
}
