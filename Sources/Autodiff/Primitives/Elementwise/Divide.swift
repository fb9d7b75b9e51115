package import Arrays

/// The quotient of two operands of an inexact dtype.
package struct Divide: ElementwiseBinary {
  package static let name = "div"
  package let dialect: Dialect

  package init(dialect: Dialect) { self.dialect = dialect }

  package var attributes: [Attribute] { [Attribute("dialect", dialect)] }
  package var kernel: BinaryKernel { .divide }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isInexact ? dtype : nil }

  package func derivative(
    _ seed: NodeID, _ side: Side, x: NodeID, y: NodeID, z: NodeID, in g: Graph
  ) throws -> NodeID? {
    switch (side, dialect) {
    case (.left, _):
      try g.divide(seed, y)
    case (.right, .hips):
      try g.divide(g.multiply(g.negative(seed), x), g.square(y))
    case (.right, .jax):
      try g.negative(g.multiply(g.multiply(seed, g.integerPower(y, -2)), x))
    }
  }
}

extension Graph {
  /// Adds the quotient of two operands of one inexact dtype, broadcast.
  package func divide(_ x: NodeID, _ y: NodeID) throws -> NodeID {
    if dialect == .hips { return try append(hot.divide, x, y) }
    return try apply(Divide(dialect: dialect), x, y)
  }
}
