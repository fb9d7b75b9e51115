import Arrays

extension Graph {
  /// Sums `x` over the axes along which a shape was broadcast to get `x`'s: the transpose of
  /// broadcasting.
  package func unbroadcast(_ x: NodeID, to target: [Int]) throws -> NodeID {
    let shape = shape(of: x)
    if shape == target { return x }
    let extra = shape.count - target.count
    if extra < 0 {
      throw ShapeError.cannotBroadcast(from: target, to: shape, dtype: dtype(of: x))
    }
    var axes = Array(0..<extra)
    for axis in target.indices where target[axis] == 1 && shape[axis + extra] != 1 {
      axes.append(axis + extra)
    }
    let summed = axes.isEmpty ? x : try reduceSum(x, axes: axes)
    return try reshape(summed, target)
  }

  func unbroadcast(_ x: NodeID, like other: NodeID) throws -> NodeID {
    if nodes[Int(x.index)].abstract == nodes[Int(other.index)].abstract { return x }
    return try unbroadcast(x, to: shape(of: other))
  }

  /// NumPy's broadcasting to a shape; `x` itself where nothing changes.
  package func broadcast(_ x: NodeID, to target: [Int]) throws -> NodeID {
    let shape = shape(of: x)
    if shape == target { return x }
    guard target.count >= shape.count else {
      throw ShapeError.cannotBroadcast(from: shape, to: target, dtype: dtype(of: x))
    }
    let shift = target.count - shape.count
    return try broadcastInDim(x, shape: target, axes: shape.indices.map { $0 + shift })
  }

  /// Operands of an elementwise operation with their batch axes in front and their ranks aligned.
  func alignedBatches(_ inputs: [NodeID], _ axes: [Int?]) throws -> [NodeID] {
    var rank = 0
    for (input, axis) in zip(inputs, axes) {
      rank = max(rank, self.rank(of: input) - (axis == nil ? 0 : 1))
    }
    return try inputs.indices.map { position in
      guard let axis = axes[position] else { return inputs[position] }
      let moved = try moveAxis(inputs[position], from: axis, to: 0)
      let shape = shape(of: moved)
      let missing = rank - (shape.count - 1)
      if missing == 0 { return moved }
      return try reshape(
        moved, [shape[0]] + Array(repeating: 1, count: missing) + shape.dropFirst())
    }
  }

  /// A weak 0-d constant of the dtype of `x`.
  func scalar(_ value: Double, like x: NodeID) -> NodeID {
    constant(value, dtype(of: x), weak: true)
  }
}
