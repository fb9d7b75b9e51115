package import Arrays

/// A Bessel function of order `x` at `y`, differentiable by `y` alone.
package protocol BesselOfOrder: ElementwiseBinary {
  init()
  /// The derivative by the argument, from the values at the orders next to this one (DLMF 10.6.1
  /// and 10.29.1).
  func slope(below: NodeID, above: NodeID, y: NodeID, z: NodeID, in g: Graph) throws -> NodeID
}

extension BesselOfOrder {
  package func resultDType(_ dtype: DType) -> DType? { dtype.isFloating ? dtype : nil }

  package func derivative(
    _ seed: NodeID, _ side: Side, x: NodeID, y: NodeID, z: NodeID, in g: Graph
  ) throws -> NodeID? {
    guard side == .right else {
      throw GraphError.missingRule(
        primitive: Self.name, mode: "differentiation by the first operand")
    }
    let one = g.scalar(1, like: x)
    let below = try g.apply(self, g.subtract(x, one), y)
    let above = try g.apply(self, g.add(x, one), y)
    return try g.multiply(seed, slope(below: below, above: above, y: y, z: z, in: g))
  }
}

extension Graph {
  /// Half of a sum or difference of neighbouring orders.
  func halved(_ x: NodeID) throws -> NodeID { try divide(x, scalar(2, like: x)) }
}
