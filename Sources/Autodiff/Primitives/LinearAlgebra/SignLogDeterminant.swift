import Arrays

/// Sign and logarithm of the size of the determinant of square matrices.
package struct SignLogDeterminant: MatrixFactorisation {
  package static let name = "slogdet"
  package init() {}
  package var lowering: Lowering {
    .host(HostFunction { Self.parts($0[0], product: false) })
  }

  package func abstractValues(of inputs: [AbstractValue]) throws -> [AbstractValue] {
    try inputs[0].checkedMatrix(Self.name, square: true)
    let batch = Array(inputs[0].shape.dropLast(2))
    return [
      inputs[0].reshaped(batch), AbstractValue(batch, inputs[0].dtype.realPart),
    ]
  }

  package func jvps(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> [NodeID?] {
    guard let tangent = tangents[0] else { return [nil, nil] }
    let x = g.input(of: node, 0)
    let change = try g.trace(g.solve(x, tangent))
    if !g.dtype(of: x).isComplex { return [nil, change] }
    let sign = try g.projections(of: node, g.abstractValues(of: node))[0]
    let turn = try g.complex(g.scalar(0, like: g.real(change)), g.imag(change))
    return [try g.multiply(sign, turn), try g.real(change)]
  }
  package func vjp(
    _ cotangents: [NodeID?], at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    let x = g.input(of: node, 0)
    if g.dtype(of: x).isComplex { return try transposedJVPs(cotangents, at: node, in: g) }
    guard let cotangent = cotangents[1] else { return .none }
    let scale = try g.expandDims(cotangent, axes: [-2, -1])
    return .one(try g.multiply(scale, g.matrixTranspose(g.inverse(x))))
  }

  /// Sign and logarithm, or with `product` the determinant and nothing of use, from the diagonal
  /// of U and the swaps.
  static func parts(_ x: NDArray, product: Bool) -> [NDArray] {
    let stack = Factorisations.Stack(x)
    let n = stack.rows
    let wide = Kernels.cast(x, to: stack.wide)
    let factors = Factorisations.lu(wide)
    let results = stack.fresh([])
    let logarithms = stack.fresh([], .float64)
    for matrix in 0..<stack.count {
      var swaps = 0
      for step in 0..<n where factors[1].scalar(flat: matrix * n + step).asInt != step {
        swaps += 1
      }
      var value = (re: swaps % 2 == 0 ? 1.0 : -1.0, im: 0.0)
      var logarithm = 0.0
      for step in 0..<n {
        let entry = factors[0].scalar(flat: matrix * n * n + step * (n + 1))
        var pivot = (re: entry.asDouble, im: entry.imaginary)
        if !product {
          let size =
            pivot.im == 0 ? abs(pivot.re) : Kernels.scalar(.hypot, pivot.re, pivot.im, .float64)
          logarithm += Kernels.scalar(.log, size, .float64)
          pivot = size == 0 ? (0, 0) : (pivot.re / size, pivot.im / size)
        }
        value = (
          value.re * pivot.re - value.im * pivot.im, value.re * pivot.im + value.im * pivot.re
        )
      }
      results.setScalar(
        stack.isComplex ? .complex(real: value.re, imaginary: value.im) : .float(value.re),
        flat: matrix)
      logarithms.setScalar(.float(logarithm), flat: matrix)
    }
    return [stack.narrowed(results), stack.narrowed(logarithms)]
  }
}

extension Graph {
  /// Adds sign and logarithm of the size of the determinant.
  package func signLogDeterminant(_ x: NodeID) throws -> [NodeID] {
    try applyMulti(SignLogDeterminant(), [x])
  }
}
