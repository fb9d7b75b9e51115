package import Arrays

/// Two to the power of each element.
package struct Exp2: ElementwiseUnary {
  package static let name = "exp2"
  package init() {}

  package var kernel: UnaryKernel { .exp2 }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.multiply(seed, g.multiply(y, g.scalar(0.693_147_180_559_945_3, like: x)))
  }
}

extension Graph {
  /// Adds two to the power of each element.
  package func exp2(_ x: NodeID) throws -> NodeID { try apply(Exp2(), x) }
}
