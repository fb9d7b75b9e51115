package import Arrays

/// The Bessel function of the first kind of whole order `x` at `y`; differentiable by `y`.
package struct BesselJ: ElementwiseBinary {
  package static let name = "bessel_jn"
  package init() {}

  package var kernel: BinaryKernel { .besselJn }
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
            g.besselJn(g.subtract(x, g.scalar(1, like: x)), y),
            g.besselJn(g.add(x, g.scalar(1, like: x)), y)), g.scalar(2, like: x)))
    }
  }
}

extension Graph {
  /// Adds the Bessel function of the first kind of whole order `x` at `y`; differentiable by `y`.
  package func besselJn(_ x: NodeID, _ y: NodeID) throws -> NodeID { try apply(BesselJ(), x, y) }
}
