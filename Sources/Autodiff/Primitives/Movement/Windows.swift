import Arrays

/// All windows of the trailing axes as new last axes: `[…, D₁…Dₖ]` becomes `[…, O₁…Oₖ, W₁…Wₖ]`,
/// overlapping in memory.
///
/// `O = (D - (W - 1) * dilation - 1) / stride + 1`. What convolutions are made of.
package struct Windows: Primitive {
  package static let name = "windows"
  package let window: [Int]
  package let stride: [Int]
  package let dilation: [Int]

  package init(window: [Int], stride: [Int], dilation: [Int]) {
    self.window = window
    self.stride = stride
    self.dilation = dilation
  }

  package var attributes: [Attribute] {
    [
      Attribute("window", window), Attribute("stride", stride), Attribute("dilation", dilation),
    ]
  }
  package var lowering: Lowering {
    .movement(.windows(window: window, stride: stride, dilation: dilation))
  }

  private func places(_ extents: some Collection<Int>) -> [Int] {
    extents.enumerated().map { axis, extent in
      let span = (window[axis] - 1) * dilation[axis] + 1
      return extent < span ? 0 : (extent - span) / stride[axis] + 1
    }
  }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    let shape = inputs[0].shape
    guard window.count <= shape.count, stride.count == window.count,
      dilation.count == window.count, (window + stride + dilation).allSatisfy({ $0 > 0 })
    else {
      throw GraphError.invalid(
        primitive: Self.name, reason: "window, stride and dilation must be positive, one an axis")
    }
    return inputs[0].reshaped(
      Array(shape.dropLast(window.count)) + places(shape.suffix(window.count)) + window)
  }
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    try tangents[0].map { try g.apply(self, $0) }
  }

  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    let operand = g.shape(of: g.input(of: node, 0))
    let count = window.count
    let lead = operand.count - count
    let output = places(operand.suffix(count))
    if output.contains(0) { return .one(try g.full(0, operand, g.dtype(of: cotangent))) }
    let zero = g.scalar(0, like: cotangent)
    let flat = try g.reshape(
      cotangent, Array(operand.prefix(lead)) + output + [window.reduce(1, *)])
    var sum: NodeID?
    for place in 0..<window.reduce(1, *) {
      var rest = place
      var offset = window
      for axis in window.indices.reversed() {
        offset[axis] = rest % window[axis] * dilation[axis]
        rest /= window[axis]
      }
      let part = try g.reshape(
        g.slice(flat, axis: lead + count, start: place, count: 1),
        Array(operand.prefix(lead)) + output)
      let none = [Int](repeating: 0, count: lead)
      let high = window.indices.map {
        operand[lead + $0] - offset[$0] - ((output[$0] - 1) * stride[$0] + 1)
      }
      let spread = try g.pad(
        part, zero, low: none + offset, high: none + high,
        interior: none + stride.map { $0 - 1 })
      sum = try sum.map { try g.add($0, spread) } ?? spread
    }
    return .one(sum)
  }

  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) {
    guard let batch = axes[0] else { return (try g.apply(self, inputs[0]), axis: nil) }
    return (try g.apply(self, g.moveAxis(inputs[0], from: batch, to: 0)), axis: 0)
  }
}

extension Graph {
  /// Adds all windows of the trailing axes as new last axes.
  package func windows(
    _ x: NodeID, window: [Int], stride: [Int]? = nil, dilation: [Int]? = nil
  ) throws -> NodeID {
    let ones = window.map { _ in 1 }
    return try apply(
      Windows(window: window, stride: stride ?? ones, dilation: dilation ?? ones), x)
  }

  /// Adds XLA's convolution of `x` (batch, features, space…) with `kernel` (out features, in
  /// features, space…).
  ///
  /// No flipping: a correlation in signal terms. `padding` is before and after each spatial axis,
  /// negative cuts.
  package func convolution(
    _ x: NodeID, _ kernel: NodeID, stride: [Int], padding: [(Int, Int)], inputDilation: [Int],
    kernelDilation: [Int], groups: Int = 1
  ) throws -> NodeID {
    let k = stride.count
    let xShape = shape(of: x)
    let kernelShape = shape(of: kernel)
    guard xShape.count == k + 2, kernelShape.count == k + 2, groups > 0,
      xShape[1] == kernelShape[1] * groups, kernelShape[0] % groups == 0
    else {
      throw GraphError.invalid(
        primitive: "conv_general_dilated",
        reason: "operand of shape \(GraphError.text(xShape)) and kernel of shape "
          + "\(GraphError.text(kernelShape)) with \(groups) groups do not fit")
    }
    let padded = try pad(
      x, scalar(0, like: x), low: [0, 0] + padding.map(\.0), high: [0, 0] + padding.map(\.1),
      interior: [0, 0] + inputDilation.map { $0 - 1 })
    let view = try windows(
      padded, window: Array(kernelShape.suffix(k)), stride: stride, dilation: kernelDilation)
    let space = Array(shape(of: view)[2..<(2 + k)])
    let window = (0..<k).map { 2 + k + $0 }
    if groups == 1 {
      let product = try dotGeneral(
        view, kernel,
        DotDimensions(contracting: ([1] + window, [1] + (0..<k).map { 2 + $0 })))
      return try moveAxis(product, from: -1, to: 1)
    }
    let (batch, features) = (xShape[0], kernelShape[1])
    let grouped = try reshape(
      view, [batch, groups, features] + space + kernelShape.suffix(k))
    let kernels = try reshape(
      kernel, [groups, kernelShape[0] / groups] + kernelShape.dropFirst())
    let product = try dotGeneral(
      grouped, kernels,
      DotDimensions(
        contracting: ([2] + window.map { $0 + 1 }, [2] + (0..<k).map { 3 + $0 }),
        batch: ([1], [0])))
    // Group, batch, space, features of the group: features go behind their group.
    let rank = k + 3
    let ordered = try transpose(product, [1, 0, rank - 1] + (2..<(rank - 1)))
    return try reshape(ordered, [batch, kernelShape[0]] + space)
  }
}
