package import Arrays

/// `exp(-|y|)` times the modified Bessel function of order `x` at `y`; differentiable by `y`.
package struct BesselIScaled: BesselOfOrder {
  package static let name = "bessel_ive"
  package init() {}

  package var kernel: BinaryKernel { .besselIve }

  package func slope(
    below: NodeID, above: NodeID, y: NodeID, z: NodeID, in g: Graph
  ) throws -> NodeID { try g.subtract(g.halved(g.add(below, above)), g.multiply(g.sign(y), z)) }
}

extension Graph {
  /// Adds `exp(-|y|)` times the modified Bessel function of order `x` at `y`; differentiable by
  /// `y`.
  package func besselIve(_ x: NodeID, _ y: NodeID) throws -> NodeID {
    try apply(BesselIScaled(), x, y)
  }
}
