package import Arrays

/// The larger of two operands; a number wins over NaN.
package struct FloatMaximum: Extremum {
  package static let name = "fmax"
  package init() {}

  package var kernel: BinaryKernel { .fmax }
}

extension Graph {
  /// Adds the larger of two operands; a number wins over NaN.
  package func fmax(_ x: NodeID, _ y: NodeID) throws -> NodeID { try apply(FloatMaximum(), x, y) }
}
