package import Arrays

/// The nearest whole number; halves go to the even one.
package struct RoundHalfEven: PiecewiseConstantUnary {
  package static let name = "round"
  package init() {}

  package var kernel: UnaryKernel { .rint }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isInexact ? dtype : nil }
}

extension Graph {
  /// Adds the nearest whole number; halves go to the even one.
  package func rint(_ x: NodeID) throws -> NodeID { try apply(RoundHalfEven(), x) }
}
