package import Arrays

/// The larger of two operands; NaN wins, ties share the derivative.
package struct Maximum: Extremum {
  package static let name = "max"
  package init() {}

  package var kernel: BinaryKernel { .maximum }
}

extension Graph {
  /// Adds the larger of two operands; NaN wins, ties share the derivative.
  package func maximum(_ x: NodeID, _ y: NodeID) throws -> NodeID { try apply(Maximum(), x, y) }
}
