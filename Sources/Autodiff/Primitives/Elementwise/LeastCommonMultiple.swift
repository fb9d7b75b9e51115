package import Arrays

/// The least common multiple, not negative.
package struct LeastCommonMultiple: PiecewiseConstantBinary {
  package static let name = "lcm"
  package init() {}

  package var kernel: BinaryKernel { .lcm }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isInteger ? dtype : nil }
}

extension Graph {
  /// Adds the least common multiple, not negative.
  package func lcm(_ x: NodeID, _ y: NodeID) throws -> NodeID {
    try apply(LeastCommonMultiple(), x, y)
  }
}
