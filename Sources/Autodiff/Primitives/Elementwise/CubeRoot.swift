package import Arrays

/// The real cube root of each element.
package struct CubeRoot: ElementwiseUnary {
  package static let name = "cbrt"
  package init() {}

  package var kernel: UnaryKernel { .cbrt }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isFloating ? dtype : nil }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.multiply(seed, g.multiply(g.scalar(1.0 / 3.0, like: x), g.integerPower(y, -2)))
  }
}

extension CubeRoot: Kinked {
  package var kink: String { "cbrt at 0: infinite" }
  package func isOnKink(
    _ node: NodeID, in g: Graph, value: (NodeID) throws -> NDArray
  ) throws -> NDArray { isZero(try value(g.input(of: node, 0))) }
}

extension Graph {
  /// Adds the real cube root of each element.
  package func cbrt(_ x: NodeID) throws -> NodeID { try apply(CubeRoot(), x) }
}
