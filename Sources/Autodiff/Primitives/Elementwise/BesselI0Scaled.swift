package import Arrays

/// `exp(-|x|)` times the modified Bessel function of order 0.
package struct BesselI0Scaled: ElementwiseUnary {
  package static let name = "bessel_i0e"
  package init() {}

  package var kernel: UnaryKernel { .besselI0e }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isFloating ? dtype : nil }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.multiply(
      seed, g.subtract(g.besselI1e(x), g.multiply(g.sign(x), y)))
  }
}

extension Graph {
  /// Adds `exp(-|x|)` times the modified Bessel function of order 0.
  package func besselI0e(_ x: NodeID) throws -> NodeID { try apply(BesselI0Scaled(), x) }
}
