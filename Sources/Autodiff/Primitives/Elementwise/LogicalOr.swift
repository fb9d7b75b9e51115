package import Arrays

/// True where an operand is not zero.
package struct LogicalOr: ElementwisePredicate {
  package static let name = "logical_or"
  package init() {}

  package var kernel: BinaryKernel { .logicalOr }
}

extension Graph {
  /// Adds true where an operand is not zero.
  package func logicalOr(_ x: NodeID, _ y: NodeID) throws -> NodeID { try apply(LogicalOr(), x, y) }
}
