package import Arrays

/// An operation whose derivative at some points is a convention rather than a limit: kinks, ties,
/// jumps and infinite slopes.
package protocol Kinked: Primitive {
  /// What such a point is and which derivative the dialects give there, for people.
  var kink: String { get }
  /// True for the elements that lie on such a point, in the operands' or the result's shape.
  ///
  /// - Parameter value: the values of nodes of the graph.
  func isOnKink(
    _ node: NodeID, in g: Graph, value: (NodeID) throws -> NDArray
  ) throws -> NDArray
}

extension Kinked {
  func isEqual(_ x: NDArray, _ y: NDArray) -> NDArray { Kernels.zip(.equal, x, y) }

  func isZero(_ x: NDArray) -> NDArray {
    isEqual(x, NDArray(scalar: .int(0), dtype: x.dtype))
  }
}

/// Functions with steps: the derivative is zero on both sides, the value jumps.
package protocol Stepped: Kinked, PiecewiseConstantUnary {}

extension Stepped {
  package var kink: String { "\(Self.name) at a step: the value jumps, the derivative is 0" }
  package func isOnKink(
    _ node: NodeID, in g: Graph, value: (NodeID) throws -> NDArray
  ) throws -> NDArray {
    let x = try value(g.input(of: node, 0))
    return isEqual(x, Kernels.map(.floor, x))
  }
}
