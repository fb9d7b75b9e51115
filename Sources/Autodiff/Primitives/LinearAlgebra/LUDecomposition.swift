import Arrays

/// Packed factors L (unit, below the diagonal) and U of matrices with rows permuted, pivots and
/// the permutation (int32).
///
/// Forward rule: with `F = L⁻¹ Ȧ[perm] U⁻¹`, `L̇ = L tril(F, -1)`, `U̇ = triu(F) U` (square
/// matrices).
package struct LUDecomposition: MatrixFactorisation {
  package static let name = "lu"
  package init() {}
  package var lowering: Lowering { .host(HostFunction { Factorisations.lu($0[0]) }) }

  package func abstractValues(of inputs: [AbstractValue]) throws -> [AbstractValue] {
    let x = inputs[0]
    try x.checkedMatrix(Self.name, square: false)
    let batch = Array(x.shape.dropLast(2))
    return [
      x, AbstractValue(batch + [min(x.shape[x.rank - 2], x.shape[x.rank - 1])], .int32),
      AbstractValue(batch + [x.shape[x.rank - 2]], .int32),
    ]
  }

  package func jvps(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> [NodeID?] {
    guard let tangent = tangents[0] else { return [nil, nil, nil] }
    let shape = g.shape(of: tangent)
    let rank = shape.count
    let n = shape[rank - 1]
    guard shape[rank - 2] == n else {
      throw GraphError.missingRule(
        primitive: Self.name, mode: "differentiation for matrices that are not square")
    }
    let parts = try g.projections(of: node, g.abstractValues(of: node))
    let index = try g.broadcastInDim(
      parts[2], shape: shape, axes: Array(0..<(rank - 1)))
    let permuted = try g.takeAlongAxis(tangent, index, axis: rank - 2)
    let left = try g.triangularSolve(parts[0], permuted, lower: true, unit: true)
    let both = try g.matrixTranspose(
      g.triangularSolve(parts[0], g.matrixTranspose(left), lower: false, transpose: 1))
    let lower = try g.add(
      g.lowerTriangle(parts[0], offset: -1), g.identity(n, g.dtype(of: tangent)))
    let change = try g.add(
      g.matmul(lower, g.lowerTriangle(both, offset: -1)),
      g.matmul(g.upperTriangle(both), g.upperTriangle(parts[0])))
    return [change, nil, nil]
  }
  package func vjp(
    _ cotangents: [NodeID?], at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents { try transposedJVPs(cotangents, at: node, in: g) }
}

extension Graph {
  /// Adds packed LU factors, pivots and the permutation.
  package func lu(_ x: NodeID) throws -> [NodeID] { try applyMulti(LUDecomposition(), [x]) }
}
