package import Arrays

/// The regularised lower incomplete gamma function P(x, y); differentiable by `y`.
package struct RegularizedGammaLower: ElementwiseBinary {
  package static let name = "igamma"
  package init() {}

  package var kernel: BinaryKernel { .gammainc }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isFloating ? dtype : nil }

  package func derivative(
    _ seed: NodeID, _ side: Side, x: NodeID, y: NodeID, z: NodeID, in g: Graph
  ) throws -> NodeID? {
    switch side {
    case .left:
      throw GraphError.missingRule(
        primitive: Self.name, mode: "differentiation by the first operand")
    case .right:
      try g.multiply(seed, g.gammaDensity(x, y))
    }
  }
}

extension Graph {
  /// Adds the regularised lower incomplete gamma function P(x, y); differentiable by `y`.
  package func gammainc(_ x: NodeID, _ y: NodeID) throws -> NodeID {
    try apply(RegularizedGammaLower(), x, y)
  }
}
