package import Arrays

/// The first operand shifted left by the second.
package struct ShiftLeft: PiecewiseConstantBinary {
  package static let name = "shift_left"
  package init() {}

  package var kernel: BinaryKernel { .shiftLeft }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isInteger ? dtype : nil }
}

extension Graph {
  /// Adds the first operand shifted left by the second.
  package func shiftLeft(_ x: NodeID, _ y: NodeID) throws -> NodeID { try apply(ShiftLeft(), x, y) }
}
