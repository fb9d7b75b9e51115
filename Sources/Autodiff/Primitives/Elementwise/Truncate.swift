package import Arrays

/// Each element without its fraction.
package struct Truncate: PiecewiseConstantUnary {
  package static let name = "trunc"
  package init() {}

  package var kernel: UnaryKernel { .trunc }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isFloating ? dtype : nil }
}

extension Graph {
  /// Adds each element without its fraction.
  package func trunc(_ x: NodeID) throws -> NodeID { try apply(Truncate(), x) }
}
