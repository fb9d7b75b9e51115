package import Arrays

/// The derivative of order `x` of digamma at `y`; differentiable by `y`.
package struct Polygamma: ElementwiseBinary {
  package static let name = "polygamma"
  package init() {}

  package var kernel: BinaryKernel { .polygamma }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isFloating ? dtype : nil }

  package func derivative(
    _ seed: NodeID, _ side: Side, x: NodeID, y: NodeID, z: NodeID, in g: Graph
  ) throws -> NodeID? {
    switch side {
    case .left:
      throw GraphError.missingRule(
        primitive: Self.name, mode: "differentiation by the first operand")
    case .right:
      try g.multiply(seed, g.polygamma(g.add(x, g.scalar(1, like: x)), y))
    }
  }
}

extension Graph {
  /// Adds the derivative of order `x` of digamma at `y`; differentiable by `y`.
  package func polygamma(_ x: NodeID, _ y: NodeID) throws -> NodeID { try apply(Polygamma(), x, y) }
}
