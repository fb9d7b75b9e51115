package import Arrays

/// The size of each element; real for complex operands.
///
/// At 0 the derivative is 0 in HIPS and 1 in JAX (of a real operand).
package struct Absolute: ElementwiseUnary {
  package static let name = "abs"
  package let dialect: Dialect

  package init(dialect: Dialect) { self.dialect = dialect }

  package var attributes: [Attribute] { [Attribute("dialect", dialect)] }
  package var kernel: UnaryKernel { .absolute }
  package func resultDType(_ dtype: DType) -> DType? { dtype == .bool ? nil : dtype.realPart }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    switch dialect {
    case .hips: try g.multiply(seed, g.sign(x))
    case .jax: try g.select(g.greaterEqual(x, g.scalar(0, like: x)), seed, g.negative(seed))
    }
  }

  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    guard let tangent = tangents[0] else { return nil }
    let x = g.input(of: node, 0)
    guard g.dtype(of: x).isComplex else { return try derivative(tangent, x: x, y: node, in: g) }
    return try g.real(g.multiply(tangent, phase(x, node, in: g)))
  }

  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    let x = g.input(of: node, 0)
    guard g.dtype(of: x).isComplex else {
      return .one(try derivative(cotangent, x: x, y: node, in: g))
    }
    let seed = try g.convert(cotangent, to: g.dtype(of: x))
    return .one(try g.multiply(seed, phase(x, node, in: g)))
  }

  /// `conj(x) / |x|`, 0 at 0.
  private func phase(_ x: NodeID, _ y: NodeID, in g: Graph) throws -> NodeID {
    let size = try g.convert(g.replacingZeros(y), to: g.dtype(of: x))
    return try g.divide(g.conj(x), size)
  }
}

extension Absolute: Kinked {
  package var kink: String { "abs at 0: 0 in HIPS autograd, 1 in JAX" }
  package func isOnKink(
    _ node: NodeID, in g: Graph, value: (NodeID) throws -> NDArray
  ) throws -> NDArray { isZero(try value(g.input(of: node, 0))) }
}

extension Graph {
  /// Adds the size of each element.
  package func absolute(_ x: NodeID) throws -> NodeID { try apply(Absolute(dialect: dialect), x) }
}
