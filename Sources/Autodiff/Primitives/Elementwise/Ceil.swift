package import Arrays

/// The smallest whole number not below each element.
package struct Ceil: Stepped {
  package static let name = "ceil"
  package init() {}

  package var kernel: UnaryKernel { .ceil }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isFloating ? dtype : nil }
}

extension Graph {
  /// Adds the smallest whole number not below each element.
  package func ceil(_ x: NodeID) throws -> NodeID { try apply(Ceil(), x) }
}
