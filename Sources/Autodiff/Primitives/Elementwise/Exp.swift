package import Arrays

/// The exponential of each element.
package struct Exp: ElementwiseUnary {
  package static let name = "exp"
  package init() {}

  package var kernel: UnaryKernel { .exp }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.multiply(seed, y)
  }
}

extension Graph {
  /// Adds the exponential of each element.
  package func exp(_ x: NodeID) throws -> NodeID { try append(hot.exp, x) }
}
