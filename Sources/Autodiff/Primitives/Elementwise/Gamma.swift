package import Arrays

/// The gamma function of each element.
package struct Gamma: ElementwiseUnary {
  package static let name = "gamma"
  package init() {}

  package var kernel: UnaryKernel { .gamma }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isFloating ? dtype : nil }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.multiply(seed, g.multiply(y, g.digamma(x)))
  }
}

extension Graph {
  /// Adds the gamma function of each element.
  package func gamma(_ x: NodeID) throws -> NodeID { try apply(Gamma(), x) }
}
