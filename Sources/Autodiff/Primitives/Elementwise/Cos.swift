package import Arrays

/// The cosine of each element, in radians.
package struct Cos: ElementwiseUnary {
  package static let name = "cos"
  package init() {}

  package var kernel: UnaryKernel { .cos }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.multiply(g.negative(seed), g.sin(x))
  }
}

extension Graph {
  /// Adds the cosine of each element, in radians.
  package func cos(_ x: NodeID) throws -> NodeID { try append(hot.cos, x) }
}
