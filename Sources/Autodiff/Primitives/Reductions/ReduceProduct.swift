package import Arrays

/// The product over axes, which disappear.
///
/// HIPS divides the product by each element for the derivative, which is NaN at zeros; JAX
/// multiplies the others.
package struct ReduceProduct: Reduction {
  package static let name = "reduce_prod"
  package let axes: [Int]
  package let dialect: Dialect

  package init(axes: [Int], dialect: Dialect) {
    self.axes = axes
    self.dialect = dialect
  }

  package var attributes: [Attribute] { [Attribute("axes", axes), Attribute("dialect", dialect)] }
  package var kernel: ReduceKernel { .product }
  package func with(axes: [Int]) -> ReduceProduct { ReduceProduct(axes: axes, dialect: dialect) }
  package func resultDType(_ dtype: DType) -> DType? { dtype == .bool ? nil : dtype }

  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    guard let tangent = tangents[0] else { return nil }
    return try g.reduceSum(g.multiply(tangent, derivative(at: node, in: g)), axes: axes)
  }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    let x = g.input(of: node, 0)
    let seed = try g.restored(cotangent, axes: axes, like: x)
    if dialect == .hips {
      return .one(try g.divide(g.multiply(seed, g.restored(node, axes: axes, like: x)), x))
    }
    return .one(try g.multiply(seed, derivative(at: node, in: g)))
  }

  private func derivative(at node: NodeID, in g: Graph) throws -> NodeID {
    let x = g.input(of: node, 0)
    if dialect == .hips { return try g.divide(g.restored(node, axes: axes, like: x), x) }
    return try g.productOfOthers(x, axes: axes)
  }
}

extension Graph {
  /// Adds the product over `axes`, which disappear.
  package func reduceProduct(_ x: NodeID, axes: [Int]) throws -> NodeID {
    try apply(ReduceProduct(axes: axes, dialect: dialect), x)
  }

  /// For each element the product of all others along `axes`, without division.
  func productOfOthers(_ x: NodeID, axes: [Int]) throws -> NodeID {
    let shape = shape(of: x)
    let kept = shape.indices.filter { !axes.contains($0) }
    let order = kept + axes
    let rows = kept.map { shape[$0] }
    let count = axes.reduce(1) { $0 * shape[$1] }
    let last = rows.count
    let flat = try reshape(transpose(x, order), rows + [count])
    if count == 0 { return x }
    let one = scalar(1, like: x)
    var low = rows.map { _ in 0 }
    low.append(1)
    let none = low.map { _ in 0 }
    let head = try slice(flat, axis: last, start: 0, count: count - 1)
    let tail = try slice(flat, axis: last, start: 1, count: count - 1)
    let before = try pad(
      cumulativeProduct(head, axis: last), one, low: low, high: none)
    let after = try pad(
      cumulativeProduct(tail, axis: last, reverse: true), one, low: none, high: low)
    let product = try reshape(multiply(before, after), order.map { shape[$0] })
    return try transpose(product, ShapeRules.inverse(order))
  }
}
