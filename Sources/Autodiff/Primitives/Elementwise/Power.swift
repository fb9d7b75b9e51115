package import Arrays

/// The first operand to the power of the second; real dtypes stay real.
package struct Power: ElementwiseBinary {
  package static let name = "pow"
  package let dialect: Dialect

  package init(dialect: Dialect) { self.dialect = dialect }

  package var attributes: [Attribute] { [Attribute("dialect", dialect)] }
  package var kernel: BinaryKernel { .power }

  package func derivative(
    _ seed: NodeID, _ side: Side, x: NodeID, y: NodeID, z: NodeID, in g: Graph
  ) throws -> NodeID? {
    let one = g.scalar(1, like: x)
    switch (side, dialect) {
    case (.left, .hips):
      let zero = g.scalar(0, like: x)
      let exponent = try g.select(g.equal(y, zero), one, g.subtract(y, one))
      return try g.multiply(g.multiply(seed, y), g.power(x, exponent))
    case (.left, .jax):
      return try g.multiply(seed, g.multiply(y, g.power(x, g.subtract(y, one))))
    case (.right, .hips):
      return try g.multiply(g.multiply(seed, g.log(g.replacingZeros(x))), z)
    case (.right, .jax):
      return try g.multiply(seed, g.multiply(g.log(g.replacingZeros(x)), z))
    }
  }
}

extension Graph {
  /// Adds the first operand to the power of the second, broadcast.
  package func power(_ x: NodeID, _ y: NodeID) throws -> NodeID {
    try apply(Power(dialect: dialect), x, y)
  }
}
