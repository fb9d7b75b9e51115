package import Arrays

/// The binary logarithm of each element.
package struct Log2: ElementwiseUnary {
  package static let name = "log2"
  package init() {}

  package var kernel: UnaryKernel { .log2 }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.divide(g.divide(seed, x), g.scalar(0.693_147_180_559_945_3, like: x))
  }
}

extension Graph {
  /// Adds the binary logarithm of each element.
  package func log2(_ x: NodeID) throws -> NodeID { try apply(Log2(), x) }
}
