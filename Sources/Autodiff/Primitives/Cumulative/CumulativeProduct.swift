package import Arrays

/// The running product along an axis.
package struct CumulativeProduct: Cumulative {
  package static let name = "cumprod"
  package let axis: Int
  package let reverse: Bool

  package init(axis: Int, reverse: Bool) {
    self.axis = axis
    self.reverse = reverse
  }

  package var kernel: CumulativeKernel { .product }

  /// Doubling over pairs (product, tangent): exact at zeros, log₂ n steps (Hillis and Steele 1986).
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    guard var tangent = tangents[0] else { return nil }
    var product = g.input(of: node, 0)
    let count = g.shape(of: product)[axis]
    var distance = 1
    while distance < count {
      let shiftedProduct = try g.shifted(product, axis, by: distance, reverse, fill: 1)
      let shiftedTangent = try g.shifted(tangent, axis, by: distance, reverse, fill: 0)
      tangent = try g.add(
        g.multiply(tangent, shiftedProduct), g.multiply(product, shiftedTangent))
      product = try g.multiply(product, shiftedProduct)
      distance *= 2
    }
    return tangent
  }
}

extension Graph {
  /// Adds the running product along `axis`, from the end where `reverse`.
  package func cumulativeProduct(_ x: NodeID, axis: Int, reverse: Bool = false) throws -> NodeID {
    try apply(CumulativeProduct(axis: axis, reverse: reverse), x)
  }

  /// Adds `x` moved `distance` places along an axis, `fill` in the places that become free.
  func shifted(
    _ x: NodeID, _ axis: Int, by distance: Int, _ backwards: Bool, fill: Double
  ) throws -> NodeID {
    var low = shape(of: x).map { _ in 0 }
    var high = low
    low[axis] = backwards ? -distance : distance
    high[axis] = -low[axis]
    return try pad(x, scalar(fill, like: x), low: low, high: high)
  }
}
