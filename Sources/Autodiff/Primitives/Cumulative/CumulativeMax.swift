package import Arrays

/// The running maximum along an axis; the derivative goes to the first place that holds it.
package struct CumulativeMax: Cumulative {
  package static let name = "cummax"
  package let axis: Int
  package let reverse: Bool

  package init(axis: Int, reverse: Bool) {
    self.axis = axis
    self.reverse = reverse
  }

  package var kernel: CumulativeKernel { .max }
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
  /// Adds the running maximum along `axis`, from the end where `reverse`.
  package func cumulativeMax(_ x: NodeID, axis: Int, reverse: Bool = false) throws -> NodeID {
    try apply(CumulativeMax(axis: axis, reverse: reverse), x)
  }

  /// For each place of a running extremum, where along the axis its value was first met.
  func recordPlaces(_ node: NodeID, axis: Int, reverse: Bool) throws -> NodeID {
    let shape = shape(of: node)
    let count = shape[axis]
    let previous = try shifted(node, axis, by: 1, reverse, fill: .nan)
    // A record is a place whose running value differs from the one before; NaN differs, so the
    // first place is one.
    let isRecord = try notEqual(node, previous)
    let positions = try broadcastInDim(
      constant(NDArray((0..<count).map { $0 }, shape: [count])), shape: shape, axes: [axis])
    let none = constant(reverse ? count - 1 : 0)
    let marked = try select(isRecord, positions, none)
    return reverse
      ? try cumulativeMin(marked, axis: axis, reverse: true) : try cumulativeMax(marked, axis: axis)
  }
}
