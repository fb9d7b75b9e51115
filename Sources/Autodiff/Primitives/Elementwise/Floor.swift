package import Arrays

/// The largest whole number not above each element.
package struct Floor: Stepped {
  package static let name = "floor"
  package init() {}

  package var kernel: UnaryKernel { .floor }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isFloating ? dtype : nil }
}

extension Graph {
  /// Adds the largest whole number not above each element.
  package func floor(_ x: NodeID) throws -> NodeID { try apply(Floor(), x) }
}
