package import Arrays

/// True where the operands are equal.
package struct Equal: ElementwisePredicate {
  package static let name = "eq"
  package init() {}

  package var kernel: BinaryKernel { .equal }
}

extension Graph {
  /// Adds true where the operands are equal.
  package func equal(_ x: NodeID, _ y: NodeID) throws -> NodeID { try apply(Equal(), x, y) }
}
