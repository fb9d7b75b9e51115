package import Arrays

/// `exp(x) - 1`, accurate near zero.
package struct ExpMinusOne: ElementwiseUnary {
  package static let name = "expm1"
  package init() {}

  package var kernel: UnaryKernel { .expm1 }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.multiply(seed, g.add(y, g.scalar(1, like: x)))
  }
}

extension Graph {
  /// Adds `exp(x) - 1`, accurate near zero.
  package func expm1(_ x: NodeID) throws -> NodeID { try apply(ExpMinusOne(), x) }
}
