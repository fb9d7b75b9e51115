package import Arrays

/// True where one operand alone is not zero.
package struct LogicalXor: ElementwisePredicate {
  package static let name = "logical_xor"
  package init() {}

  package var kernel: BinaryKernel { .logicalXor }
}

extension Graph {
  /// Adds true where one operand alone is not zero.
  package func logicalXor(_ x: NodeID, _ y: NodeID) throws -> NodeID {
    try apply(LogicalXor(), x, y)
  }
}
