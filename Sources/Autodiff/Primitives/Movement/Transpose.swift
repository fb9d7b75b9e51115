import Arrays

/// Axes in another order: axis `i` of the result is axis `permutation[i]` of the operand.
package struct Transpose: Primitive {
  package static let name = "transpose"
  package let permutation: [Int]

  package init(_ permutation: [Int]) { self.permutation = permutation }

  package var attributes: [Attribute] { [Attribute("permutation", permutation)] }
  package var lowering: Lowering { .movement(.transpose(permutation)) }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    guard permutation.sorted() == Array(0..<inputs[0].rank) else {
      throw ShapeError.axesDoNotMatch(axes: permutation, shape: inputs[0].shape)
    }
    return inputs[0].reshaped(permutation.map { inputs[0].shape[$0] })
  }
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    try tangents[0].map { try g.transpose($0, permutation) }
  }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    .one(try g.transpose(cotangent, ShapeRules.inverse(permutation)))
  }
  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) {
    guard let axis = axes[0] else { return (try g.apply(self, inputs[0]), axis: nil) }
    let moved = permutation.map { $0 < axis ? $0 : $0 + 1 }
    return (try g.transpose(inputs[0], [axis] + moved), axis: 0)
  }
}

extension Graph {
  /// Adds `x` with its axes in another order; `x` itself where nothing changes.
  package func transpose(_ x: NodeID, _ permutation: [Int]) throws -> NodeID {
    if permutation == Array(0..<rank(of: x)) { return x }
    return try apply(Transpose(permutation), x)
  }

  /// Adds `x` with its axes reversed.
  package func transpose(_ x: NodeID) throws -> NodeID {
    try transpose(x, Array((0..<rank(of: x)).reversed()))
  }

  /// Adds `x` with one axis at another place, the others in order.
  package func moveAxis(_ x: NodeID, from: Int, to: Int) throws -> NodeID {
    let rank = rank(of: x)
    let from = try ShapeRules.normalized([from], rank: rank, primitive: "moveaxis")[0]
    let to = try ShapeRules.normalized([to], rank: rank, primitive: "moveaxis")[0]
    if from == to { return x }
    var order = (0..<rank).filter { $0 != from }
    order.insert(from, at: to)
    return try transpose(x, order)
  }

  /// Adds `x` with two axes exchanged.
  package func swapAxes(_ x: NodeID, _ a: Int, _ b: Int) throws -> NodeID {
    let rank = rank(of: x)
    let a = try ShapeRules.normalized([a], rank: rank, primitive: "swapaxes")[0]
    let b = try ShapeRules.normalized([b], rank: rank, primitive: "swapaxes")[0]
    var order = Array(0..<rank)
    order.swapAt(a, b)
    return try transpose(x, order)
  }
}
