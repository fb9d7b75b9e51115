import Arrays

/// The complex conjugate of each element.
package struct Conjugate: Primitive {
  package static let name = "conj"
  package init() {}
  package var lowering: Lowering { .map(.conj) }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    guard inputs[0].dtype.isComplex else {
      throw GraphError.unsupportedDType(primitive: Self.name, dtype: inputs[0].dtype)
    }
    return inputs[0]
  }
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    try tangents[0].map { try g.conj($0) }
  }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents { .one(try g.conj(cotangent)) }
  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) { (try g.apply(self, inputs[0]), axis: axes[0]) }
}

extension Graph {
  /// Adds the complex conjugate of each element; a real `x` itself.
  package func conj(_ x: NodeID) throws -> NodeID {
    dtype(of: x).isComplex ? try apply(Conjugate(), x) : x
  }
}
