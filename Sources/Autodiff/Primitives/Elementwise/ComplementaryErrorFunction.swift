package import Arrays

/// One minus the error function, accurate for large arguments.
package struct ComplementaryErrorFunction: ElementwiseUnary {
  package static let name = "erfc"
  package init() {}

  package var kernel: UnaryKernel { .erfc }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isFloating ? dtype : nil }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.multiply(
      g.scalar(-1.128_379_167_095_512_6, like: x),
      g.multiply(seed, g.exp(g.negative(g.square(x)))))
  }
}

extension Graph {
  /// Adds one minus the error function, accurate for large arguments.
  package func erfc(_ x: NodeID) throws -> NodeID { try apply(ComplementaryErrorFunction(), x) }
}
