import Arrays

/// Q with orthonormal columns and upper triangular R, `A = Q R`; `complete` makes Q square.
///
/// Forward rule (columns not more than rows, reduced): with `X = Ȧ R⁻¹`, `Ω = Qᴴ X`, `M = tril(Ω,
/// -1)`,
/// `Q̇ = Q (M - Mᴴ) + X - Q Ω`, `Ṙ = (Ω - (M - Mᴴ)) R`, the imaginary diagonal of Ω going to Q.
package struct QRDecomposition: MatrixFactorisation {
  package static let name = "qr"
  package let complete: Bool

  package init(complete: Bool) { self.complete = complete }

  package var attributes: [Attribute] { [Attribute("full_matrices", complete)] }
  package var lowering: Lowering {
    let complete = complete
    return .host(HostFunction { Factorisations.qr($0[0], complete: complete) })
  }

  package func abstractValues(of inputs: [AbstractValue]) throws -> [AbstractValue] {
    let x = inputs[0]
    try x.checkedMatrix(Self.name, square: false)
    let (m, n) = (x.shape[x.rank - 2], x.shape[x.rank - 1])
    let batch = Array(x.shape.dropLast(2))
    let k = complete ? m : min(m, n)
    return [AbstractValue(batch + [m, k], x.dtype), AbstractValue(batch + [k, n], x.dtype)]
  }

  package func jvps(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> [NodeID?] {
    guard let tangent = tangents[0] else { return [nil, nil] }
    let shape = g.shape(of: tangent)
    let (m, n) = (shape[shape.count - 2], shape[shape.count - 1])
    guard n <= m, !complete || m == n else {
      throw GraphError.missingRule(
        primitive: Self.name, mode: "differentiation with more columns than rows or a complete Q")
    }
    let parts = try g.projections(of: node, g.abstractValues(of: node))
    let (q, r) = (parts[0], parts[1])
    // X R = Ȧ, so Rᵀ Xᵀ = Ȧᵀ.
    let x = try g.matrixTranspose(
      g.triangularSolve(r, g.matrixTranspose(tangent), lower: false, transpose: 1))
    let omega = try g.matmul(g.adjoint(q), x)
    let lower = try g.lowerTriangle(omega, offset: -1)
    var turn = try g.subtract(lower, g.adjoint(lower))
    if g.dtype(of: tangent).isComplex {
      let eye = g.identity(n, g.dtype(of: tangent))
      let diagonal = try g.multiply(eye, omega)
      let halfDifference = try g.multiply(
        g.subtract(diagonal, g.conj(diagonal)), g.scalar(0.5, like: diagonal))
      turn = try g.add(turn, halfDifference)
    }
    let qChange = try g.add(g.matmul(q, g.subtract(turn, omega)), x)
    let rChange = try g.matmul(g.subtract(omega, turn), r)
    return [qChange, rChange]
  }
  package func vjp(
    _ cotangents: [NodeID?], at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents { try transposedJVPs(cotangents, at: node, in: g) }
}

extension Graph {
  /// Adds Q and R of the matrices in the last two axes.
  package func qr(_ x: NodeID, complete: Bool = false) throws -> [NodeID] {
    try applyMulti(QRDecomposition(complete: complete), [x])
  }
}
