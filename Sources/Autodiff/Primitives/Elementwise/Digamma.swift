package import Arrays

/// The derivative of `gammaln`.
package struct Digamma: ElementwiseUnary {
  package static let name = "digamma"
  package init() {}

  package var kernel: UnaryKernel { .digamma }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isFloating ? dtype : nil }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.multiply(seed, g.polygamma(g.scalar(1, like: x), x))
  }
}

extension Graph {
  /// Adds the derivative of `gammaln`.
  package func digamma(_ x: NodeID) throws -> NodeID { try apply(Digamma(), x) }
}
