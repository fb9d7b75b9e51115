package import Arrays

/// Elements of the second operand where the first (bool) is true, of the third elsewhere; all
/// three broadcast.
package struct Select: Primitive {
  package static let name = "select_n"
  package init() {}
  package var lowering: Lowering { .select }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    guard inputs.count == 3 else {
      throw GraphError.inputCount(primitive: Self.name, expected: 3, actual: inputs.count)
    }
    guard inputs[0].dtype == .bool else {
      throw GraphError.unsupportedDType(primitive: Self.name, dtype: inputs[0].dtype)
    }
    guard inputs[1].dtype == inputs[2].dtype else {
      throw GraphError.differentDTypes(primitive: Self.name, dtypes: inputs[1...].map(\.dtype))
    }
    guard
      let shape = ShapeRules.broadcast(inputs[1].shape, inputs[2].shape)
        .flatMap({ ShapeRules.broadcast($0, inputs[0].shape) })
    else {
      throw ShapeError.operandsDoNotBroadcast(
        shapes: inputs.map(\.shape), operation: Self.name)
    }
    return AbstractValue(shape, inputs[1].dtype, weak: inputs[1].weak && inputs[2].weak)
  }

  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    if tangents[1] == nil, tangents[2] == nil { return nil }
    let zero = g.scalar(0, like: node)
    let result = try g.select(g.input(of: node, 0), tangents[1] ?? zero, tangents[2] ?? zero)
    return try g.broadcast(result, to: g.shape(of: node))
  }

  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    let condition = g.input(of: node, 0)
    let zero = g.scalar(0, like: cotangent)
    let left =
      needs[1]
      ? try g.unbroadcast(
        g.select(condition, cotangent, zero), like: g.input(of: node, 1)) : nil
    let right =
      needs[2]
      ? try g.unbroadcast(
        g.select(condition, zero, cotangent), like: g.input(of: node, 2)) : nil
    return [nil, left, right]
  }

  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) {
    (try g.apply(self, g.alignedBatches(inputs, axes)), axis: 0)
  }
}

extension Select: Kinked {
  package var kink: String { "a condition decided by equal numbers: the chosen branch's" }
  /// True where the condition is a comparison of numbers that are equal.
  package func isOnKink(
    _ node: NodeID, in g: Graph, value: (NodeID) throws -> NDArray
  ) throws -> NDArray {
    let condition = g.input(of: node, 0)
    switch g.lowering(of: condition) {
    case .zip(.greater), .zip(.greaterEqual), .zip(.less), .zip(.lessEqual):
      return isEqual(
        try value(g.input(of: condition, 0)), try value(g.input(of: condition, 1)))
    default: return NDArray(scalar: .bool(false), dtype: .bool)
    }
  }
}

extension Graph {
  /// Adds `x` where `condition` is true and `y` elsewhere.
  package func select(_ condition: NodeID, _ x: NodeID, _ y: NodeID) throws -> NodeID {
    try apply(Select(), [condition, x, y])
  }
}
