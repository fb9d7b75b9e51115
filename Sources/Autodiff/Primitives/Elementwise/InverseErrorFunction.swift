package import Arrays

/// The inverse of the error function.
package struct InverseErrorFunction: ElementwiseUnary {
  package static let name = "erf_inv"
  package init() {}

  package var kernel: UnaryKernel { .erfinv }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isFloating ? dtype : nil }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.multiply(
      g.scalar(0.886_226_925_452_758, like: x), g.multiply(seed, g.exp(g.square(y))))
  }
}

extension Graph {
  /// Adds the inverse of the error function.
  package func erfinv(_ x: NodeID) throws -> NodeID { try apply(InverseErrorFunction(), x) }
}
