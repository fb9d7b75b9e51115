package import Arrays

/// The running minimum along an axis; the derivative goes to the first place that holds it.
package struct CumulativeMin: Cumulative {
  package static let name = "cummin"
  package let axis: Int
  package let reverse: Bool

  package init(axis: Int, reverse: Bool) {
    self.axis = axis
    self.reverse = reverse
  }

  package var kernel: CumulativeKernel { .min }
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    guard let tangent = tangents[0] else { return nil }
    let places = try g.recordPlaces(node, axis: axis, reverse: reverse)
    return try g.takeAlongAxis(tangent, places, axis: axis)
  }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents { .one(try transposedJVP(cotangent, input: 0, at: node, in: g)) }
}

extension Graph {
  /// Adds the running minimum along `axis`, from the end where `reverse`.
  package func cumulativeMin(_ x: NodeID, axis: Int, reverse: Bool = false) throws -> NodeID {
    try apply(CumulativeMin(axis: axis, reverse: reverse), x)
  }
}
