package import Arrays

/// The inverse hyperbolic tangent of each element.
package struct ArcTanh: ElementwiseUnary {
  package static let name = "atanh"
  package let dialect: Dialect

  package init(dialect: Dialect) { self.dialect = dialect }

  package var attributes: [Attribute] { [Attribute("dialect", dialect)] }
  package var kernel: UnaryKernel { .arctanh }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    switch dialect {
    case .hips:
      try g.divide(seed, g.subtract(g.scalar(1, like: x), g.square(x)))
    case .jax:
      try g.multiply(
        g.reciprocal(g.add(g.scalar(1, like: x), x)),
        g.divide(seed, g.subtract(g.scalar(1, like: x), x)))
    }
  }
}

extension Graph {
  /// Adds the inverse hyperbolic tangent of each element.
  package func arctanh(_ x: NodeID) throws -> NodeID { try apply(ArcTanh(dialect: dialect), x) }
}
