package import Arrays

/// The inverse hyperbolic cosine of each element.
package struct ArcCosh: ElementwiseUnary {
  package static let name = "acosh"
  package let dialect: Dialect

  package init(dialect: Dialect) { self.dialect = dialect }

  package var attributes: [Attribute] { [Attribute("dialect", dialect)] }
  package var kernel: UnaryKernel { .arccosh }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    switch dialect {
    case .hips:
      try g.divide(seed, g.sqrt(g.subtract(g.square(x), g.scalar(1, like: x))))
    case .jax:
      try g.multiply(
        seed,
        g.rsqrt(
          g.multiply(
            g.subtract(x, g.scalar(1, like: x)), g.add(x, g.scalar(1, like: x)))))
    }
  }
}

extension Graph {
  /// Adds the inverse hyperbolic cosine of each element.
  package func arccosh(_ x: NodeID) throws -> NodeID { try apply(ArcCosh(dialect: dialect), x) }
}
