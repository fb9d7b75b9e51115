package import Arrays

/// The error function of each element.
package struct ErrorFunction: ElementwiseUnary {
  package static let name = "erf"
  package init() {}

  package var kernel: UnaryKernel { .erf }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isFloating ? dtype : nil }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.multiply(
      g.scalar(1.128_379_167_095_512_6, like: x),
      g.multiply(seed, g.exp(g.negative(g.square(x)))))
  }
}

extension Graph {
  /// Adds the error function of each element.
  package func erf(_ x: NodeID) throws -> NodeID { try apply(ErrorFunction(), x) }
}
