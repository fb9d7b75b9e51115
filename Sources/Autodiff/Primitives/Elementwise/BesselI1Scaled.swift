package import Arrays

/// `exp(-|x|)` times the modified Bessel function of order 1.
package struct BesselI1Scaled: ElementwiseUnary {
  package static let name = "bessel_i1e"
  package init() {}

  package var kernel: UnaryKernel { .besselI1e }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isFloating ? dtype : nil }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.multiply(
      seed,
      g.subtract(
        g.divide(
          g.add(g.besselI0e(x), g.besselIve(g.scalar(2, like: x), x)), g.scalar(2, like: x)),
        g.multiply(g.sign(x), y)))
  }
}

extension Graph {
  /// Adds `exp(-|x|)` times the modified Bessel function of order 1.
  package func besselI1e(_ x: NodeID) throws -> NodeID { try apply(BesselI1Scaled(), x) }
}
