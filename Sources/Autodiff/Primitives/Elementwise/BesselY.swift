package import Arrays

/// The Bessel function of the second kind of whole order `x` at `y`; differentiable by `y`.
package struct BesselY: BesselOfOrder {
  package static let name = "bessel_yn"
  package init() {}

  package var kernel: BinaryKernel { .besselYn }

  package func slope(
    below: NodeID, above: NodeID, y: NodeID, z: NodeID, in g: Graph
  ) throws -> NodeID { try g.halved(g.subtract(below, above)) }
}

extension Graph {
  /// Adds the Bessel function of the second kind of whole order `x` at `y`; differentiable by `y`.
  package func besselYn(_ x: NodeID, _ y: NodeID) throws -> NodeID { try apply(BesselY(), x, y) }
}
