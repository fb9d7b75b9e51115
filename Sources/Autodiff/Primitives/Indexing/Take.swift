import Arrays

/// Rows along an axis, chosen by an integer array; the index array's axes take the place of the
/// axis.
///
/// Indices count from the front; those out of range give zeros.
package struct Take: Primitive {
  package static let name = "take"
  package let axis: Int

  package init(axis: Int) { self.axis = axis }

  package var attributes: [Attribute] { [Attribute("axis", axis)] }
  package var lowering: Lowering { .take(axis: axis) }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    let (x, indices) = (inputs[0], inputs[1])
    try ShapeRules.check([axis], rank: x.rank, primitive: Self.name)
    guard indices.dtype == .int64 || indices.dtype == .int32 else {
      throw GraphError.unsupportedDType(primitive: Self.name, dtype: indices.dtype)
    }
    return x.reshaped(Array(x.shape[..<axis]) + indices.shape + x.shape[(axis + 1)...])
  }
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    try tangents[0].map { try g.take($0, g.input(of: node, 1), axis: axis) }
  }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    let x = g.input(of: node, 0)
    return .two(
      try g.scatter(.add, g.zeros(like: x), g.input(of: node, 1), cotangent, axis: axis), nil)
  }
  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) {
    switch (axes[0], axes[1]) {
    case (let batch?, nil):
      let moved = try g.moveAxis(inputs[0], from: batch, to: 0)
      return (try g.take(moved, inputs[1], axis: axis + 1), axis: 0)
    case (nil, let batch?):
      let moved = try g.moveAxis(inputs[1], from: batch, to: 0)
      return (try g.take(inputs[0], moved, axis: axis), axis: axis)
    case (let left?, let right?):
      let (x, indices) = try g.mergedBatch(
        inputs[0], left, inputs[1], right, axis: axis)
      return (try g.take(x, indices, axis: axis), axis: axis)
    case (nil, nil):
      return (try g.take(inputs[0], inputs[1], axis: axis), axis: nil)
    }
  }
}

extension Graph {
  /// Adds rows of `x` along `axis`, chosen by an int64 or int32 array of positions counted from
  /// the front.
  package func take(_ x: NodeID, _ indices: NodeID, axis: Int) throws -> NodeID {
    try apply(Take(axis: axis), x, indices)
  }

  /// A batch axis of both operand and indices, folded into the indexed axis: (batch, rows) become
  /// batch * rows rows.
  func mergedBatch(
    _ x: NodeID, _ left: Int, _ indices: NodeID, _ right: Int, axis: Int
  ) throws -> (NodeID, indices: NodeID) {
    // The batch axis goes right before the indexed one.
    let moved = try moveAxis(x, from: left, to: axis)
    let shape = shape(of: moved)
    let merged = try reshape(
      moved, Array(shape[..<axis]) + [shape[axis] * shape[axis + 1]] + shape[(axis + 2)...])
    let positions = try moveAxis(indices, from: right, to: 0)
    return (merged, try offsetByBatch(positions, extent: shape[axis + 1]))
  }

  /// Indices with a leading batch axis, moved into the rows of their batch; those out of range
  /// stay out of all rows.
  func offsetByBatch(_ indices: NodeID, extent: Int) throws -> NodeID {
    let shape = shape(of: indices)
    let dtype = dtype(of: indices)
    let starts = constant(
      NDArray((0..<shape[0]).map { $0 * extent }, shape: [shape[0]], dtype: dtype))
    let offset = try broadcastInDim(starts, shape: shape, axes: [0])
    let isInside = try logicalAnd(
      greaterEqual(indices, constant(0, dtype)), less(indices, constant(extent, dtype)))
    return try select(isInside, add(indices, offset), constant(-1, dtype))
  }

  /// Adds the element at `indices` along `axis` for each place of `indices`, which has the rank
  /// of `x`.
  ///
  /// Extents other than along `axis` must be equal or 1.
  package func takeAlongAxis(_ x: NodeID, _ indices: NodeID, axis: Int) throws -> NodeID {
    let shape = shape(of: x)
    let wanted = self.shape(of: indices)
    guard shape.count == wanted.count else {
      throw GraphError.invalid(
        primitive: "take_along_axis",
        reason: "`indices` and `arr` must have the same number of dimensions")
    }
    var xShape = shape
    var indexShape = wanted
    for other in shape.indices where other != axis {
      let common = max(shape[other] == 1 ? wanted[other] : shape[other], 0)
      guard wanted[other] == 1 || wanted[other] == common else {
        throw ShapeError.operandsDoNotBroadcast(
          shapes: [shape, wanted], operation: "take_along_axis")
      }
      xShape[other] = common
      indexShape[other] = common
    }
    let rowsX = try moveAxis(broadcast(x, to: xShape), from: axis, to: -1)
    let rowsIndices = try moveAxis(broadcast(indices, to: indexShape), from: axis, to: -1)
    let batch = Array(self.shape(of: rowsX).dropLast())
    let rows = batch.reduce(1, *)
    let flat = try reshape(rowsX, [rows * shape[axis]])
    let positions = try offsetByBatch(
      reshape(rowsIndices, [rows, wanted[axis]]), extent: shape[axis])
    let taken = try reshape(take(flat, positions, axis: 0), batch + [wanted[axis]])
    return try moveAxis(taken, from: -1, to: axis)
  }
}
