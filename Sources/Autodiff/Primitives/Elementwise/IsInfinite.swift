package import Arrays

/// True where the element is infinite.
package struct IsInfinite: PiecewiseConstantUnary {
  package static let name = "is_inf"
  package init() {}

  package var kernel: UnaryKernel { .isinf }
  package func resultDType(_ dtype: DType) -> DType? { .bool }
}

extension Graph {
  /// Adds true where the element is infinite.
  package func isinf(_ x: NodeID) throws -> NodeID { try apply(IsInfinite(), x) }
}
