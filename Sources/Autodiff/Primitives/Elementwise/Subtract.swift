package import Arrays

/// The difference of two operands.
package struct Subtract: ElementwiseBinary {
  package static let name = "sub"
  package init() {}

  package var kernel: BinaryKernel { .subtract }

  package func derivative(
    _ seed: NodeID, _ side: Side, x: NodeID, y: NodeID, z: NodeID, in g: Graph
  ) throws -> NodeID? {
    switch side {
    case .left:
      seed
    case .right:
      try g.negative(seed)
    }
  }
}

extension Graph {
  /// Adds the difference of two operands of one dtype, broadcast.
  package func subtract(_ x: NodeID, _ y: NodeID) throws -> NodeID {
    try append(hot.subtract, x, y)
  }
}
