package import Arrays

/// True where the element is neither infinite nor NaN.
package struct IsFinite: PiecewiseConstantUnary {
  package static let name = "is_finite"
  package init() {}

  package var kernel: UnaryKernel { .isfinite }
  package func resultDType(_ dtype: DType) -> DType? { .bool }
}

extension Graph {
  /// Adds true where the element is neither infinite nor NaN.
  package func isfinite(_ x: NodeID) throws -> NodeID { try apply(IsFinite(), x) }
}
