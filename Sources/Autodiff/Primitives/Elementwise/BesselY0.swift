package import Arrays

/// The Bessel function of the second kind of order 0.
package struct BesselY0: ElementwiseUnary {
  package static let name = "bessel_y0"
  package init() {}

  package var kernel: UnaryKernel { .besselY0 }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isFloating ? dtype : nil }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.negative(g.multiply(seed, g.besselY1(x)))
  }
}

extension Graph {
  /// Adds the Bessel function of the second kind of order 0.
  package func besselY0(_ x: NodeID) throws -> NodeID { try apply(BesselY0(), x) }
}
