package import Arrays

/// True where the first operand is not smaller.
package struct GreaterEqual: ElementwisePredicate {
  package static let name = "ge"
  package init() {}

  package var kernel: BinaryKernel { .greaterEqual }
}

extension Graph {
  /// Adds true where the first operand is not smaller.
  package func greaterEqual(_ x: NodeID, _ y: NodeID) throws -> NodeID {
    try apply(GreaterEqual(), x, y)
  }
}
