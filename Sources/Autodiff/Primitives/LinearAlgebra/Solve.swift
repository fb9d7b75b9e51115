import Arrays

/// The solution x of `a x = b` for stacks of square `a` and of columns `b`, by elimination with
/// partial pivoting.
package struct Solve: MatrixFunction {
  package static let name = "solve"
  package init() {}
  package var lowering: Lowering {
    .host(HostFunction { [try Factorisations.solve($0[0], $0[1])] })
  }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    let (a, b) = (inputs[0], inputs[1])
    try a.checkedMatrix(Self.name, square: true)
    try b.checkedMatrix(Self.name, square: false)
    guard a.dtype == b.dtype else {
      throw GraphError.differentDTypes(primitive: Self.name, dtypes: inputs.map(\.dtype))
    }
    guard a.shape[a.rank - 1] == b.shape[b.rank - 2],
      let batch = ShapeRules.broadcast(Array(a.shape.dropLast(2)), Array(b.shape.dropLast(2)))
    else { throw ShapeError.matmulMismatch(left: a.shape, right: b.shape, dtype: a.dtype) }
    return AbstractValue(batch + b.shape.suffix(2), a.dtype)
  }

  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    let a = g.input(of: node, 0)
    var right = tangents[1]
    if let change = tangents[0] {
      let moved = try g.negative(g.matmul(change, node))
      right = try right.map { try g.add($0, moved) } ?? moved
    }
    return try right.map { try g.broadcast(g.solve(a, $0), to: g.shape(of: node)) }
  }

  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    let a = g.input(of: node, 0)
    let b = g.input(of: node, 1)
    let pulled = try g.solve(g.matrixTranspose(a), cotangent)
    let left =
      needs[0]
      ? try g.unbroadcast(
        g.negative(g.matmul(pulled, g.matrixTranspose(node))), to: g.shape(of: a)) : nil
    return .two(left, needs[1] ? try g.unbroadcast(pulled, to: g.shape(of: b)) : nil)
  }
}

extension Graph {
  /// Adds the solution of `a x = b`; `b` is a stack of matrices of columns.
  package func solve(_ a: NodeID, _ b: NodeID) throws -> NodeID { try apply(Solve(), a, b) }
}
