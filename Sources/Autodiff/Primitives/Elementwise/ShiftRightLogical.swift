package import Arrays

/// The first operand shifted right by the second, zeros filled in.
package struct ShiftRightLogical: PiecewiseConstantBinary {
  package static let name = "shift_right_logical"
  package init() {}

  package var kernel: BinaryKernel { .shiftRightLogical }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isInteger ? dtype : nil }
}

extension Graph {
  /// Adds the first operand shifted right by the second, zeros filled in.
  package func shiftRightLogical(_ x: NodeID, _ y: NodeID) throws -> NodeID {
    try apply(ShiftRightLogical(), x, y)
  }
}
