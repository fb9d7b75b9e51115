package import Arrays

/// The decimal logarithm of each element.
package struct Log10: ElementwiseUnary {
  package static let name = "log10"
  package init() {}

  package var kernel: UnaryKernel { .log10 }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.divide(g.divide(seed, x), g.scalar(2.302_585_092_994_046, like: x))
  }
}

extension Graph {
  /// Adds the decimal logarithm of each element.
  package func log10(_ x: NodeID) throws -> NodeID { try apply(Log10(), x) }
}
