package import Arrays

/// The modified Bessel function of the first kind of order `x` at `y`; differentiable by `y`.
package struct BesselI: BesselOfOrder {
  package static let name = "bessel_iv"
  package init() {}

  package var kernel: BinaryKernel { .besselIv }

  package func slope(
    below: NodeID, above: NodeID, y: NodeID, z: NodeID, in g: Graph
  ) throws -> NodeID { try g.halved(g.add(below, above)) }
}

extension Graph {
  /// Adds the modified Bessel function of the first kind of order `x` at `y`; differentiable by
  /// `y`.
  package func besselIv(_ x: NodeID, _ y: NodeID) throws -> NodeID { try apply(BesselI(), x, y) }
}
