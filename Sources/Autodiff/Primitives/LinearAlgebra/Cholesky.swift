import Arrays

/// The lower factor L of Hermitian positive matrices, `A = L Lᴴ`; only the lower triangle is read.
///
/// Forward rule after Murray, Differentiation of the Cholesky decomposition (2016).
package struct Cholesky: MatrixFunction {
  package static let name = "cholesky"
  package init() {}
  package var lowering: Lowering { .host(HostFunction { [Factorisations.cholesky($0[0])] }) }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    try inputs[0].checkedMatrix(Self.name, square: true)
    return inputs[0]
  }

  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    guard let tangent = tangents[0] else { return nil }
    let half = try g.multiply(
      g.add(tangent, g.adjoint(tangent)), g.scalar(0.5, like: tangent))
    // Φ(L⁻¹ Ȧ L⁻ᴴ): the lower triangle with half the diagonal.
    let left = try g.triangularSolve(node, half, lower: true)
    let both = try g.adjoint(g.triangularSolve(node, g.adjoint(left), lower: true))
    return try g.matmul(node, halvedDiagonal(both, in: g))
  }

  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents { .one(try transposedJVP(cotangent, input: 0, at: node, in: g)) }

  private func halvedDiagonal(_ x: NodeID, in g: Graph) throws -> NodeID {
    let n = g.shape(of: x).last ?? 0
    let scale = try g.multiply(g.identity(n, g.dtype(of: x)), g.scalar(0.5, like: x))
    let lower = try g.lowerTriangle(x)
    return try g.subtract(lower, g.multiply(lower, scale))
  }
}

extension Graph {
  /// Adds the lower Cholesky factor of the matrices in the last two axes.
  package func cholesky(_ x: NodeID) throws -> NodeID { try apply(Cholesky(), x) }
}
