package import Arrays

/// The running maximum along an axis; the derivative goes to the first place that holds it.
package struct CumulativeMax: CumulativeExtremum {
  package static let name = "cummax"
  package let axis: Int
  package let reverse: Bool

  package init(axis: Int, reverse: Bool) {
    self.axis = axis
    self.reverse = reverse
  }

  package var kernel: CumulativeKernel { .max }
}

extension Graph {
  /// Adds the running maximum along `axis`, from the end where `reverse`.
  package func cumulativeMax(_ x: NodeID, axis: Int, reverse: Bool = false) throws -> NodeID {
    try apply(CumulativeMax(axis: axis, reverse: reverse), x)
  }
}
