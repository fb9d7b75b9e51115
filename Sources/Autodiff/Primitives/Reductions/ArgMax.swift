package import Arrays

/// The position (int64) of the first largest element along an axis, which disappears; NaN counts
/// as largest.
package struct ArgMax: ExtremumPosition {
  package static let name = "argmax"
  package let axes: [Int]

  package init(axis: Int) { axes = [axis] }

  package var kernel: ReduceKernel { .argmax }
}

extension Graph {
  /// Adds the position of the first largest element along `axis`, which disappears.
  package func argmax(_ x: NodeID, axis: Int) throws -> NodeID { try apply(ArgMax(axis: axis), x) }
}
