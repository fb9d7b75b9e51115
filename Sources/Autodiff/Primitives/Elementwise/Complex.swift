import Arrays

/// Complex numbers from real and imaginary parts, broadcast.
package struct Complex: Primitive {
  package static let name = "complex"
  package init() {}
  package var lowering: Lowering { .host(HostFunction { [try Complex.join($0[0], $0[1])] }) }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    guard inputs[0].dtype == inputs[1].dtype else {
      throw GraphError.differentDTypes(primitive: Self.name, dtypes: inputs.map(\.dtype))
    }
    guard inputs[0].dtype.isFloating else {
      throw GraphError.unsupportedDType(primitive: Self.name, dtype: inputs[0].dtype)
    }
    guard let shape = ShapeRules.broadcast(inputs[0].shape, inputs[1].shape) else {
      throw ShapeError.operandsDoNotBroadcast(
        shapes: inputs.map(\.shape), operation: Self.name)
    }
    return AbstractValue(
      shape, inputs[0].dtype == .float32 ? .complex64 : .complex128,
      weak: inputs[0].weak && inputs[1].weak)
  }
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    if tangents[0] == nil, tangents[1] == nil { return nil }
    let zero = g.scalar(0, like: g.input(of: node, 0))
    return try g.broadcast(
      g.complex(tangents[0] ?? zero, tangents[1] ?? zero), to: g.shape(of: node))
  }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    .two(
      needs[0] ? try g.unbroadcast(g.real(cotangent), like: g.input(of: node, 0)) : nil,
      needs[1]
        ? try g.unbroadcast(g.negative(g.imag(cotangent)), like: g.input(of: node, 1)) : nil)
  }
  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) {
    let aligned = try g.alignedBatches(inputs, axes)
    return (try g.apply(self, aligned[0], aligned[1]), axis: 0)
  }

  private static func join(_ real: NDArray, _ imaginary: NDArray) throws -> NDArray {
    let dtype: DType = real.dtype == .float32 ? .complex64 : .complex128
    // A conjugate of i times the imaginary part would turn infinities into NaN, so parts are
    // placed, not computed.
    let shape = ShapeRules.broadcast(real.shape, imaginary.shape) ?? real.shape
    let parts = NDArray(uninitialized: real.dtype, shape: shape + [2])
    var re = parts
    re.shape = shape
    re.strides = Array(parts.strides.dropLast())
    var im = re
    im.offset += 1
    try Kernels.copy(real.broadcast(to: shape), into: re)
    try Kernels.copy(imaginary.broadcast(to: shape), into: im)
    return NDArray(
      dtype: dtype, shape: shape, strides: NDArray.contiguousStrides(of: shape), offset: 0,
      buffer: parts.buffer)
  }
}

extension Graph {
  /// Adds complex numbers from real and imaginary parts.
  package func complex(_ real: NodeID, _ imaginary: NodeID) throws -> NodeID {
    try apply(Complex(), real, imaginary)
  }
}
