import Arrays

/// Each element to a whole power known beforehand.
package struct IntegerPower: Primitive {
  package static let name = "integer_pow"
  package let exponent: Int

  package init(_ exponent: Int) { self.exponent = exponent }

  package var attributes: [Attribute] { [Attribute("y", exponent)] }
  package var lowering: Lowering {
    switch exponent {
    case 1: .alias
    case 2: .map(.square)
    case -1: .map(.reciprocal)
    default: .host(HostFunction { [IntegerPower.power($0[0], exponent)] })
    }
  }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    if inputs[0].dtype == .bool || exponent < 0 && !inputs[0].dtype.isInexact {
      throw GraphError.unsupportedDType(primitive: Self.name, dtype: inputs[0].dtype)
    }
    return inputs[0]
  }

  private func derivative(_ seed: NodeID, _ x: NodeID, in g: Graph) throws -> NodeID? {
    if exponent == 0 { return nil }
    let lower = try g.integerPower(x, exponent - 1)
    return try g.multiply(seed, g.multiply(g.scalar(Double(exponent), like: x), lower))
  }

  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    try tangents[0].flatMap { try derivative($0, g.input(of: node, 0), in: g) }
  }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents { .one(try derivative(cotangent, g.input(of: node, 0), in: g)) }
  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) { (try g.apply(self, inputs[0]), axis: axes[0]) }

  /// Square-and-multiply from the lowest bit up, as XLA expands it.
  static func power(_ x: NDArray, _ exponent: Int) -> NDArray {
    var remaining = exponent.magnitude
    var square = x
    var result: NDArray?
    while remaining > 0 {
      if remaining & 1 == 1 {
        result = result.map { Kernels.zip(.multiply, $0, square) } ?? square
      }
      remaining >>= 1
      if remaining > 0 { square = Kernels.zip(.multiply, square, square) }
    }
    guard let result else { return NDArray.full(.int(1), shape: x.shape, dtype: x.dtype) }
    return exponent < 0 ? Kernels.map(.reciprocal, result) : result
  }
}

extension Graph {
  /// Adds each element to a whole power.
  package func integerPower(_ x: NodeID, _ exponent: Int) throws -> NodeID {
    exponent == 1 ? x : try apply(IntegerPower(exponent), x)
  }
}
