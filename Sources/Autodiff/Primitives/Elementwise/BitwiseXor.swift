package import Arrays

/// The bits set in one operand alone.
package struct BitwiseXor: PiecewiseConstantBinary {
  package static let name = "xor"
  package init() {}

  package var kernel: BinaryKernel { .bitwiseXor }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isInexact ? nil : dtype }
}

extension Graph {
  /// Adds the bits set in one operand alone.
  package func bitwiseXor(_ x: NodeID, _ y: NodeID) throws -> NodeID {
    try apply(BitwiseXor(), x, y)
  }
}
