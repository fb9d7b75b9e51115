package import Arrays

/// The logarithm of the absolute value of the gamma function.
package struct LogGamma: ElementwiseUnary {
  package static let name = "lgamma"
  package init() {}

  package var kernel: UnaryKernel { .gammaln }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isFloating ? dtype : nil }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.multiply(seed, g.digamma(x))
  }
}

extension Graph {
  /// Adds the logarithm of the absolute value of the gamma function.
  package func gammaln(_ x: NodeID) throws -> NodeID { try apply(LogGamma(), x) }
}
