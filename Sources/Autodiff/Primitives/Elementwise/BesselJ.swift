package import Arrays

/// The Bessel function of the first kind of whole order `x` at `y`; differentiable by `y`.
package struct BesselJ: BesselOfOrder {
  package static let name = "bessel_jn"
  package init() {}

  package var kernel: BinaryKernel { .besselJn }

  package func slope(
    below: NodeID, above: NodeID, y: NodeID, z: NodeID, in g: Graph
  ) throws -> NodeID { try g.halved(g.subtract(below, above)) }
}

extension Graph {
  /// Adds the Bessel function of the first kind of whole order `x` at `y`; differentiable by `y`.
  package func besselJn(_ x: NodeID, _ y: NodeID) throws -> NodeID { try apply(BesselJ(), x, y) }
}
