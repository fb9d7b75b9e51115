package import Arrays

/// The smallest element along axes, which disappear; NaN wins, ties share the derivative evenly.
package struct ReduceMin: Reduction {
  package static let name = "reduce_min"
  package let axes: [Int]

  package init(axes: [Int]) { self.axes = axes }

  package var kernel: ReduceKernel { .min }
  package func with(axes: [Int]) -> ReduceMin { ReduceMin(axes: axes) }
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
  /// Adds the smallest element over `axes`, which disappear.
  package func reduceMin(_ x: NodeID, axes: [Int]) throws -> NodeID {
    try apply(ReduceMin(axes: axes), x)
  }
}
