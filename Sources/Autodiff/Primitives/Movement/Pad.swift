import Arrays

/// The first operand with copies of the second (0-d) before, after and between its elements.
///
/// Negative amounts before and after cut elements off, as in XLA.
package struct Pad: Primitive {
  package static let name = "pad"
  package let low: [Int]
  package let high: [Int]
  package let interior: [Int]

  package init(low: [Int], high: [Int], interior: [Int]) {
    self.low = low
    self.high = high
    self.interior = interior
  }

  package var attributes: [Attribute] {
    let triples = low.indices.map { "(\(low[$0]), \(high[$0]), \(interior[$0]))" }
    let list = triples.joined(separator: ", ")
    return [Attribute("padding_config", triples.count == 1 ? "(\(list),)" : "(\(list))")]
  }
  package var lowering: Lowering {
    .host(HostFunction { [try padded($0[0], with: $0[1])] })
  }

  private func spread(_ extent: Int, _ axis: Int) -> Int {
    extent == 0 ? 0 : extent + (extent - 1) * interior[axis]
  }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    let shape = inputs[0].shape
    guard low.count == shape.count, high.count == shape.count, interior.count == shape.count,
      inputs[1].shape.isEmpty, interior.allSatisfy({ $0 >= 0 })
    else {
      throw GraphError.invalid(
        primitive: Self.name, reason: "needs a 0-d value and one padding for each axis")
    }
    guard inputs[0].dtype == inputs[1].dtype else {
      throw GraphError.differentDTypes(primitive: Self.name, dtypes: inputs.map(\.dtype))
    }
    let result = shape.indices.map { low[$0] + high[$0] + spread(shape[$0], $0) }
    guard result.allSatisfy({ $0 >= 0 }) else { throw ShapeError.negativeExtent(shape: result) }
    return inputs[0].reshaped(result)
  }

  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    if tangents[0] == nil, tangents[1] == nil { return nil }
    let x = try tangents[0] ?? g.zeros(like: g.input(of: node, 0))
    return try g.apply(self, x, tangents[1] ?? g.scalar(0, like: x))
  }

  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    let operand = g.shape(of: g.input(of: node, 0))
    let inner = try g.unpad(cotangent, self, operand)
    var rest: NodeID?
    if needs[1] {
      let axes = Array(0..<operand.count)
      rest = try g.subtract(g.reduceSum(cotangent, axes: axes), g.reduceSum(inner, axes: axes))
    }
    return .two(inner, rest)
  }

  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) {
    guard let axis = axes[0], axes[1] == nil else { return try batchedValue(inputs, axes, in: g) }
    let moved = try g.moveAxis(inputs[0], from: axis, to: 0)
    return (
      try g.pad(
        moved, inputs[1], low: [0] + low, high: [0] + high, interior: [0] + interior), axis: 0
    )
  }

  /// A batched padding value is put in afterwards, where a padded mask says.
  private func batchedValue(
    _ inputs: [NodeID], _ axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) {
    let operand = g.shape(of: inputs[0]).indices.filter { $0 != axes[0] }
    let shape = operand.map { g.shape(of: inputs[0])[$0] }
    let mask = try g.apply(self, g.broadcast(g.constant(true), to: shape), g.constant(false))
    var padded = inputs[0]
    if let axis = axes[0] {
      let moved = try g.moveAxis(padded, from: axis, to: 0)
      padded = try g.pad(
        moved, g.scalar(0, like: moved), low: [0] + low, high: [0] + high,
        interior: [0] + interior)
    } else {
      padded = try g.apply(self, padded, g.scalar(0, like: padded))
    }
    let values = try g.reshape(
      inputs[1], [g.shape(of: inputs[1])[0]] + shape.map { _ in 1 })
    return (try g.select(mask, padded, values), axis: 0)
  }

  private func padded(_ x: NDArray, with value: NDArray) throws -> NDArray {
    let shape = x.shape.indices.map { low[$0] + high[$0] + spread(x.shape[$0], $0) }
    let result = NDArray(uninitialized: x.dtype, shape: shape)
    try Kernels.copy(value.broadcast(to: shape), into: result)
    var target = result
    var source = x
    for axis in shape.indices {
      let step = interior[axis] + 1
      // Elements k with 0 <= low + k * step < extent are kept.
      let first = low[axis] >= 0 ? 0 : (-low[axis] + step - 1) / step
      let end = min(x.shape[axis], max((shape[axis] - low[axis] + step - 1) / step, 0))
      let count = max(end - first, 0)
      if count == 0 { return result }
      target.offset += (low[axis] + first * step) * result.strides[axis]
      target.strides[axis] = result.strides[axis] * step
      target.shape[axis] = count
      source.offset += first * x.strides[axis]
      source.shape[axis] = count
    }
    Kernels.copy(source, into: target)
    return result
  }
}

extension Graph {
  /// Adds `x` with copies of the 0-d `value` before, after and between its elements.
  package func pad(
    _ x: NodeID, _ value: NodeID, low: [Int], high: [Int], interior: [Int]? = nil
  ) throws -> NodeID {
    let interior = interior ?? low.map { _ in 0 }
    if (low + high + interior).allSatisfy({ $0 == 0 }) { return x }
    return try apply(Pad(low: low, high: high, interior: interior), x, value)
  }

  /// Adds the elements of `x` that `pad` put there, in the shape `operand` it had; zeros for
  /// those it cut off.
  func unpad(_ x: NodeID, _ pad: Pad, _ operand: [Int]) throws -> NodeID {
    var result = x
    // Negative amounts first: what was cut off comes back as zeros.
    let restoredLow = pad.low.map { max(-$0, 0) }
    let restoredHigh = pad.high.map { max(-$0, 0) }
    result = try self.pad(result, scalar(0, like: x), low: restoredLow, high: restoredHigh)
    if operand.contains(0) { return try full(0, operand, dtype(of: x)) }
    return try slice(
      result, start: pad.low.map { max($0, 0) }, count: operand, step: pad.interior.map { $0 + 1 })
  }
}
