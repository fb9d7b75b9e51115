import Arrays

/// U, descending singular values and Vᴴ of matrices, `A = U diag(s) Vᴴ`; `full` makes U and V
/// square.
///
/// Forward rule after Townsend, Differentiating the Singular Value Decomposition (2016), for the
/// reduced form.
package struct SingularValues: MatrixFactorisation {
  package static let name = "svd"
  package let full: Bool

  package init(full: Bool) { self.full = full }

  package var attributes: [Attribute] { [Attribute("full_matrices", full)] }
  package var lowering: Lowering {
    let full = full
    return .host(HostFunction { Factorisations.svd($0[0], full: full) })
  }

  package func abstractValues(of inputs: [AbstractValue]) throws -> [AbstractValue] {
    let x = inputs[0]
    try x.checkedMatrix(Self.name, square: false)
    let (m, n) = (x.shape[x.rank - 2], x.shape[x.rank - 1])
    let batch = Array(x.shape.dropLast(2))
    let k = min(m, n)
    return [
      AbstractValue(batch + [m, full ? m : k], x.dtype),
      AbstractValue(batch + [k], x.dtype.realPart),
      AbstractValue(batch + [full ? n : k, n], x.dtype),
    ]
  }

  package func jvps(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> [NodeID?] {
    guard let tangent = tangents[0] else { return [nil, nil, nil] }
    let shape = g.shape(of: tangent)
    let (m, n) = (shape[shape.count - 2], shape[shape.count - 1])
    guard !full || m == n else {
      throw GraphError.missingRule(
        primitive: Self.name, mode: "differentiation with full matrices that are not square")
    }
    let parts = try g.projections(of: node, g.abstractValues(of: node))
    let (u, s, vh) = (parts[0], parts[1], parts[2])
    let dtype = g.dtype(of: u)
    let v = try g.adjoint(vh)
    let inner = try g.matmul(g.adjoint(u), g.matmul(tangent, v))
    let row = try g.expandDims(s, axes: [-2])
    let column = try g.expandDims(s, axes: [-1])
    let eye = g.identity(min(m, n), g.dtype(of: s))
    // 1 / (s_j² - s_i²) off the diagonal, formed as a product so that close values lose less.
    let gaps = try g.multiply(g.subtract(row, column), g.add(row, column))
    let f = try g.convert(g.subtract(g.reciprocal(g.add(gaps, eye)), eye), to: dtype)
    let wideRow = try g.convert(row, to: dtype)
    let wideColumn = try g.convert(column, to: dtype)
    let right = try g.multiply(inner, wideRow)
    let left = try g.multiply(wideColumn, inner)
    var uTurn = try g.multiply(f, g.add(right, g.adjoint(right)))
    let vTurn = try g.multiply(f, g.add(left, g.adjoint(left)))
    if dtype.isComplex {
      let difference = try g.subtract(inner, g.adjoint(inner))
      let diagonal = try g.multiply(g.convert(eye, to: dtype), difference)
      uTurn = try g.add(
        uTurn, g.divide(diagonal, g.multiply(wideRow, g.scalar(2, like: wideRow))))
    }
    var uChange = try g.matmul(u, uTurn)
    var vChange = try g.matmul(v, vTurn)
    if m > n {
      let outside = try g.subtract(
        g.matmul(tangent, v), g.matmul(u, inner))
      uChange = try g.add(uChange, g.divide(outside, wideRow))
    }
    if n > m {
      let moved = try g.matmul(g.adjoint(tangent), u)
      let outside = try g.subtract(moved, g.matmul(v, g.adjoint(inner)))
      vChange = try g.add(vChange, g.divide(outside, wideRow))
    }
    return [uChange, try g.real(g.diagonal(inner)), try g.adjoint(vChange)]
  }
  package func vjp(
    _ cotangents: [NodeID?], at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents { try transposedJVPs(cotangents, at: node, in: g) }
}

extension Graph {
  /// Adds U, singular values and Vᴴ.
  package func svd(_ x: NodeID, full: Bool = false) throws -> [NodeID] {
    try applyMulti(SingularValues(full: full), [x])
  }
}
