package import Arrays

/// The sum of two operands.
package struct Add: ElementwiseBinary {
  package static let name = "add"
  package init() {}

  package var kernel: BinaryKernel { .add }

  package func derivative(
    _ seed: NodeID, _ side: Side, x: NodeID, y: NodeID, z: NodeID, in g: Graph
  ) throws -> NodeID? {
    switch side {
    case .left:
      seed
    case .right:
      seed
    }
  }
}

extension Graph {
  /// Adds the sum of two operands of one dtype, broadcast.
  package func add(_ x: NodeID, _ y: NodeID) throws -> NodeID { try append(hot.add, x, y) }
}
