package import Arrays

/// True where the element is zero.
package struct LogicalNot: PiecewiseConstantUnary {
  package static let name = "not"
  package init() {}

  package var kernel: UnaryKernel { .logicalNot }
  package func resultDType(_ dtype: DType) -> DType? { .bool }
}

extension Graph {
  /// Adds true where the element is zero.
  package func logicalNot(_ x: NodeID) throws -> NodeID { try apply(LogicalNot(), x) }
}
