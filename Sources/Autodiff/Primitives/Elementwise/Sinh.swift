package import Arrays

/// The hyperbolic sine of each element.
package struct Sinh: ElementwiseUnary {
  package static let name = "sinh"
  package init() {}

  package var kernel: UnaryKernel { .sinh }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.multiply(seed, g.cosh(x))
  }
}

extension Graph {
  /// Adds the hyperbolic sine of each element.
  package func sinh(_ x: NodeID) throws -> NodeID { try apply(Sinh(), x) }
}
