package import Arrays

/// `log2(2**x + 2**y)`, without overflow in between.
package struct LogAddExp2: ElementwiseBinary {
  package static let name = "logaddexp2"
  package init() {}

  package var kernel: BinaryKernel { .logaddexp2 }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isFloating ? dtype : nil }

  package func derivative(
    _ seed: NodeID, _ side: Side, x: NodeID, y: NodeID, z: NodeID, in g: Graph
  ) throws -> NodeID? {
    switch side {
    case .left:
      try g.multiply(seed, g.exp2(g.subtract(x, z)))
    case .right:
      try g.multiply(seed, g.exp2(g.subtract(y, z)))
    }
  }
}

extension Graph {
  /// Adds `log2(2**x + 2**y)`, without overflow in between.
  package func logaddexp2(_ x: NodeID, _ y: NodeID) throws -> NodeID {
    try apply(LogAddExp2(), x, y)
  }
}
