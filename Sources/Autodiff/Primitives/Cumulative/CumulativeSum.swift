package import Arrays

/// The running sum along an axis.
package struct CumulativeSum: Cumulative {
  package static let name = "cumsum"
  package let axis: Int
  package let reverse: Bool

  package init(axis: Int, reverse: Bool) {
    self.axis = axis
    self.reverse = reverse
  }

  package var kernel: CumulativeKernel { .sum }
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    try tangents[0].map { try g.apply(self, $0) }
  }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents { .one(try g.cumulativeSum(cotangent, axis: axis, reverse: !reverse)) }
}

extension Graph {
  /// Adds the running sum along `axis`, from the end where `reverse`.
  package func cumulativeSum(_ x: NodeID, axis: Int, reverse: Bool = false) throws -> NodeID {
    try apply(CumulativeSum(axis: axis, reverse: reverse), x)
  }
}
