package import Arrays

/// Each bit inverted.
package struct BitwiseNot: PiecewiseConstantUnary {
  package static let name = "bitwise_not"
  package init() {}

  package var kernel: UnaryKernel { .bitwiseNot }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isInexact ? nil : dtype }
}

extension Graph {
  /// Adds each bit inverted.
  package func bitwiseNot(_ x: NodeID) throws -> NodeID { try apply(BitwiseNot(), x) }
}
