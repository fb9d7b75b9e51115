package import Arrays

/// The larger of two operands; a number wins over NaN.
package struct FloatMaximum: ElementwiseBinary {
  package static let name = "fmax"
  package init() {}

  package var kernel: BinaryKernel { .fmax }
  package func resultDType(_ dtype: DType) -> DType? { dtype }

  package func derivative(
    _ seed: NodeID, _ side: Side, x: NodeID, y: NodeID, z: NodeID, in g: Graph
  ) throws -> NodeID? {
    switch side {
    case .left:
      try g.multiply(seed, g.balancedEqual(x, z, y))
    case .right:
      try g.multiply(seed, g.balancedEqual(y, z, x))
    }
  }
}

extension Graph {
  /// Adds the larger of two operands; a number wins over NaN.
  package func fmax(_ x: NodeID, _ y: NodeID) throws -> NodeID { try apply(FloatMaximum(), x, y) }
}
