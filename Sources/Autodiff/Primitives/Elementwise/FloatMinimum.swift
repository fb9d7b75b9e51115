package import Arrays

/// The smaller of two operands; a number wins over NaN.
package struct FloatMinimum: Extremum {
  package static let name = "fmin"
  package init() {}

  package var kernel: BinaryKernel { .fmin }
}

extension Graph {
  /// Adds the smaller of two operands; a number wins over NaN.
  package func fmin(_ x: NodeID, _ y: NodeID) throws -> NodeID { try apply(FloatMinimum(), x, y) }
}
