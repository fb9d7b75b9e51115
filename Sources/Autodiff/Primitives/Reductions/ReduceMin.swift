package import Arrays

/// The smallest element along axes, which disappear; NaN wins, ties share the derivative evenly.
package struct ReduceMin: ReducedExtremum {
  package static let name = "reduce_min"
  package let axes: [Int]

  package init(axes: [Int]) { self.axes = axes }

  package var kernel: ReduceKernel { .min }
}

extension Graph {
  /// Adds the smallest element over `axes`, which disappear.
  package func reduceMin(_ x: NodeID, axes: [Int]) throws -> NodeID {
    try apply(ReduceMin(axes: axes), x)
  }
}
