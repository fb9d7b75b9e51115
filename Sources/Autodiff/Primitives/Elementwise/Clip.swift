package import Arrays

/// Elements of the first operand limited to the second and third, all broadcast.
///
/// HIPS passes derivatives where the result differs from both limits and gives none to the
/// limits. JAX's `clip` is made
/// of `minimum` and `maximum` and needs no primitive.
package struct Clip: Primitive {
  package static let name = "clip"
  package init() {}
  package var lowering: Lowering {
    .host(HostFunction { [Kernels.zip(.minimum, Kernels.zip(.maximum, $0[0], $0[1]), $0[2])] })
  }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    guard inputs.count == 3 else {
      throw GraphError.inputCount(primitive: Self.name, expected: 3, actual: inputs.count)
    }
    guard Set(inputs.map(\.dtype)).count == 1 else {
      throw GraphError.differentDTypes(primitive: Self.name, dtypes: inputs.map(\.dtype))
    }
    guard let shape = Shapes.joined(inputs.map(\.shape)) else {
      throw ShapeError.operandsDoNotBroadcast(shapes: inputs.map(\.shape), operation: Self.name)
    }
    return inputs[0].reshaped(shape)
  }

  private func inside(_ node: NodeID, in g: Graph) throws -> NodeID {
    try g.logicalAnd(
      g.notEqual(node, g.input(of: node, 1)), g.notEqual(node, g.input(of: node, 2)))
  }
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    try tangents[0].map { try g.select(inside(node, in: g), $0, g.scalar(0, like: $0)) }
  }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    guard needs[0] else { return .none }
    let kept = try g.select(inside(node, in: g), cotangent, g.scalar(0, like: cotangent))
    return [try g.unbroadcast(kept, like: g.input(of: node, 0)), nil, nil]
  }
  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) { (try g.apply(self, g.alignedBatches(inputs, axes)), axis: 0) }
}

extension Clip: Kinked {
  package var kink: String { "clip at a limit: 0" }
  package func isOnKink(
    _ node: NodeID, in g: Graph, value: (NodeID) throws -> NDArray
  ) throws -> NDArray {
    let x = try value(g.input(of: node, 0))
    return Kernels.zip(
      .logicalOr, isEqual(x, try value(g.input(of: node, 1))),
      isEqual(x, try value(g.input(of: node, 2))))
  }
}

extension Graph {
  /// Adds `x` limited to `low` and `high`, by the graph's dialect.
  package func clip(_ x: NodeID, _ low: NodeID, _ high: NodeID) throws -> NodeID {
    switch dialect {
    case .hips: try apply(Clip(), [x, low, high])
    case .jax: try minimum(maximum(x, low), high)
    }
  }
}
