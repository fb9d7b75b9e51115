package import Arrays

/// The inverse of the complementary error function.
package struct InverseComplementaryErrorFunction: ElementwiseUnary {
  package static let name = "erfc_inv"
  package init() {}

  package var kernel: UnaryKernel { .erfcinv }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isFloating ? dtype : nil }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.multiply(
      g.scalar(-0.886_226_925_452_758, like: x), g.multiply(seed, g.exp(g.square(y))))
  }
}

extension Graph {
  /// Adds the inverse of the complementary error function.
  package func erfcinv(_ x: NodeID) throws -> NodeID {
    try apply(InverseComplementaryErrorFunction(), x)
  }
}
