package import Arrays

/// The position (int64) of the first largest element along an axis, which disappears; NaN counts
/// as largest.
package struct ArgMax: Reduction {
  package static let name = "argmax"
  package let axes: [Int]

  package init(axis: Int) { axes = [axis] }

  package var attributes: [Attribute] {
    [Attribute("axes", axes), Attribute("index_dtype", "int64")]
  }
  package var kernel: ReduceKernel { .argmax }
  package func with(axes: [Int]) -> ArgMax { ArgMax(axis: axes[0]) }
  package func resultDType(_ dtype: DType) -> DType? { .int64 }
  package var needsElements: Bool { true }
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? { nil }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents { .none }
}

extension Graph {
  /// Adds the position of the first largest element along `axis`, which disappears.
  package func argmax(_ x: NodeID, axis: Int) throws -> NodeID { try apply(ArgMax(axis: axis), x) }
}
