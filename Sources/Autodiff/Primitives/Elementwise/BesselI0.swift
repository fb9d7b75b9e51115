package import Arrays

/// The modified Bessel function of the first kind of order 0.
package struct BesselI0: ElementwiseUnary {
  package static let name = "bessel_i0"
  package init() {}

  package var kernel: UnaryKernel { .besselI0 }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isFloating ? dtype : nil }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.multiply(seed, g.besselI1(x))
  }
}

extension Graph {
  /// Adds the modified Bessel function of the first kind of order 0.
  package func besselI0(_ x: NodeID) throws -> NodeID { try apply(BesselI0(), x) }
}
