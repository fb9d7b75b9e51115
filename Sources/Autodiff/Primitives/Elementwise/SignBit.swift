package import Arrays

/// True where the sign bit is set, also of zero and NaN.
package struct SignBit: PiecewiseConstantUnary {
  package static let name = "signbit"
  package init() {}

  package var kernel: UnaryKernel { .signbit }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isComplex ? nil : .bool }
}

extension Graph {
  /// Adds true where the sign bit is set, also of zero and NaN.
  package func signbit(_ x: NodeID) throws -> NodeID { try apply(SignBit(), x) }
}
