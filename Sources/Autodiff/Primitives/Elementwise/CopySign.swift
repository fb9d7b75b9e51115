package import Arrays

/// The size of the first operand with the sign of the second.
package struct CopySign: ElementwiseBinary {
  package static let name = "copysign"
  package init() {}

  package var kernel: BinaryKernel { .copysign }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isFloating ? dtype : nil }

  package func derivative(
    _ seed: NodeID, _ side: Side, x: NodeID, y: NodeID, z: NodeID, in g: Graph
  ) throws -> NodeID? {
    switch side {
    case .left:
      try g.multiply(seed, g.multiply(g.sign(x), g.sign(z)))
    case .right:
      nil
    }
  }
}

extension Graph {
  /// Adds the size of the first operand with the sign of the second.
  package func copysign(_ x: NodeID, _ y: NodeID) throws -> NodeID { try apply(CopySign(), x, y) }
}
