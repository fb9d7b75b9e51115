import Arrays

/// Ascending eigenvalues and orthonormal eigenvectors (columns) of Hermitian matrices, from the
/// lower triangle.
///
/// Forward rule: `ẇ = diag(Vᴴ Ȧ V)`, `V̇ = V (F ∘ Vᴴ Ȧ V)` with `F_ij = 1 / (w_j - w_i)`, 0 on
/// the diagonal.
package struct SymmetricEigen: MatrixFactorisation {
  package static let name = "eigh"
  package init() {}
  package var lowering: Lowering { .host(HostFunction { Factorisations.eigenSymmetric($0[0]) }) }

  package func abstractValues(of inputs: [AbstractValue]) throws -> [AbstractValue] {
    let x = inputs[0]
    try x.checkedMatrix(Self.name, square: true)
    return [
      AbstractValue(Array(x.shape.dropLast()), x.dtype.realPart), AbstractValue(x.shape, x.dtype),
    ]
  }

  package func jvps(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> [NodeID?] {
    guard let tangent = tangents[0] else { return [nil, nil] }
    let parts = try g.projections(of: node, g.abstractValues(of: node))
    let (w, v) = (parts[0], parts[1])
    let symmetric = try g.multiply(
      g.add(tangent, g.adjoint(tangent)), g.scalar(0.5, like: tangent))
    let inner = try g.matmul(g.adjoint(v), g.matmul(symmetric, v))
    let gaps = try g.inverseGaps(w)
    let weight = try g.convert(gaps, to: g.dtype(of: v))
    return [
      try g.real(g.diagonal(inner)), try g.matmul(v, g.multiply(weight, inner)),
    ]
  }
  package func vjp(
    _ cotangents: [NodeID?], at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents { try transposedJVPs(cotangents, at: node, in: g) }
}

extension Graph {
  /// Adds eigenvalues and eigenvectors of Hermitian matrices.
  package func eigenSymmetric(_ x: NodeID) throws -> [NodeID] {
    try applyMulti(SymmetricEigen(), [x])
  }

  /// `1 / (w_j - w_i)` off the diagonal, 0 on it.
  func inverseGaps(_ w: NodeID) throws -> NodeID {
    let n = shape(of: w).last ?? 0
    let gaps = try subtract(expandDims(w, axes: [-2]), expandDims(w, axes: [-1]))
    let eye = identity(n, dtype(of: w))
    return try subtract(reciprocal(add(gaps, eye)), eye)
  }
}
