import Arrays

/// Complex eigenvalues and right eigenvectors of norm 1 (columns) of square matrices.
///
/// Forward rule as JAX's: `ẇ = diag(V⁻¹ Ȧ V)`, `V̇ = V (F ∘ V⁻¹ Ȧ V)` and a term that keeps the
/// norms.
package struct GeneralEigen: MatrixFactorisation {
  package static let name = "eig"
  package init() {}
  package var lowering: Lowering { .host(HostFunction { Factorisations.eigenGeneral($0[0]) }) }

  package func abstractValues(of inputs: [AbstractValue]) throws -> [AbstractValue] {
    let x = inputs[0]
    try x.checkedMatrix(Self.name, square: true)
    let dtype: DType = x.dtype.realPart == .float32 ? .complex64 : .complex128
    return [AbstractValue(Array(x.shape.dropLast()), dtype), AbstractValue(x.shape, dtype)]
  }

  package func jvps(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> [NodeID?] {
    guard let tangent = tangents[0] else { return [nil, nil] }
    let parts = try g.projections(of: node, g.abstractValues(of: node))
    let (w, v) = (parts[0], parts[1])
    let change = try g.convert(tangent, to: g.dtype(of: v))
    let inner = try g.solve(v, g.matmul(change, v))
    let moved = try g.matmul(v, g.multiply(g.inverseGaps(w), inner))
    // Each column keeps its norm: its change along itself is taken out.
    let along = try g.reduceSum(
      g.multiply(g.conj(v), moved), axes: [g.rank(of: v) - 2])
    let kept = try g.convert(g.real(g.expandDims(along, axes: [-2])), to: g.dtype(of: v))
    return [try g.diagonal(inner), try g.subtract(moved, g.multiply(v, kept))]
  }
  package func vjp(
    _ cotangents: [NodeID?], at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents { try transposedJVPs(cotangents, at: node, in: g) }
}

extension Graph {
  /// Adds complex eigenvalues and right eigenvectors.
  package func eigenGeneral(_ x: NodeID) throws -> [NodeID] { try applyMulti(GeneralEigen(), [x]) }
}
