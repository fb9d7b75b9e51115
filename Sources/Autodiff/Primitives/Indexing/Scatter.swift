import Arrays

/// A copy of the first operand whose rows along an axis, chosen by an integer array, are combined
/// with updates.
///
/// Updates are shaped as `Take` would read; they combine in the order of the indices, and those
/// out of range are dropped.
package struct Scatter: Primitive {
  package static let name = "scatter"
  package let kind: ScatterKind
  package let axis: Int

  package init(_ kind: ScatterKind, axis: Int) {
    self.kind = kind
    self.axis = axis
  }

  package var name: String { kind.name }
  package var attributes: [Attribute] {
    [Attribute("kind", kind.name), Attribute("axis", axis)]
  }
  package var lowering: Lowering { .scatter(kind, axis: axis) }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    let (x, indices, updates) = (inputs[0], inputs[1], inputs[2])
    try ShapeRules.check([axis], rank: x.rank, primitive: name)
    guard indices.dtype == .int64 || indices.dtype == .int32 else {
      throw GraphError.unsupportedDType(primitive: name, dtype: indices.dtype)
    }
    guard x.dtype == updates.dtype else {
      throw GraphError.differentDTypes(primitive: name, dtypes: [x.dtype, updates.dtype])
    }
    let expected = Array(x.shape[..<axis]) + indices.shape + x.shape[(axis + 1)...]
    guard updates.shape == expected else {
      throw ShapeError.cannotBroadcast(from: updates.shape, to: expected, dtype: updates.dtype)
    }
    return x
  }

  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    if tangents[0] == nil, tangents[2] == nil { return nil }
    let x = g.input(of: node, 0)
    let indices = g.input(of: node, 1)
    let updates = g.input(of: node, 2)
    let base = try tangents[0] ?? g.zeros(like: x)
    switch kind {
    case .add, .set:
      // Of several updates of one element the last one wins; the tangents are written in the same
      // order.
      let change = try tangents[2] ?? g.zeros(like: updates)
      return try g.scatter(kind, base, indices, change, axis: axis)
    case .multiply:
      let scaled = try g.scatter(.multiply, base, indices, updates, axis: axis)
      guard let change = tangents[2] else { return scaled }
      let others = try productOfOtherUpdates(node, in: g)
      return try g.scatter(.add, scaled, indices, g.multiply(change, others), axis: axis)
    case .min, .max:
      let change = try tangents[2] ?? g.zeros(like: updates)
      let (kept, won, count) = try winners(node, in: g)
      let zero = g.scalar(0, like: base)
      let sum = try g.scatter(
        .add, g.select(kept, base, zero), indices, g.select(won, change, zero), axis: axis)
      return try g.divide(sum, count)
    }
  }

  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    let indices = g.input(of: node, 1)
    let updates = g.input(of: node, 2)
    let zero = g.scalar(0, like: cotangent)
    switch kind {
    case .add:
      return [cotangent, nil, needs[2] ? try g.take(cotangent, indices, axis: axis) : nil]
    case .set:
      let cleared =
        needs[0]
        ? try g.scatter(.set, cotangent, indices, g.zeros(like: updates), axis: axis) : nil
      guard needs[2] else { return [cleared, nil, nil] }
      let wins = try lastWriters(node, in: g)
      return [
        cleared, nil, try g.select(wins, g.take(cotangent, indices, axis: axis), zero),
      ]
    case .multiply:
      let scaled =
        needs[0] ? try g.scatter(.multiply, cotangent, indices, updates, axis: axis) : nil
      let change =
        needs[2]
        ? try g.multiply(
          g.take(cotangent, indices, axis: axis), productOfOtherUpdates(node, in: g)) : nil
      return [scaled, nil, change]
    case .min, .max:
      let (kept, won, count) = try winners(node, in: g)
      let share = try g.divide(cotangent, count)
      return [
        try g.select(kept, share, zero), nil,
        try g.select(won, g.take(share, indices, axis: axis), zero),
      ]
    }
  }

  /// Which updates are the last of their element, so that they are what `set` leaves there.
  private func lastWriters(_ node: NodeID, in g: Graph) throws -> NodeID {
    let indices = g.input(of: node, 1)
    let shape = g.shape(of: indices)
    let count = shape.reduce(1, *)
    let order = try g.constant(NDArray((0..<count).map { $0 }, shape: [count]).reshaped(shape))
    let extent = g.shape(of: node)[axis]
    let writers = try g.scatter(
      .max, g.constant(NDArray.full(.int(-1), shape: [extent], dtype: .int64)), indices, order,
      axis: 0)
    let wins = try g.equal(g.take(writers, indices, axis: 0), order)
    let updates = g.shape(of: g.input(of: node, 2))
    return try g.broadcastInDim(wins, shape: updates, axes: shape.indices.map { $0 + axis })
  }

  /// Base times all updates of an element but one, for each update; by division, so zeros give
  /// NaN as a product's do.
  private func productOfOtherUpdates(_ node: NodeID, in g: Graph) throws -> NodeID {
    try g.divide(g.take(node, g.input(of: node, 1), axis: axis), g.input(of: node, 2))
  }

  /// Where the base and which updates equal the result, and how many of them do.
  private func winners(
    _ node: NodeID, in g: Graph
  ) throws -> (base: NodeID, updates: NodeID, count: NodeID) {
    let indices = g.input(of: node, 1)
    let kept = try g.equal(g.input(of: node, 0), node)
    let won = try g.equal(g.input(of: node, 2), g.take(node, indices, axis: axis))
    let dtype = g.dtype(of: node)
    let count = try g.scatter(
      .add, g.convert(kept, to: dtype), indices, g.convert(won, to: dtype), axis: axis)
    return (kept, won, count)
  }

  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) {
    let size =
      inputs.indices.lazy.compactMap { position in
        axes[position].map { g.shape(of: inputs[position])[$0] }
      }.first ?? 1
    let base = try g.batchedToFront(inputs[0], axes[0], size: size)
    guard let batch = axes[1] else {
      let updates = try g.batchedToFront(inputs[2], axes[2], size: size)
      return (try g.scatter(kind, base, inputs[1], updates, axis: axis + 1), axis: 0)
    }
    let (merged, indices) = try g.mergedBatch(base, 0, inputs[1], batch, axis: axis)
    let front = try g.batchedToFront(inputs[2], axes[2], size: size)
    let updates = try g.moveAxis(front, from: 0, to: axis)
    let result = try g.scatter(kind, merged, indices, updates, axis: axis)
    let shape = g.shape(of: base)
    let split = try g.reshape(
      result, Array(shape[1..<(axis + 1)]) + [size] + shape[(axis + 1)...])
    return (split, axis: axis)
  }
}

extension Graph {
  /// Adds a copy of `base` whose rows `indices` along `axis` are combined with `updates`.
  package func scatter(
    _ kind: ScatterKind, _ base: NodeID, _ indices: NodeID, _ updates: NodeID, axis: Int
  ) throws -> NodeID {
    try apply(Scatter(kind, axis: axis), [base, indices, updates])
  }
}
