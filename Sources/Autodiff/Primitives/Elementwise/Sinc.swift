package import Arrays

/// `sin(πx) / (πx)`, 1 at 0.
///
/// At 0 the derivative is NaN in HIPS and 0 in JAX.
package struct Sinc: ElementwiseUnary {
  package static let name = "sinc"
  package let dialect: Dialect

  package init(dialect: Dialect) { self.dialect = dialect }

  package var attributes: [Attribute] { [Attribute("dialect", dialect)] }
  package var kernel: UnaryKernel { .sinc }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    let pi = g.scalar(.pi, like: x)
    switch dialect {
    case .hips: return try g.divide(g.multiply(seed, wave(x, in: g)), g.multiply(pi, g.square(x)))
    case .jax:
      // The quotient is formed away from 0 so that its own derivatives stay finite there: the
      // second is -π²/3.
      let isZero = try g.equal(x, g.scalar(0, like: x))
      let safe = try g.select(isZero, g.scalar(1, like: x), x)
      let slope = try g.divide(wave(safe, in: g), g.multiply(pi, g.square(safe)))
      let limit = try g.multiply(g.scalar(-Double.pi * .pi / 3, like: x), x)
      return try g.multiply(seed, g.select(isZero, limit, slope))
    }
  }

  private func wave(_ x: NodeID, in g: Graph) throws -> NodeID {
    let angle = try g.multiply(g.scalar(.pi, like: x), x)
    return try g.subtract(g.multiply(g.cos(angle), angle), g.sin(angle))
  }
}

extension Graph {
  /// Adds `sin(πx) / (πx)`.
  package func sinc(_ x: NodeID) throws -> NodeID { try apply(Sinc(dialect: dialect), x) }
}
