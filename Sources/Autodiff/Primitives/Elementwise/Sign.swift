package import Arrays

/// The sign of each element; zero has none, NaN stays.
package struct Sign: PiecewiseConstantUnary {
  package static let name = "sign"
  package init() {}

  package var kernel: UnaryKernel { .sign }
  package func resultDType(_ dtype: DType) -> DType? { dtype == .bool ? nil : dtype }
}

extension Sign: Kinked {
  package var kink: String { "sign at 0: the value jumps, the derivative is 0" }
  package func isOnKink(
    _ node: NodeID, in g: Graph, value: (NodeID) throws -> NDArray
  ) throws -> NDArray { isZero(try value(g.input(of: node, 0))) }
}

extension Graph {
  /// Adds the sign of each element; zero has none, NaN stays.
  package func sign(_ x: NodeID) throws -> NodeID { try apply(Sign(), x) }
}
