package import Arrays

/// The larger of two operands; NaN wins, ties share the derivative.
package struct Maximum: ElementwiseBinary {
  package static let name = "max"
  package init() {}

  package var kernel: BinaryKernel { .maximum }
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
  /// Adds the larger of two operands; NaN wins, ties share the derivative.
  package func maximum(_ x: NodeID, _ y: NodeID) throws -> NodeID { try apply(Maximum(), x, y) }
}
