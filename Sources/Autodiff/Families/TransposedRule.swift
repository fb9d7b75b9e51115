import Arrays

extension Primitive {
  /// The reverse rule of one input, got by transposing the forward rule.
  ///
  /// The tangent that the forward rule returns is linear in the tangent put in, so
  /// differentiating it with respect to a
  /// placeholder leaves nodes that no longer depend on the placeholder. For primitives whose own
  /// transpose is long.
  func transposedJVP(
    _ cotangent: NodeID, input: Int, at node: NodeID, in g: Graph
  ) throws -> NodeID? {
    let operand = g.input(of: node, input)
    let tangent = g.placeholder(g.abstractValue(of: operand))
    var tangents = [NodeID?](repeating: nil, count: g.inputCount(of: node))
    tangents[input] = tangent
    guard let result = try jvp(Tangents(tangents), at: node, in: g) else { return nil }
    return try g.vjp(outputs: [result], cotangents: [cotangent], wrt: [tangent])[0]
  }

  /// The reverse rule of all inputs by `transposedJVP`.
  func transposedJVPs(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    .many(
      try (0..<g.inputCount(of: node)).map {
        needs[$0] ? try transposedJVP(cotangent, input: $0, at: node, in: g) : nil
      })
  }
}
