package import Arrays

/// The Bessel function of the second kind of order 1.
package struct BesselY1: ElementwiseUnary {
  package static let name = "bessel_y1"
  package init() {}

  package var kernel: UnaryKernel { .besselY1 }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isFloating ? dtype : nil }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.multiply(
      seed,
      g.divide(
        g.subtract(g.besselY0(x), g.besselYn(g.scalar(2, like: x), x)), g.scalar(2, like: x)))
  }
}

extension Graph {
  /// Adds the Bessel function of the second kind of order 1.
  package func besselY1(_ x: NodeID) throws -> NodeID { try apply(BesselY1(), x) }
}
