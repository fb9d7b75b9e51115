package import Arrays

/// The product of two operands.
package struct Multiply: ElementwiseBinary {
  package static let name = "mul"
  package init() {}

  package var kernel: BinaryKernel { .multiply }

  package func derivative(
    _ seed: NodeID, _ side: Side, x: NodeID, y: NodeID, z: NodeID, in g: Graph
  ) throws -> NodeID? {
    switch side {
    case .left:
      try g.multiply(seed, y)
    case .right:
      try g.multiply(seed, x)
    }
  }
}

extension Graph {
  /// Adds the product of two operands of one dtype, broadcast.
  ///
  /// Within a sweep a factor that is the constant 1 is left out: that changes no bit.
  package func multiply(_ x: NodeID, _ y: NodeID) throws -> NodeID {
    if sweepDepth > 0 {
      if isOne(x), nodes[Int(x.index)].abstract == nodes[Int(y.index)].abstract { return y }
      if isOne(y), nodes[Int(x.index)].abstract == nodes[Int(y.index)].abstract { return x }
    }
    return try append(hot.multiply, x, y)
  }

  /// True for the floating 0-d constant 1, which is not somebody's leaf.
  @inline(__always)
  private func isOne(_ id: NodeID) -> Bool {
    let node = nodes[Int(id.index)]
    return node.payload == (1.0).bitPattern && node.operation == hot.constant
      && node.state == NodeState.scalar && abstracts.kinds[Int(node.abstract)].isFloating
  }
}
