package import Arrays

/// True where the element is not a number.
package struct IsNaN: PiecewiseConstantUnary {
  package static let name = "is_nan"
  package init() {}

  package var kernel: UnaryKernel { .isnan }
  package func resultDType(_ dtype: DType) -> DType? { .bool }
}

extension Graph {
  /// Adds true where the element is not a number.
  package func isnan(_ x: NodeID) throws -> NodeID { try apply(IsNaN(), x) }
}
