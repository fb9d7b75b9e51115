package import Arrays

/// The position (int64) of the first smallest element along an axis, which disappears; NaN counts
/// as smallest.
package struct ArgMin: Reduction {
  package static let name = "argmin"
  package let axes: [Int]

  package init(axis: Int) { axes = [axis] }

  package var attributes: [Attribute] {
    [Attribute("axes", axes), Attribute("index_dtype", "int64")]
  }
  package var kernel: ReduceKernel { .argmin }
  package func with(axes: [Int]) -> ArgMin { ArgMin(axis: axes[0]) }
  package func resultDType(_ dtype: DType) -> DType? { .int64 }
  package var needsElements: Bool { true }
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? { nil }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents { .none }
}

extension Graph {
  /// Adds the position of the first smallest element along `axis`, which disappears.
  package func argmin(_ x: NodeID, axis: Int) throws -> NodeID { try apply(ArgMin(axis: axis), x) }
}
