import Arrays

/// The imaginary part of each element.
package struct Imaginary: Primitive {
  package static let name = "imag"
  package init() {}
  package var lowering: Lowering { .map(.imag) }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    guard inputs[0].dtype.isComplex else {
      throw GraphError.unsupportedDType(primitive: Self.name, dtype: inputs[0].dtype)
    }
    return inputs[0].cast(inputs[0].dtype.realPart)
  }
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    try tangents[0].map { try g.imag($0) }
  }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    // The cotangent of z pairs as ct · dz without conjugation, so that of Im z is -i ct.
    .one(try g.complex(g.scalar(0, like: cotangent), g.negative(cotangent)))
  }
  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) { (try g.apply(self, inputs[0]), axis: axes[0]) }
}

extension Graph {
  /// Adds the imaginary part of each element; zeros for a real `x`.
  package func imag(_ x: NodeID) throws -> NodeID {
    dtype(of: x).isComplex ? try apply(Imaginary(), x) : try zeros(like: x)
  }
}
