package import Arrays

/// The remainder with the sign of the divisor, as Python counts.
package struct Modulo: ElementwiseBinary {
  package static let name = "mod"
  package init() {}

  package var kernel: BinaryKernel { .modulo }
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
      try g.multiply(g.negative(seed), g.floor(g.divide(x, y)))
    }
  }
}

extension Graph {
  /// Adds the remainder with the sign of the divisor, as Python counts.
  package func modulo(_ x: NodeID, _ y: NodeID) throws -> NodeID { try apply(Modulo(), x, y) }
}
