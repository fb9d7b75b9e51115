package import Arrays

/// The logistic function `1 / (1 + exp(-x))` of each element.
package struct Logistic: ElementwiseUnary {
  package static let name = "logistic"
  package init() {}

  package var kernel: UnaryKernel { .logistic }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.multiply(
      seed, g.multiply(y, g.subtract(g.scalar(1, like: x), y)))
  }
}

extension Graph {
  /// Adds the logistic function `1 / (1 + exp(-x))` of each element.
  package func logistic(_ x: NodeID) throws -> NodeID { try apply(Logistic(), x) }
}
