package import Arrays

/// The Bessel function of the second kind of whole order `x` at `y`; differentiable by `y`.
package struct BesselY: ElementwiseBinary {
  package static let name = "bessel_yn"
  package init() {}

  package var kernel: BinaryKernel { .besselYn }
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
          g.subtract(
            g.besselYn(g.subtract(x, g.scalar(1, like: x)), y),
            g.besselYn(g.add(x, g.scalar(1, like: x)), y)), g.scalar(2, like: x)))
    }
  }
}

extension Graph {
  /// Adds the Bessel function of the second kind of whole order `x` at `y`; differentiable by `y`.
  package func besselYn(_ x: NodeID, _ y: NodeID) throws -> NodeID { try apply(BesselY(), x, y) }
}
