package import Arrays

/// `exp(-|y|)` times the modified Bessel function of order `x` at `y`; differentiable by `y`.
package struct BesselIScaled: ElementwiseBinary {
  package static let name = "bessel_ive"
  package init() {}

  package var kernel: BinaryKernel { .besselIve }
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
        g.subtract(
          g.divide(
            g.add(
              g.besselIve(g.subtract(x, g.scalar(1, like: x)), y),
              g.besselIve(g.add(x, g.scalar(1, like: x)), y)), g.scalar(2, like: x)),
          g.multiply(g.sign(y), z)))
    }
  }
}

extension Graph {
  /// Adds `exp(-|y|)` times the modified Bessel function of order `x` at `y`; differentiable by
  /// `y`.
  package func besselIve(_ x: NodeID, _ y: NodeID) throws -> NodeID {
    try apply(BesselIScaled(), x, y)
  }
}
