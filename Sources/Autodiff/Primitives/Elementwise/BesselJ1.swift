package import Arrays

/// The Bessel function of the first kind of order 1.
package struct BesselJ1: ElementwiseUnary {
  package static let name = "bessel_j1"
  package init() {}

  package var kernel: UnaryKernel { .besselJ1 }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isFloating ? dtype : nil }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.multiply(
      seed,
      g.divide(
        g.subtract(g.besselJ0(x), g.besselJn(g.scalar(2, like: x), x)), g.scalar(2, like: x)))
  }
}

extension Graph {
  /// Adds the Bessel function of the first kind of order 1.
  package func besselJ1(_ x: NodeID) throws -> NodeID { try apply(BesselJ1(), x) }
}
