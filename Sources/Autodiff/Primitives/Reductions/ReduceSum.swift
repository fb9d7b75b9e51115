package import Arrays

/// The sum over axes, which disappear; NumPy's pairwise order along the innermost reduced axis.
package struct ReduceSum: Reduction {
  package static let name = "reduce_sum"
  package let axes: [Int]

  package init(axes: [Int]) { self.axes = axes }

  package var kernel: ReduceKernel { .sum }
  package func with(axes: [Int]) -> ReduceSum { ReduceSum(axes: axes) }
  package func resultDType(_ dtype: DType) -> DType? { dtype == .bool ? nil : dtype }

  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    try tangents[0].map { try g.reduceSum($0, axes: axes) }
  }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    .one(try g.restored(cotangent, axes: axes, like: g.input(of: node, 0)))
  }
}

extension Graph {
  /// Adds the sum over `axes`, which disappear.
  package func reduceSum(_ x: NodeID, axes: [Int]) throws -> NodeID {
    axes.isEmpty ? x : try apply(ReduceSum(axes: axes), x)
  }
}
