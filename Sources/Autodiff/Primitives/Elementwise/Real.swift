import Arrays

/// The real part of each element.
package struct Real: Primitive {
  package static let name = "real"
  package init() {}
  package var lowering: Lowering { .map(.real) }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    guard inputs[0].dtype.isComplex else {
      throw GraphError.unsupportedDType(primitive: Self.name, dtype: inputs[0].dtype)
    }
    return inputs[0].cast(inputs[0].dtype.realPart)
  }
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    try tangents[0].map { try g.real($0) }
  }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    .one(try g.convert(cotangent, to: g.dtype(of: g.input(of: node, 0))))
  }
  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) { (try g.apply(self, inputs[0]), axis: axes[0]) }
}

extension Graph {
  /// Adds the real part of each element; a real `x` itself.
  package func real(_ x: NodeID) throws -> NodeID {
    dtype(of: x).isComplex ? try apply(Real(), x) : x
  }
}
