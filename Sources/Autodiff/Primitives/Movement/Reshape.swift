import Arrays

/// The same elements in row-major order under another shape.
package struct Reshape: Primitive {
  package static let name = "reshape"
  package let shape: [Int]

  package init(_ shape: [Int]) { self.shape = shape }

  package var attributes: [Attribute] {
    [Attribute("dimensions", "None"), Attribute("new_sizes", shape)]
  }
  package var lowering: Lowering { .movement(.reshape(shape)) }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    guard inputs[0].count == shape.reduce(1, *), !shape.contains(where: { $0 < 0 }) else {
      throw ShapeError.cannotReshape(from: inputs[0].shape, to: shape)
    }
    return inputs[0].reshaped(shape)
  }
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    try tangents[0].map { try g.reshape($0, shape) }
  }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    .one(try g.reshape(cotangent, g.shape(of: g.input(of: node, 0))))
  }
  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) {
    guard let axis = axes[0] else { return (try g.apply(self, inputs[0]), axis: nil) }
    let moved = try g.moveAxis(inputs[0], from: axis, to: 0)
    return (try g.reshape(moved, [g.shape(of: moved)[0]] + shape), axis: 0)
  }
}

extension Graph {
  /// Adds `x` under another shape of as many elements; one extent may be negative and is then
  /// worked out.
  package func reshape(_ x: NodeID, _ target: [Int]) throws -> NodeID {
    let shape = shape(of: x)
    if shape == target { return x }
    return try apply(Reshape(Shapes.resolve(target, from: shape)), x)
  }

  /// Adds `x` with axes of extent 1 at these places of the result.
  package func expandDims(_ x: NodeID, axes: [Int]) throws -> NodeID {
    let shape = shape(of: x)
    let rank = shape.count + axes.count
    let places = try ShapeRules.normalized(axes, rank: rank, primitive: "expand_dims")
    var rest = shape.makeIterator()
    return try reshape(x, (0..<rank).map { places.contains($0) ? 1 : rest.next() ?? 1 })
  }

  /// Adds `x` without these axes, whose extent must be 1.
  package func squeeze(_ x: NodeID, axes: [Int]) throws -> NodeID {
    let shape = shape(of: x)
    let places = try ShapeRules.normalized(axes, rank: shape.count, primitive: "squeeze")
    guard places.allSatisfy({ shape[$0] == 1 }) else {
      throw ShapeError.cannotSqueeze(axes: axes, shape: shape)
    }
    return try reshape(x, shape.indices.filter { !places.contains($0) }.map { shape[$0] })
  }
}
