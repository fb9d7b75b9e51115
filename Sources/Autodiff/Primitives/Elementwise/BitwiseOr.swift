package import Arrays

/// The bits set in either operand.
package struct BitwiseOr: PiecewiseConstantBinary {
  package static let name = "or"
  package init() {}

  package var kernel: BinaryKernel { .bitwiseOr }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isInexact ? nil : dtype }
}

extension Graph {
  /// Adds the bits set in either operand.
  package func bitwiseOr(_ x: NodeID, _ y: NodeID) throws -> NodeID { try apply(BitwiseOr(), x, y) }
}
