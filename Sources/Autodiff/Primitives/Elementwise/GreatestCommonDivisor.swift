package import Arrays

/// The greatest common divisor, not negative.
package struct GreatestCommonDivisor: PiecewiseConstantBinary {
  package static let name = "gcd"
  package init() {}

  package var kernel: BinaryKernel { .gcd }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isInteger ? dtype : nil }
}

extension Graph {
  /// Adds the greatest common divisor, not negative.
  package func gcd(_ x: NodeID, _ y: NodeID) throws -> NodeID {
    try apply(GreatestCommonDivisor(), x, y)
  }
}
