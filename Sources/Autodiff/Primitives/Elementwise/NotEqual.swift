package import Arrays

/// True where the operands differ; NaN differs from all.
package struct NotEqual: ElementwisePredicate {
  package static let name = "ne"
  package init() {}

  package var kernel: BinaryKernel { .notEqual }
}

extension Graph {
  /// Adds true where the operands differ; NaN differs from all.
  package func notEqual(_ x: NodeID, _ y: NodeID) throws -> NodeID { try apply(NotEqual(), x, y) }
}
