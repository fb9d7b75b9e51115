package import Arrays

/// True where any element along the axes is not zero.
package struct ReduceAny: Reduction {
  package static let name = "reduce_or"
  package let axes: [Int]

  package init(axes: [Int]) { self.axes = axes }

  package var kernel: ReduceKernel { .any }
  package func with(axes: [Int]) -> ReduceAny { ReduceAny(axes: axes) }
  package func resultDType(_ dtype: DType) -> DType? { .bool }
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? { nil }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents { .none }
}

extension Graph {
  /// Adds the reduction over `axes`, which disappear.
  package func reduceAny(_ x: NodeID, axes: [Int]) throws -> NodeID {
    try apply(ReduceAny(axes: axes), x)
  }
}
