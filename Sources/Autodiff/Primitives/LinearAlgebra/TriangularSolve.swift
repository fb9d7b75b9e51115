import Arrays

/// The solution x of `op(a) x = b` with triangular `a`; the other triangle of `a` is not read.
package struct TriangularSolve: MatrixFunction {
  package static let name = "triangular_solve"
  package let lower: Bool
  /// 0: `a` itself, 1: its transpose, 2: its conjugate transpose.
  package let transpose: Int
  /// True where the diagonal counts as ones.
  package let unit: Bool

  package init(lower: Bool, transpose: Int, unit: Bool) {
    self.lower = lower
    self.transpose = transpose
    self.unit = unit
  }

  package var attributes: [Attribute] {
    [
      Attribute("left_side", true), Attribute("lower", lower), Attribute("transpose", transpose),
      Attribute("unit_diagonal", unit),
    ]
  }
  package var lowering: Lowering {
    .host(
      HostFunction {
        [
          try Factorisations.triangularSolve(
            $0[0], $0[1], lower: lower, unit: unit, transpose: transpose)
        ]
      })
  }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    try Solve().abstractValue(of: inputs)
  }

  private func triangle(_ x: NodeID, in g: Graph) throws -> NodeID {
    lower
      ? try g.lowerTriangle(x, offset: unit ? -1 : 0)
      : try g.upperTriangle(x, offset: unit ? 1 : 0)
  }
  private func operated(_ x: NodeID, in g: Graph) throws -> NodeID {
    switch transpose {
    case 0: x
    case 1: try g.matrixTranspose(x)
    default: try g.adjoint(x)
    }
  }

  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    let a = g.input(of: node, 0)
    var right = tangents[1]
    if let change = tangents[0] {
      let moved = try g.negative(g.matmul(operated(triangle(change, in: g), in: g), node))
      right = try right.map { try g.add($0, moved) } ?? moved
    }
    return try right.map { try g.broadcast(g.apply(self, a, $0), to: g.shape(of: node)) }
  }

  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    let a = g.input(of: node, 0)
    let b = g.input(of: node, 1)
    // op(a)ᵀ: the transpose of a, a itself, or its conjugate.
    let pulled: NodeID
    switch transpose {
    case 0:
      pulled = try g.apply(TriangularSolve(lower: lower, transpose: 1, unit: unit), a, cotangent)
    case 1:
      pulled = try g.apply(TriangularSolve(lower: lower, transpose: 0, unit: unit), a, cotangent)
    default:
      pulled = try g.apply(
        TriangularSolve(lower: lower, transpose: 0, unit: unit), g.conj(a), cotangent)
    }
    var left: NodeID?
    if needs[0] {
      let product = try g.negative(g.matmul(pulled, g.matrixTranspose(node)))
      let oriented: NodeID
      switch transpose {
      case 0: oriented = product
      case 1: oriented = try g.matrixTranspose(product)
      default: oriented = try g.adjoint(product)
      }
      left = try g.unbroadcast(triangle(oriented, in: g), to: g.shape(of: a))
    }
    return .two(left, needs[1] ? try g.unbroadcast(pulled, to: g.shape(of: b)) : nil)
  }
}

extension Graph {
  /// Adds the solution of `op(a) x = b` with triangular `a`; `transpose`: 0 none, 1 transpose, 2
  /// conjugate transpose.
  package func triangularSolve(
    _ a: NodeID, _ b: NodeID, lower: Bool, transpose: Int = 0, unit: Bool = false
  ) throws -> NodeID {
    try apply(TriangularSolve(lower: lower, transpose: transpose, unit: unit), a, b)
  }
}
