package import Arrays

/// The inverse hyperbolic sine of each element.
package struct ArcSinh: ElementwiseUnary {
  package static let name = "asinh"
  package let dialect: Dialect

  package init(dialect: Dialect) { self.dialect = dialect }

  package var attributes: [Attribute] { [Attribute("dialect", dialect)] }
  package var kernel: UnaryKernel { .arcsinh }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    switch dialect {
    case .hips:
      try g.divide(seed, g.sqrt(g.add(g.square(x), g.scalar(1, like: x))))
    case .jax:
      try g.multiply(seed, g.rsqrt(g.add(g.square(x), g.scalar(1, like: x))))
    }
  }
}

extension Graph {
  /// Adds the inverse hyperbolic sine of each element.
  package func arcsinh(_ x: NodeID) throws -> NodeID { try apply(ArcSinh(dialect: dialect), x) }
}
