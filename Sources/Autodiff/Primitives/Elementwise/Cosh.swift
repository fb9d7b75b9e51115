package import Arrays

/// The hyperbolic cosine of each element.
package struct Cosh: ElementwiseUnary {
  package static let name = "cosh"
  package init() {}

  package var kernel: UnaryKernel { .cosh }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.multiply(seed, g.sinh(x))
  }
}

extension Graph {
  /// Adds the hyperbolic cosine of each element.
  package func cosh(_ x: NodeID) throws -> NodeID { try apply(Cosh(), x) }
}
