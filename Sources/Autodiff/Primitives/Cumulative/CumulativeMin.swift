package import Arrays

/// The running minimum along an axis; the derivative goes to the first place that holds it.
package struct CumulativeMin: CumulativeExtremum {
  package static let name = "cummin"
  package let axis: Int
  package let reverse: Bool

  package init(axis: Int, reverse: Bool) {
    self.axis = axis
    self.reverse = reverse
  }

  package var kernel: CumulativeKernel { .min }
}

extension Graph {
  /// Adds the running minimum along `axis`, from the end where `reverse`.
  package func cumulativeMin(_ x: NodeID, axis: Int, reverse: Bool = false) throws -> NodeID {
    try apply(CumulativeMin(axis: axis, reverse: reverse), x)
  }
}
