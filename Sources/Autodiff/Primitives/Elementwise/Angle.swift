import Arrays

/// The argument of each element, in radians.
package struct Angle: Primitive {
  package static let name = "angle"
  package init() {}
  package var lowering: Lowering { .map(.angle) }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    guard inputs[0].dtype.isInexact else {
      throw GraphError.unsupportedDType(primitive: Self.name, dtype: inputs[0].dtype)
    }
    return inputs[0].cast(inputs[0].dtype.realPart)
  }
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    let x = g.input(of: node, 0)
    guard g.dtype(of: x).isComplex, let tangent = tangents[0] else { return nil }
    return try g.imag(g.multiply(tangent, weight(x, in: g)))
  }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    let x = g.input(of: node, 0)
    guard g.dtype(of: x).isComplex else { return .none }
    let seed = try g.complex(g.scalar(0, like: cotangent), g.negative(cotangent))
    return .one(try g.multiply(seed, weight(x, in: g)))
  }
  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) { (try g.apply(self, inputs[0]), axis: axes[0]) }

  /// `conj(x) / |x|²`, whose imaginary part times dx is the change of the argument.
  private func weight(_ x: NodeID, in g: Graph) throws -> NodeID { try g.reciprocal(x) }
}

extension Graph {
  /// Adds the argument of each element, in radians.
  package func angle(_ x: NodeID) throws -> NodeID { try apply(Angle(), x) }
}
