package import Arrays

/// The remainder with the sign of the dividend, as C counts.
package struct Remainder: ElementwiseBinary {
  package static let name = "rem"
  package init() {}

  package var kernel: BinaryKernel { .remainder }
  package func resultDType(_ dtype: DType) -> DType? {
    dtype.isComplex || dtype == .bool ? nil : dtype
  }

  package func derivative(
    _ seed: NodeID, _ side: Side, x: NodeID, y: NodeID, z: NodeID, in g: Graph
  ) throws -> NodeID? {
    switch side {
    case .left:
      seed
    case .right:
      try g.multiply(g.negative(seed), g.trunc(g.divide(x, y)))
    }
  }
}

extension Graph {
  /// Adds the remainder with the sign of the dividend, as C counts.
  package func remainder(_ x: NodeID, _ y: NodeID) throws -> NodeID { try apply(Remainder(), x, y) }
}
