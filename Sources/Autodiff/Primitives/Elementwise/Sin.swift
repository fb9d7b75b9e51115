package import Arrays

/// The sine of each element, in radians.
package struct Sin: ElementwiseUnary {
  package static let name = "sin"
  package init() {}

  package var kernel: UnaryKernel { .sin }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.multiply(seed, g.cos(x))
  }
}

extension Graph {
  /// Adds the sine of each element, in radians.
  package func sin(_ x: NodeID) throws -> NodeID { try append(hot.sin, x) }
}
