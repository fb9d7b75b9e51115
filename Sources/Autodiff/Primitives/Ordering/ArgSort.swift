import Arrays

/// Positions (int64) that sort an axis; NaN last, equal elements in their order.
package struct ArgSort: Primitive {
  package static let name = "argsort"
  package let axis: Int

  package init(axis: Int) { self.axis = axis }

  package var attributes: [Attribute] { [Attribute("axis", axis)] }
  package var lowering: Lowering {
    let axis = axis
    return .host(HostFunction { [Kernels.argsort($0[0], axis: axis)] })
  }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    try ShapeRules.check([axis], rank: inputs[0].rank, primitive: Self.name)
    return AbstractValue(inputs[0].shape, .int64)
  }
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? { nil }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents { .none }
  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) {
    guard let batch = axes[0] else { return (try g.apply(self, inputs[0]), axis: nil) }
    return (try g.argsort(inputs[0], axis: axis < batch ? axis : axis + 1), axis: batch)
  }
}

extension Graph {
  /// Adds the positions that sort `x` along `axis`, counted from the front.
  package func argsort(_ x: NodeID, axis: Int) throws -> NodeID {
    try apply(ArgSort(axis: axis), x)
  }
}
