package import Arrays

/// The first operand shifted right by the second, the sign repeated.
package struct ShiftRightArithmetic: PiecewiseConstantBinary {
  package static let name = "shift_right_arithmetic"
  package init() {}

  package var kernel: BinaryKernel { .shiftRightArithmetic }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isInteger ? dtype : nil }
}

extension Graph {
  /// Adds the first operand shifted right by the second, the sign repeated.
  package func shiftRightArithmetic(_ x: NodeID, _ y: NodeID) throws -> NodeID {
    try apply(ShiftRightArithmetic(), x, y)
  }
}
