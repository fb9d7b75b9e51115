package import Arrays

/// The sign of each element; zero has none, NaN stays.
package struct Sign: PiecewiseConstantUnary {
  package static let name = "sign"
  package init() {}

  package var kernel: UnaryKernel { .sign }
  package func resultDType(_ dtype: DType) -> DType? { dtype == .bool ? nil : dtype }
}

extension Graph {
  /// Adds the sign of each element; zero has none, NaN stays.
  package func sign(_ x: NodeID) throws -> NodeID { try apply(Sign(), x) }
}
