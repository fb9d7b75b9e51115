package import Arrays

/// True where all elements along the axes are not zero.
package struct ReduceAll: Reduction {
  package static let name = "reduce_and"
  package let axes: [Int]

  package init(axes: [Int]) { self.axes = axes }

  package var kernel: ReduceKernel { .all }
  package func with(axes: [Int]) -> ReduceAll { ReduceAll(axes: axes) }
  package func resultDType(_ dtype: DType) -> DType? { .bool }
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? { nil }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents { .none }
}

extension Graph {
  /// Adds the reduction over `axes`, which disappear.
  package func reduceAll(_ x: NodeID, axes: [Int]) throws -> NodeID {
    try apply(ReduceAll(axes: axes), x)
  }
}
