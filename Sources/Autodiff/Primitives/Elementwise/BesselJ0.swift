package import Arrays

/// The Bessel function of the first kind of order 0.
package struct BesselJ0: ElementwiseUnary {
  package static let name = "bessel_j0"
  package init() {}

  package var kernel: UnaryKernel { .besselJ0 }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isFloating ? dtype : nil }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.negative(g.multiply(seed, g.besselJ1(x)))
  }
}

extension Graph {
  /// Adds the Bessel function of the first kind of order 0.
  package func besselJ0(_ x: NodeID) throws -> NodeID { try apply(BesselJ0(), x) }
}
