import Arrays

/// Elements in ascending order along an axis; NaN last, equal elements in their order.
package struct Sort: Primitive {
  package static let name = "sort"
  package let axis: Int

  package init(axis: Int) { self.axis = axis }

  package var attributes: [Attribute] {
    [
      Attribute("dimension", axis), Attribute("is_stable", true), Attribute("num_keys", 1),
    ]
  }
  package var lowering: Lowering {
    let axis = axis
    return .host(HostFunction { [Kernels.sort($0[0], axis: axis)] })
  }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    try ShapeRules.check([axis], rank: inputs[0].rank, primitive: Self.name)
    return inputs[0]
  }
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    try tangents[0].map {
      try g.takeAlongAxis($0, g.argsort(g.input(of: node, 0), axis: axis), axis: axis)
    }
  }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents { .one(try transposedJVP(cotangent, input: 0, at: node, in: g)) }
  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) {
    guard let batch = axes[0] else { return (try g.apply(self, inputs[0]), axis: nil) }
    return (try g.sort(inputs[0], axis: axis < batch ? axis : axis + 1), axis: batch)
  }
}

extension Graph {
  /// Adds `x` sorted along `axis`, counted from the front.
  package func sort(_ x: NodeID, axis: Int) throws -> NodeID { try apply(Sort(axis: axis), x) }
}
