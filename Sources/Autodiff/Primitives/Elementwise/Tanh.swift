package import Arrays

/// The hyperbolic tangent of each element.
package struct Tanh: ElementwiseUnary {
  package static let name = "tanh"
  package let dialect: Dialect

  package init(dialect: Dialect) { self.dialect = dialect }

  package var attributes: [Attribute] { [Attribute("dialect", dialect)] }
  package var kernel: UnaryKernel { .tanh }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    switch dialect {
    case .hips:
      try g.divide(seed, g.square(g.cosh(x)))
    case .jax:
      try g.multiply(
        g.add(seed, g.multiply(seed, y)), g.subtract(g.scalar(1, like: x), y))
    }
  }
}

extension Graph {
  /// Adds the hyperbolic tangent of each element.
  package func tanh(_ x: NodeID) throws -> NodeID {
    if dialect == .hips { return try append(hot.tanh, x) }
    return try apply(Tanh(dialect: dialect), x)
  }
}
