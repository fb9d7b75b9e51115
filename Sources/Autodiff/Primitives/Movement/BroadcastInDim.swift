import Arrays

/// The operand repeated along new axes and along axes of extent 1; operand axis `i` becomes
/// result axis `axes[i]`.
package struct BroadcastInDim: Primitive {
  package static let name = "broadcast_in_dim"
  package let shape: [Int]
  package let axes: [Int]

  package init(shape: [Int], axes: [Int]) {
    self.shape = shape
    self.axes = axes
  }

  package var attributes: [Attribute] {
    [
      Attribute("broadcast_dimensions", axes), Attribute("shape", shape),
      Attribute("sharding", "None"),
    ]
  }
  package var lowering: Lowering { .movement(.broadcast(shape: shape, axes: axes)) }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    let operand = inputs[0].shape
    guard axes.count == operand.count, zip(axes, axes.dropFirst()).allSatisfy({ $0 < $1 }),
      axes.allSatisfy({ $0 >= 0 && $0 < shape.count }),
      zip(operand, axes).allSatisfy({ $0 == 1 || $0 == shape[$1] })
    else {
      throw ShapeError.cannotBroadcast(from: operand, to: shape, dtype: inputs[0].dtype)
    }
    return inputs[0].reshaped(shape)
  }
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    try tangents[0].map { try g.apply(self, $0) }
  }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    let operand = g.shape(of: g.input(of: node, 0))
    var summed = shape.indices.filter { !axes.contains($0) }
    for (axis, target) in axes.enumerated() where operand[axis] == 1 && shape[target] != 1 {
      summed.append(target)
    }
    let total = summed.isEmpty ? cotangent : try g.reduceSum(cotangent, axes: summed.sorted())
    return .one(try g.reshape(total, operand))
  }
  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) {
    guard let axis = axes[0] else { return (try g.apply(self, inputs[0]), axis: nil) }
    let moved = try g.moveAxis(inputs[0], from: axis, to: 0)
    let size = g.shape(of: moved)[0]
    return (
      try g.broadcastInDim(moved, shape: [size] + shape, axes: [0] + self.axes.map { $0 + 1 }),
      axis: 0
    )
  }
}

extension Graph {
  /// Adds `x` repeated to `shape`; operand axis `i` becomes result axis `axes[i]`, ascending.
  package func broadcastInDim(_ x: NodeID, shape: [Int], axes: [Int]) throws -> NodeID {
    if self.shape(of: x) == shape { return x }
    return try apply(BroadcastInDim(shape: shape, axes: axes), x)
  }
}
