package import Arrays

/// The smaller of two operands; NaN wins, ties share the derivative.
package struct Minimum: ElementwiseBinary {
  package static let name = "min"
  package init() {}

  package var kernel: BinaryKernel { .minimum }
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
  /// Adds the smaller of two operands; NaN wins, ties share the derivative.
  package func minimum(_ x: NodeID, _ y: NodeID) throws -> NodeID { try apply(Minimum(), x, y) }
}
