import Arrays

/// The sum of products over pairs of axes, in step along batch axes: XLA's `dot_general`.
///
/// The result's axes are the batch axes, then the left operand's free axes, then the right one's.
package struct DotGeneral: Primitive {
  package static let name = "dot_general"
  package let dimensions: DotDimensions

  package init(_ dimensions: DotDimensions) { self.dimensions = dimensions }

  package var attributes: [Attribute] {
    let d = dimensions
    func list(_ axes: [Int]) -> String { "[\(axes.map(String.init).joined(separator: ","))]" }
    let contracting = "(\(list(d.leftContracting)), \(list(d.rightContracting)))"
    let batch = "(\(list(d.leftBatch)), \(list(d.rightBatch)))"
    return [Attribute("dimension_numbers", "(\(contracting), \(batch))")]
  }
  package var lowering: Lowering { .dot(dimensions) }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    let (x, y) = (inputs[0], inputs[1])
    let d = dimensions
    guard x.dtype == y.dtype else {
      throw GraphError.differentDTypes(primitive: Self.name, dtypes: inputs.map(\.dtype))
    }
    try ShapeRules.check(d.leftContracting + d.leftBatch, rank: x.rank, primitive: Self.name)
    try ShapeRules.check(d.rightContracting + d.rightBatch, rank: y.rank, primitive: Self.name)
    guard d.leftContracting.count == d.rightContracting.count,
      d.leftBatch.count == d.rightBatch.count
    else { throw GraphError.invalid(primitive: Self.name, reason: "axes must come in pairs") }
    for (a, b) in zip(d.leftContracting + d.leftBatch, d.rightContracting + d.rightBatch)
    where x.shape[a] != y.shape[b] {
      throw ShapeError.notAligned(left: x.shape, right: y.shape, leftAxis: a, rightAxis: b)
    }
    return AbstractValue(
      d.leftBatch.map { x.shape[$0] } + d.leftFree(rank: x.rank).map { x.shape[$0] }
        + d.rightFree(rank: y.rank).map { y.shape[$0] }, x.dtype, weak: x.weak && y.weak)
  }

  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    let left = try tangents[0].map { try g.dotGeneral($0, g.input(of: node, 1), dimensions) }
    let right = try tangents[1].map { try g.dotGeneral(g.input(of: node, 0), $0, dimensions) }
    if let left, let right { return try g.add(left, right) }
    return left ?? right
  }

  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    let x = g.input(of: node, 0)
    let y = g.input(of: node, 1)
    let d = dimensions
    let leftFree = d.leftFree(rank: g.rank(of: x))
    let rightFree = d.rightFree(rank: g.rank(of: y))
    let batch = Array(0..<d.leftBatch.count)
    let leftPlaces = leftFree.indices.map { $0 + batch.count }
    let rightPlaces = rightFree.indices.map { $0 + batch.count + leftFree.count }
    var left: NodeID?
    var right: NodeID?
    if needs[0] {
      // Axes come out as batch, left free, then the left axis of each contracted pair in the
      // right operand's order.
      let product = try g.dotGeneral(
        cotangent, y,
        DotDimensions(contracting: (rightPlaces, rightFree), batch: (batch, d.rightBatch)))
      let pairs = d.rightContracting.indices.sorted {
        d.rightContracting[$0] < d.rightContracting[$1]
      }
      let axes = d.leftBatch + leftFree + pairs.map { d.leftContracting[$0] }
      left = try g.transpose(product, ShapeRules.inverse(axes))
    }
    if needs[1] {
      let product = try g.dotGeneral(
        x, cotangent,
        DotDimensions(contracting: (leftFree, leftPlaces), batch: (d.leftBatch, batch)))
      let pairs = d.leftContracting.indices.sorted { d.leftContracting[$0] < d.leftContracting[$1] }
      let axes = d.rightBatch + pairs.map { d.rightContracting[$0] } + rightFree
      right = try g.transpose(product, ShapeRules.inverse(axes))
    }
    return .two(left, right)
  }

  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) {
    let d = dimensions
    func shifted(_ list: [Int], _ axis: Int?) -> [Int] {
      axis.map { batch in list.map { $0 < batch ? $0 : $0 + 1 } } ?? list
    }
    var next = DotDimensions(
      contracting: (shifted(d.leftContracting, axes[0]), shifted(d.rightContracting, axes[1])),
      batch: (shifted(d.leftBatch, axes[0]), shifted(d.rightBatch, axes[1])))
    switch (axes[0], axes[1]) {
    case (let left?, let right?):
      next.leftBatch.insert(left, at: 0)
      next.rightBatch.insert(right, at: 0)
      return (try g.dotGeneral(inputs[0], inputs[1], next), axis: 0)
    case (let left?, nil):
      let place = next.leftFree(rank: g.rank(of: inputs[0])).firstIndex(of: left) ?? 0
      return (try g.dotGeneral(inputs[0], inputs[1], next), axis: d.leftBatch.count + place)
    case (nil, let right?):
      let place = next.rightFree(rank: g.rank(of: inputs[1])).firstIndex(of: right) ?? 0
      let free = d.leftFree(rank: g.rank(of: inputs[0])).count
      return (
        try g.dotGeneral(inputs[0], inputs[1], next), axis: d.leftBatch.count + free + place
      )
    case (nil, nil):
      return (try g.dotGeneral(inputs[0], inputs[1], next), axis: nil)
    }
  }
}

extension Graph {
  /// Adds the sum of products over pairs of axes, in step along batch axes.
  package func dotGeneral(_ x: NodeID, _ y: NodeID, _ dimensions: DotDimensions) throws -> NodeID {
    try apply(DotGeneral(dimensions), x, y)
  }
}
