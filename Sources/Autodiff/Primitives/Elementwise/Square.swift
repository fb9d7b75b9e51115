package import Arrays

/// The square of each element.
package struct Square: ElementwiseUnary {
  package static let name = "square"
  package init() {}

  package var kernel: UnaryKernel { .square }
  package func resultDType(_ dtype: DType) -> DType? { dtype == .bool ? nil : dtype }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.multiply(seed, g.multiply(g.scalar(2, like: x), x))
  }
}

extension Graph {
  /// Adds the square of each element.
  package func square(_ x: NodeID) throws -> NodeID { try append(hot.square, x) }
}
