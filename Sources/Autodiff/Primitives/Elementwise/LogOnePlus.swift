package import Arrays

/// `log(1 + x)`, accurate near zero.
package struct LogOnePlus: ElementwiseUnary {
  package static let name = "log1p"
  package init() {}

  package var kernel: UnaryKernel { .log1p }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.divide(seed, g.add(x, g.scalar(1, like: x)))
  }
}

extension Graph {
  /// Adds `log(1 + x)`, accurate near zero.
  package func log1p(_ x: NodeID) throws -> NodeID { try apply(LogOnePlus(), x) }
}
