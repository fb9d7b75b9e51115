package import Arrays

/// The negation of each element.
package struct Negative: ElementwiseUnary {
  package static let name = "neg"
  package init() {}

  package var kernel: UnaryKernel { .negative }
  package func resultDType(_ dtype: DType) -> DType? { dtype == .bool ? nil : dtype }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.negative(seed)
  }
}

extension Graph {
  /// Adds the negation of each element.
  package func negative(_ x: NodeID) throws -> NodeID { try append(hot.negative, x) }
}
