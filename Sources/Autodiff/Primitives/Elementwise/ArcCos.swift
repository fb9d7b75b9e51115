package import Arrays

/// The inverse cosine of each element.
package struct ArcCos: ElementwiseUnary {
  package static let name = "acos"
  package let dialect: Dialect

  package init(dialect: Dialect) { self.dialect = dialect }

  package var attributes: [Attribute] { [Attribute("dialect", dialect)] }
  package var kernel: UnaryKernel { .arccos }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    switch dialect {
    case .hips:
      try g.divide(
        g.negative(seed), g.sqrt(g.subtract(g.scalar(1, like: x), g.square(x))))
    case .jax:
      try g.multiply(
        seed, g.negative(g.rsqrt(g.subtract(g.scalar(1, like: x), g.square(x)))))
    }
  }
}

extension Graph {
  /// Adds the inverse cosine of each element.
  package func arccos(_ x: NodeID) throws -> NodeID { try apply(ArcCos(dialect: dialect), x) }
}
