import Arrays

/// Elements `start[i] + k * step[i]`, `k < count[i]`, along each axis; steps are positive.
package struct Slice: Primitive {
  package static let name = "slice"
  package let start: [Int]
  package let count: [Int]
  package let step: [Int]

  package init(start: [Int], count: [Int], step: [Int]) {
    self.start = start
    self.count = count
    self.step = step
  }

  package var attributes: [Attribute] {
    let limits = start.indices.map {
      count[$0] == 0 ? start[$0] : start[$0] + (count[$0] - 1) * step[$0] + 1
    }
    return [
      Attribute("limit_indices", limits), Attribute("start_indices", start),
      step.allSatisfy { $0 == 1 } ? Attribute("strides", "None") : Attribute("strides", step),
    ]
  }
  package var lowering: Lowering { .movement(.slice(start: start, count: count, step: step)) }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    let shape = inputs[0].shape
    guard start.count == shape.count, count.count == shape.count, step.count == shape.count else {
      throw GraphError.invalid(
        primitive: Self.name,
        reason: "needs a start, count and step for each of \(shape.count) axes")
    }
    for axis in shape.indices {
      let last = start[axis] + max(count[axis] - 1, 0) * step[axis]
      guard step[axis] > 0, start[axis] >= 0, count[axis] >= 0,
        count[axis] == 0 ? start[axis] <= shape[axis] : last < shape[axis]
      else {
        throw GraphError.invalid(
          primitive: Self.name, reason: "leaves the bounds of axis \(axis) of extent \(shape[axis])"
        )
      }
    }
    return inputs[0].reshaped(count)
  }
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    try tangents[0].map { try g.apply(self, $0) }
  }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    let operand = g.shape(of: g.input(of: node, 0))
    if count.contains(0) { return .one(try g.full(0, operand, g.dtype(of: cotangent))) }
    let high = operand.indices.map {
      operand[$0] - start[$0] - ((count[$0] - 1) * step[$0] + 1)
    }
    return .one(
      try g.pad(
        cotangent, g.scalar(0, like: cotangent), low: start, high: high,
        interior: step.map { $0 - 1 }))
  }
  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) {
    guard let axis = axes[0] else { return (try g.apply(self, inputs[0]), axis: nil) }
    let moved = try g.moveAxis(inputs[0], from: axis, to: 0)
    return (
      try g.slice(
        moved, start: [0] + start, count: [g.shape(of: moved)[0]] + count, step: [1] + step),
      axis: 0
    )
  }
}

extension Graph {
  /// Adds every `step`-th element from `start` on, `count` along each axis; steps are positive,
  /// all ones by default.
  package func slice(
    _ x: NodeID, start: [Int], count: [Int], step: [Int]? = nil
  ) throws -> NodeID {
    if shape(of: x) == count, start.allSatisfy({ $0 == 0 }) { return x }
    return try apply(
      Slice(start: start, count: count, step: step ?? start.map { _ in 1 }), x)
  }

  /// Adds `count` positions of one axis from `start` on.
  package func slice(_ x: NodeID, axis: Int, start: Int, count: Int, step: Int = 1) throws -> NodeID
  {
    let shape = shape(of: x)
    var starts = shape.map { _ in 0 }
    var counts = shape
    var steps = shape.map { _ in 1 }
    starts[axis] = start
    counts[axis] = count
    steps[axis] = step
    return try slice(x, start: starts, count: counts, step: steps)
  }
}
