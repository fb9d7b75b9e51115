package import Arrays

/// The tangent of each element, in radians.
package struct Tan: ElementwiseUnary {
  package static let name = "tan"
  package let dialect: Dialect

  package init(dialect: Dialect) { self.dialect = dialect }

  package var attributes: [Attribute] { [Attribute("dialect", dialect)] }
  package var kernel: UnaryKernel { .tan }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    switch dialect {
    case .hips:
      try g.divide(seed, g.square(g.cos(x)))
    case .jax:
      try g.multiply(seed, g.add(g.scalar(1, like: x), g.square(y)))
    }
  }
}

extension Graph {
  /// Adds the tangent of each element, in radians.
  package func tan(_ x: NodeID) throws -> NodeID { try apply(Tan(dialect: dialect), x) }
}
