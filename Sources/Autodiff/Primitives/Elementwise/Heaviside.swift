package import Arrays

/// 0 below zero, 1 above it, the second operand at it.
package struct Heaviside: PiecewiseConstantBinary {
  package static let name = "heaviside"
  package init() {}

  package var kernel: BinaryKernel { .heaviside }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isFloating ? dtype : nil }
}

extension Graph {
  /// Adds 0 below zero, 1 above it, the second operand at it.
  package func heaviside(_ x: NodeID, _ y: NodeID) throws -> NodeID { try apply(Heaviside(), x, y) }
}
