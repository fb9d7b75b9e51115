package import Arrays

/// `log(exp(x) + exp(y))`, without overflow in between.
package struct LogAddExp: ElementwiseBinary {
  package static let name = "logaddexp"
  package init() {}

  package var kernel: BinaryKernel { .logaddexp }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isFloating ? dtype : nil }

  package func derivative(
    _ seed: NodeID, _ side: Side, x: NodeID, y: NodeID, z: NodeID, in g: Graph
  ) throws -> NodeID? {
    switch side {
    case .left:
      try g.multiply(seed, g.exp(g.subtract(x, z)))
    case .right:
      try g.multiply(seed, g.exp(g.subtract(y, z)))
    }
  }
}

extension Graph {
  /// Adds `log(exp(x) + exp(y))`, without overflow in between.
  package func logaddexp(_ x: NodeID, _ y: NodeID) throws -> NodeID { try apply(LogAddExp(), x, y) }
}
