package import Arrays

/// The length of the vector with the operands as sides, without overflow in between.
package struct Hypotenuse: ElementwiseBinary {
  package static let name = "hypot"
  package init() {}

  package var kernel: BinaryKernel { .hypot }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isFloating ? dtype : nil }

  package func derivative(
    _ seed: NodeID, _ side: Side, x: NodeID, y: NodeID, z: NodeID, in g: Graph
  ) throws -> NodeID? {
    switch side {
    case .left:
      try g.divide(g.multiply(seed, x), z)
    case .right:
      try g.divide(g.multiply(seed, y), z)
    }
  }
}

extension Hypotenuse: Kinked {
  package var kink: String { "hypot of two zeros: nan" }
  package func isOnKink(
    _ node: NodeID, in g: Graph, value: (NodeID) throws -> NDArray
  ) throws -> NDArray { isZero(try value(node)) }
}

extension Graph {
  /// Adds the length of the vector with the operands as sides, without overflow in between.
  package func hypot(_ x: NodeID, _ y: NodeID) throws -> NodeID { try apply(Hypotenuse(), x, y) }
}
