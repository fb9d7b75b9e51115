package import Arrays

/// True where both operands are not zero.
package struct LogicalAnd: ElementwisePredicate {
  package static let name = "logical_and"
  package init() {}

  package var kernel: BinaryKernel { .logicalAnd }
}

extension Graph {
  /// Adds true where both operands are not zero.
  package func logicalAnd(_ x: NodeID, _ y: NodeID) throws -> NodeID {
    try apply(LogicalAnd(), x, y)
  }
}
