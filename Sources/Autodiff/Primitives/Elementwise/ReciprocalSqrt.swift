package import Arrays

/// One divided by the square root of each element.
package struct ReciprocalSqrt: ElementwiseUnary {
  package static let name = "rsqrt"
  package init() {}

  package var kernel: UnaryKernel { .rsqrt }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.multiply(seed, g.multiply(g.scalar(-0.5, like: x), g.divide(y, x)))
  }
}

extension Graph {
  /// Adds one divided by the square root of each element.
  package func rsqrt(_ x: NodeID) throws -> NodeID { try apply(ReciprocalSqrt(), x) }
}
