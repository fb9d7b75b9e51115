package import Arrays

/// The bits set in both operands.
package struct BitwiseAnd: PiecewiseConstantBinary {
  package static let name = "and"
  package init() {}

  package var kernel: BinaryKernel { .bitwiseAnd }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isInexact ? nil : dtype }
}

extension Graph {
  /// Adds the bits set in both operands.
  package func bitwiseAnd(_ x: NodeID, _ y: NodeID) throws -> NodeID {
    try apply(BitwiseAnd(), x, y)
  }
}
