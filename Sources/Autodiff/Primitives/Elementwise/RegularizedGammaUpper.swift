package import Arrays

/// The regularised upper incomplete gamma function Q(x, y); differentiable by `y`.
package struct RegularizedGammaUpper: ElementwiseBinary {
  package static let name = "igammac"
  package init() {}

  package var kernel: BinaryKernel { .gammaincc }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isFloating ? dtype : nil }

  package func derivative(
    _ seed: NodeID, _ side: Side, x: NodeID, y: NodeID, z: NodeID, in g: Graph
  ) throws -> NodeID? {
    switch side {
    case .left:
      throw GraphError.missingRule(
        primitive: Self.name, mode: "differentiation by the first operand")
    case .right:
      try g.negative(g.multiply(seed, g.gammaDensity(x, y)))
    }
  }
}

extension Graph {
  /// Adds the regularised upper incomplete gamma function Q(x, y); differentiable by `y`.
  package func gammaincc(_ x: NodeID, _ y: NodeID) throws -> NodeID {
    try apply(RegularizedGammaUpper(), x, y)
  }
}
