package import Arrays

/// The neighbour of the first operand towards the second.
package struct NextAfter: PiecewiseConstantBinary {
  package static let name = "nextafter"
  package init() {}

  package var kernel: BinaryKernel { .nextafter }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isFloating ? dtype : nil }
}

extension Graph {
  /// Adds the neighbour of the first operand towards the second.
  package func nextafter(_ x: NodeID, _ y: NodeID) throws -> NodeID { try apply(NextAfter(), x, y) }
}
