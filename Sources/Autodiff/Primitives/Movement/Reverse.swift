import Arrays

/// The order of elements reversed along some axes.
package struct Reverse: Primitive {
  package static let name = "rev"
  package let axes: [Int]
  /// The operand's shape, which the strided view needs.
  let shape: [Int]

  init(axes: [Int], shape: [Int]) {
    self.axes = axes
    self.shape = shape
  }

  package var attributes: [Attribute] { [Attribute("dimensions", axes)] }
  package var lowering: Lowering {
    .movement(
      .slice(
        start: shape.indices.map { axes.contains($0) ? max(shape[$0] - 1, 0) : 0 }, count: shape,
        step: shape.indices.map { axes.contains($0) ? -1 : 1 }))
  }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    try ShapeRules.check(axes, rank: inputs[0].rank, primitive: Self.name)
    return inputs[0]
  }
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    try tangents[0].map { try g.apply(self, $0) }
  }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents { .one(try g.apply(self, cotangent)) }
  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) {
    guard let axis = axes[0] else { return (try g.apply(self, inputs[0]), axis: nil) }
    let moved = try g.moveAxis(inputs[0], from: axis, to: 0)
    return (try g.reverse(moved, axes: self.axes.map { $0 + 1 }), axis: 0)
  }
}

extension Graph {
  /// Adds `x` with the order reversed along `axes`, counted from the front.
  package func reverse(_ x: NodeID, axes: [Int]) throws -> NodeID {
    axes.isEmpty ? x : try apply(Reverse(axes: axes, shape: shape(of: x)), x)
  }
}
