package import Arrays

/// One divided by each element.
package struct Reciprocal: ElementwiseUnary {
  package static let name = "reciprocal"
  package init() {}

  package var kernel: UnaryKernel { .reciprocal }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.divide(g.negative(seed), g.square(x))
  }
}

extension Graph {
  /// Adds one divided by each element.
  package func reciprocal(_ x: NodeID) throws -> NodeID { try apply(Reciprocal(), x) }
}
