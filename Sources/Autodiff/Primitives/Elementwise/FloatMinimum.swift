package import Arrays

/// The smaller of two operands; a number wins over NaN.
package struct FloatMinimum: ElementwiseBinary {
  package static let name = "fmin"
  package init() {}

  package var kernel: BinaryKernel { .fmin }
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
  /// Adds the smaller of two operands; a number wins over NaN.
  package func fmin(_ x: NodeID, _ y: NodeID) throws -> NodeID { try apply(FloatMinimum(), x, y) }
}
