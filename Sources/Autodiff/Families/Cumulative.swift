package import Arrays

/// A running reduction along one axis, strictly in order.
package protocol Cumulative: Primitive {
  var axis: Int { get }
  var reverse: Bool { get }
  var kernel: CumulativeKernel { get }
  init(axis: Int, reverse: Bool)
}

extension Cumulative {
  package var attributes: [Attribute] { [Attribute("axis", axis), Attribute("reverse", reverse)] }
  package var lowering: Lowering { .cumulative(kernel, axis: axis, reverse: reverse) }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    try ShapeRules.check([axis], rank: inputs[0].rank, primitive: Self.name)
    guard inputs[0].dtype != .bool else {
      throw GraphError.unsupportedDType(primitive: Self.name, dtype: .bool)
    }
    return inputs[0]
  }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents { .one(try transposedJVP(cotangent, input: 0, at: node, in: g)) }
  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) {
    guard let batch = axes[0] else { return (try g.apply(self, inputs[0]), axis: nil) }
    let shifted = Self(axis: axis < batch ? axis : axis + 1, reverse: reverse)
    return (try g.apply(shifted, inputs[0]), axis: batch)
  }
}
