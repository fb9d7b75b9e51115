package import Arrays

/// The Hurwitz zeta function of exponent `x` at `y`; differentiable by `y`.
package struct HurwitzZeta: ElementwiseBinary {
  package static let name = "zeta"
  package init() {}

  package var kernel: BinaryKernel { .zeta }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isFloating ? dtype : nil }

  package func derivative(
    _ seed: NodeID, _ side: Side, x: NodeID, y: NodeID, z: NodeID, in g: Graph
  ) throws -> NodeID? {
    switch side {
    case .left:
      throw GraphError.missingRule(
        primitive: Self.name, mode: "differentiation by the first operand")
    case .right:
      try g.multiply(
        seed,
        g.multiply(g.negative(x), g.zeta(g.add(x, g.scalar(1, like: x)), y)))
    }
  }
}

extension Graph {
  /// Adds the Hurwitz zeta function of exponent `x` at `y`; differentiable by `y`.
  package func zeta(_ x: NodeID, _ y: NodeID) throws -> NodeID { try apply(HurwitzZeta(), x, y) }
}
