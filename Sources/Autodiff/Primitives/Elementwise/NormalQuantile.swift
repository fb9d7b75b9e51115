package import Arrays

/// The quantile function of the standard normal distribution.
package struct NormalQuantile: ElementwiseUnary {
  package static let name = "ndtri"
  package init() {}

  package var kernel: UnaryKernel { .ndtri }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isFloating ? dtype : nil }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.multiply(
      g.scalar(2.506_628_274_631_000_7, like: x),
      g.multiply(seed, g.exp(g.divide(g.square(y), g.scalar(2, like: x)))))
  }
}

extension Graph {
  /// Adds the quantile function of the standard normal distribution.
  package func ndtri(_ x: NodeID) throws -> NodeID { try apply(NormalQuantile(), x) }
}
