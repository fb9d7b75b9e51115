package import Arrays

/// The position (int64) of the first smallest element along an axis, which disappears; NaN counts
/// as smallest.
package struct ArgMin: ExtremumPosition {
  package static let name = "argmin"
  package let axes: [Int]

  package init(axis: Int) { axes = [axis] }

  package var kernel: ReduceKernel { .argmin }
}

extension Graph {
  /// Adds the position of the first smallest element along `axis`, which disappears.
  package func argmin(_ x: NodeID, axis: Int) throws -> NodeID { try apply(ArgMin(axis: axis), x) }
}
