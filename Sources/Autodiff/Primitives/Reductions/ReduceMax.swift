package import Arrays

/// The largest element along axes, which disappear; NaN wins, ties share the derivative evenly.
package struct ReduceMax: Reduction {
  package static let name = "reduce_max"
  package let axes: [Int]

  package init(axes: [Int]) { self.axes = axes }

  package var kernel: ReduceKernel { .max }
  package func with(axes: [Int]) -> ReduceMax { ReduceMax(axes: axes) }
  package func resultDType(_ dtype: DType) -> DType? { dtype }
  package var needsElements: Bool { true }

  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    guard let tangent = tangents[0] else { return nil }
    let (chosen, count) = try g.chosenElements(node, axes: axes)
    let sum = try g.reduceSum(
      g.select(chosen, tangent, g.scalar(0, like: tangent)), axes: axes)
    return try g.divide(sum, count)
  }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    let (chosen, count) = try g.chosenElements(node, axes: axes)
    let share = try g.restored(g.divide(cotangent, count), axes: axes, like: g.input(of: node, 0))
    return .one(try g.select(chosen, share, g.scalar(0, like: share)))
  }
}

extension Graph {
  /// Adds the largest element over `axes`, which disappear.
  package func reduceMax(_ x: NodeID, axes: [Int]) throws -> NodeID {
    try apply(ReduceMax(axes: axes), x)
  }
}
