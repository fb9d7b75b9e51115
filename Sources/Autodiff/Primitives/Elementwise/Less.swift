package import Arrays

/// True where the first operand is smaller.
package struct Less: ElementwisePredicate {
  package static let name = "lt"
  package init() {}

  package var kernel: BinaryKernel { .less }
}

extension Graph {
  /// Adds true where the first operand is smaller.
  package func less(_ x: NodeID, _ y: NodeID) throws -> NodeID { try apply(Less(), x, y) }
}
