package import Arrays

/// The running `log(sum(exp(x)))` along an axis, without overflow in between.
package struct CumulativeLogSumExp: Cumulative {
  package static let name = "cumlogsumexp"
  package let axis: Int
  package let reverse: Bool

  package init(axis: Int, reverse: Bool) {
    self.axis = axis
    self.reverse = reverse
  }

  package var kernel: CumulativeKernel { .logaddexp }

  /// `sum over i ≤ k of t_i exp(x_i - y_k)`, doubled over pairs (running value, tangent) so that
  /// nothing overflows.
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    guard var tangent = tangents[0] else { return nil }
    var running = g.input(of: node, 0)
    let count = g.shape(of: running)[axis]
    var distance = 1
    while distance < count {
      let shiftedRunning = try g.shifted(running, axis, by: distance, reverse, fill: -.infinity)
      let shiftedTangent = try g.shifted(tangent, axis, by: distance, reverse, fill: 0)
      let joined = try g.logaddexp(running, shiftedRunning)
      tangent = try g.add(
        g.multiply(tangent, g.exp(g.differenceOrZero(running, joined))),
        g.multiply(shiftedTangent, g.exp(g.differenceOrZero(shiftedRunning, joined))))
      running = joined
      distance *= 2
    }
    return tangent
  }
}

extension Graph {
  /// Adds the running `log(sum(exp(x)))` along `axis`, from the end where `reverse`.
  package func cumulativeLogSumExp(_ x: NodeID, axis: Int, reverse: Bool = false) throws -> NodeID {
    try apply(CumulativeLogSumExp(axis: axis, reverse: reverse), x)
  }
}
