package import Arrays

/// True where the first operand is not larger.
package struct LessEqual: ElementwisePredicate {
  package static let name = "le"
  package init() {}

  package var kernel: BinaryKernel { .lessEqual }
}

extension Graph {
  /// Adds true where the first operand is not larger.
  package func lessEqual(_ x: NodeID, _ y: NodeID) throws -> NodeID { try apply(LessEqual(), x, y) }
}
