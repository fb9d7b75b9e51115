package import Arrays

/// The modified Bessel function of the first kind of order 1.
package struct BesselI1: ElementwiseUnary {
  package static let name = "bessel_i1"
  package init() {}

  package var kernel: UnaryKernel { .besselI1 }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isFloating ? dtype : nil }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.multiply(
      seed,
      g.divide(
        g.add(g.besselI0(x), g.besselIv(g.scalar(2, like: x), x)), g.scalar(2, like: x)))
  }
}

extension Graph {
  /// Adds the modified Bessel function of the first kind of order 1.
  package func besselI1(_ x: NodeID) throws -> NodeID { try apply(BesselI1(), x) }
}
