package import Arrays

/// The inverse tangent of each element.
package struct ArcTan: ElementwiseUnary {
  package static let name = "atan"
  package init() {}

  package var kernel: UnaryKernel { .arctan }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.divide(seed, g.add(g.scalar(1, like: x), g.square(x)))
  }
}

extension Graph {
  /// Adds the inverse tangent of each element.
  package func arctan(_ x: NodeID) throws -> NodeID { try apply(ArcTan(), x) }
}
