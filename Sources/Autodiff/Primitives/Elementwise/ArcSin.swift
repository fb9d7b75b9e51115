package import Arrays

/// The inverse sine of each element.
package struct ArcSin: ElementwiseUnary {
  package static let name = "asin"
  package let dialect: Dialect

  package init(dialect: Dialect) { self.dialect = dialect }

  package var attributes: [Attribute] { [Attribute("dialect", dialect)] }
  package var kernel: UnaryKernel { .arcsin }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    switch dialect {
    case .hips:
      try g.divide(seed, g.sqrt(g.subtract(g.scalar(1, like: x), g.square(x))))
    case .jax:
      try g.multiply(seed, g.rsqrt(g.subtract(g.scalar(1, like: x), g.square(x))))
    }
  }
}

extension Graph {
  /// Adds the inverse sine of each element.
  package func arcsin(_ x: NodeID) throws -> NodeID { try apply(ArcSin(dialect: dialect), x) }
}
