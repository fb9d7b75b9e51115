package import Arrays

/// The largest element along axes, which disappear; NaN wins, ties share the derivative evenly.
package struct ReduceMax: ReducedExtremum {
  package static let name = "reduce_max"
  package let axes: [Int]

  package init(axes: [Int]) { self.axes = axes }

  package var kernel: ReduceKernel { .max }
}

extension Graph {
  /// Adds the largest element over `axes`, which disappear.
  package func reduceMax(_ x: NodeID, axes: [Int]) throws -> NodeID {
    try apply(ReduceMax(axes: axes), x)
  }
}
