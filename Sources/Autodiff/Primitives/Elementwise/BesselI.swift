package import Arrays

/// The modified Bessel function of the first kind of order `x` at `y`; differentiable by `y`.
package struct BesselI: ElementwiseBinary {
  package static let name = "bessel_iv"
  package init() {}

  package var kernel: BinaryKernel { .besselIv }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isFloating ? dtype : nil }

  package func derivative(
    _ seed: NodeID, _ side: Side, x: NodeID, y: NodeID, z: NodeID, in g: Graph
  ) throws -> NodeID? {
    switch side {
    case .left:
      throw GraphError.missingRule(
        primitive: Self.name, mode: "differentiation by the first operand")
    case .right:
      try g.multiply(
        seed,
        g.divide(
          g.add(
            g.besselIv(g.subtract(x, g.scalar(1, like: x)), y),
            g.besselIv(g.add(x, g.scalar(1, like: x)), y)), g.scalar(2, like: x)))
    }
  }
}

extension Graph {
  /// Adds the modified Bessel function of the first kind of order `x` at `y`; differentiable by
  /// `y`.
  package func besselIv(_ x: NodeID, _ y: NodeID) throws -> NodeID { try apply(BesselI(), x, y) }
}
