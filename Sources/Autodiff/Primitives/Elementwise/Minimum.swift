package import Arrays

/// The smaller of two operands; NaN wins, ties share the derivative.
package struct Minimum: Extremum {
  package static let name = "min"
  package init() {}

  package var kernel: BinaryKernel { .minimum }
}

extension Graph {
  /// Adds the smaller of two operands; NaN wins, ties share the derivative.
  package func minimum(_ x: NodeID, _ y: NodeID) throws -> NodeID { try apply(Minimum(), x, y) }
}
