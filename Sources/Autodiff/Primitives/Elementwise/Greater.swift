package import Arrays

/// True where the first operand is larger.
package struct Greater: ElementwisePredicate {
  package static let name = "gt"
  package init() {}

  package var kernel: BinaryKernel { .greater }
}

extension Graph {
  /// Adds true where the first operand is larger.
  package func greater(_ x: NodeID, _ y: NodeID) throws -> NodeID { try apply(Greater(), x, y) }
}
