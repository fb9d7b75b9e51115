package import Arrays

/// The square root of each element; NaN below zero for real dtypes.
package struct Sqrt: ElementwiseUnary {
  package static let name = "sqrt"
  package let dialect: Dialect

  package init(dialect: Dialect) { self.dialect = dialect }

  package var attributes: [Attribute] { [Attribute("dialect", dialect)] }
  package var kernel: UnaryKernel { .sqrt }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    switch dialect {
    case .hips:
      try g.multiply(g.multiply(seed, g.scalar(0.5, like: x)), g.power(x, g.scalar(-0.5, like: x)))
    case .jax:
      try g.multiply(seed, g.divide(g.scalar(0.5, like: x), y))
    }
  }
}

extension Sqrt: Kinked {
  package var kink: String { "sqrt at 0: infinite" }
  package func isOnKink(
    _ node: NodeID, in g: Graph, value: (NodeID) throws -> NDArray
  ) throws -> NDArray { isZero(try value(g.input(of: node, 0))) }
}

extension Graph {
  /// Adds the square root of each element; NaN below zero for real dtypes.
  package func sqrt(_ x: NodeID) throws -> NodeID {
    if dialect == .hips { return try append(hot.sqrt, x) }
    return try apply(Sqrt(dialect: dialect), x)
  }
}
