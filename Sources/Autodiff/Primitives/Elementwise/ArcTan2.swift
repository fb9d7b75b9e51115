package import Arrays

/// The angle of the point with the operands as ordinate and abscissa.
package struct ArcTan2: ElementwiseBinary {
  package static let name = "atan2"
  package init() {}

  package var kernel: BinaryKernel { .arctan2 }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isFloating ? dtype : nil }

  package func derivative(
    _ seed: NodeID, _ side: Side, x: NodeID, y: NodeID, z: NodeID, in g: Graph
  ) throws -> NodeID? {
    switch side {
    case .left:
      try g.divide(g.multiply(seed, y), g.add(g.square(x), g.square(y)))
    case .right:
      try g.divide(g.multiply(seed, g.negative(x)), g.add(g.square(x), g.square(y)))
    }
  }
}

extension ArcTan2: Kinked {
  package var kink: String { "arctan2 of two zeros: nan" }
  package func isOnKink(
    _ node: NodeID, in g: Graph, value: (NodeID) throws -> NDArray
  ) throws -> NDArray {
    Kernels.zip(
      .logicalAnd, isZero(try value(g.input(of: node, 0))), isZero(try value(g.input(of: node, 1))))
  }
}

extension Graph {
  /// Adds the angle of the point with the operands as ordinate and abscissa.
  package func arctan2(_ x: NodeID, _ y: NodeID) throws -> NodeID { try apply(ArcTan2(), x, y) }
}
