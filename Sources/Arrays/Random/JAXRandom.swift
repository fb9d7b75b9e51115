/// The functions of `jax.random`, each drawing what JAX draws from the same key.
///
/// Shapes are resolved by the caller; parameters broadcast to the result's shape, and are rounded
/// to its dtype.
package enum JAXRandom {
  /// Fresh array whose element `index` is `draw(index)`.
  static func fill(_ shape: [Int], _ dtype: DType, _ draw: (Int) -> Double) -> NDArray {
    let count = shape.reduce(1, *)
    if dtype == .float32 {
      return NDArray(filling: Float.self, shape: shape) { elements in
        for index in 0..<count { elements[index] = Float(draw(index)) }
      }
    }
    return NDArray((0..<count).map(draw), shape: shape, dtype: dtype)
  }

  /// A parameter's value for each element: one where it is constant.
  struct Column {
    private let values: [Double]

    init(_ array: NDArray, _ shape: [Int], _ dtype: DType) throws(ShapeError) {
      let arithmetic = RoundedArithmetic(dtype)
      if array.count == 1 {
        values = [arithmetic.round(array.item.asDouble)]
      } else {
        values = try array.broadcast(to: shape).doubles.map { arithmetic.round($0) }
      }
    }

    subscript(index: Int) -> Double { values.count == 1 ? values[0] : values[index] }
  }

  /// `bits(key, shape, dtype)` for uint8, uint32 and uint64.
  package static func bits(_ key: JAXKey, _ shape: [Int], _ dtype: DType) -> NDArray {
    let count = shape.reduce(1, *)
    if dtype == .uint64 {
      return NDArray(elements: (0..<count).map { key.bits64($0) }, shape: shape)
    }
    return NDArray((0..<count).map { Int(key.bits32($0)) }, shape: shape, dtype: dtype)
  }

  package static func uniform(
    _ key: JAXKey, _ shape: [Int], _ dtype: DType,
    minimum: NDArray = NDArray(scalar: 0), maximum: NDArray = NDArray(scalar: 1)
  ) throws(ShapeError) -> NDArray {
    let a = RoundedArithmetic(dtype)
    let low = try Column(minimum, shape, dtype)
    let high = try Column(maximum, shape, dtype)
    return fill(shape, dtype) { a.uniform(key, $0, low[$0], high[$0]) }
  }

  /// `normal(key, shape, dtype)`, complex dtypes included.
  package static func normal(_ key: JAXKey, _ shape: [Int], _ dtype: DType) -> NDArray {
    if dtype.isComplex {
      let a = RoundedArithmetic(dtype.realPart)
      let root = a.round(2.0.squareRoot())
      let (realKey, imaginaryKey) = (key.child(0), key.child(1))
      let values = (0..<shape.reduce(1, *)).map { index in
        Scalar.complex(
          real: a.divide(a.normal(realKey, index), root),
          imaginary: a.divide(a.normal(imaginaryKey, index), root))
      }
      return NDArray(scalars: values, shape: shape, dtype: dtype)
    }
    let a = RoundedArithmetic(dtype)
    return fill(shape, dtype) { a.normal(key, $0) }
  }

  package static func truncatedNormal(
    _ key: JAXKey, _ shape: [Int], _ dtype: DType, lower: NDArray, upper: NDArray
  ) throws(ShapeError) -> NDArray {
    let a = RoundedArithmetic(dtype)
    let low = try Column(lower, shape, dtype)
    let high = try Column(upper, shape, dtype)
    let root = a.round(2.0.squareRoot())
    func errorFunction(_ x: Double) -> Double {
      a.round(Kernels.scalar(.erf, a.divide(x, root), .float64))
    }
    return fill(shape, dtype) { index in
      let u = a.uniform(key, index, errorFunction(low[index]), errorFunction(high[index]))
      let value = a.multiply(root, a.inverseErrorFunction(u))
      let least = a.isSingle ? Double(Float(low[index]).nextUp) : low[index].nextUp
      let most = a.isSingle ? Double(Float(high[index]).nextDown) : high[index].nextDown
      return min(max(value, least), most)
    }
  }

  /// `randint(key, shape, minval, maxval, dtype)`; `maximum` is not included.
  package static func integers(
    _ key: JAXKey, _ shape: [Int], minimum: NDArray, maximum: NDArray, _ dtype: DType
  ) throws(ShapeError) -> NDArray {
    let lows = try minimum.broadcast(to: shape).integers
    let highs = try maximum.broadcast(to: shape).integers
    let (highKey, lowKey) = (key.child(0), key.child(1))
    let (least, most) = integerRange(dtype)
    let bits = dtype.itemSize * 8
    let mask: UInt64 = bits == 64 ? .max : (1 << UInt64(bits)) - 1
    func draw(_ key: JAXKey, _ index: Int) -> UInt64 {
      bits == 64 ? key.bits64(index) : UInt64(key.bits32(index)) & mask
    }
    let values = lows.indices.map { index -> Int in
      let low = min(max(lows[index], least), most)
      let high = min(max(highs[index], least), most)
      var span: UInt64 = high <= low ? 1 : UInt64(bitPattern: Int64(high &- low)) & mask
      if highs[index] > most && high > low { span = (span + 1) & mask }
      // Without a span the remainders below have no effect, as in XLA.
      func remainder(_ x: UInt64) -> UInt64 { span == 0 ? x : x % span }
      var factor = remainder(1 << UInt64(bits / 2))
      factor = remainder((factor &* factor) & mask)
      let product = (remainder(draw(highKey, index)) &* factor) & mask
      let offset = remainder((product &+ remainder(draw(lowKey, index))) & mask)
      return low &+ Int(truncatingIfNeeded: offset)
    }
    return NDArray(values, shape: shape, dtype: dtype)
  }

  private static func integerRange(_ dtype: DType) -> (Int, Int) {
    dtype == .uint64 ? (.min, .max) : (dtype.integerRange.lowerBound, dtype.integerRange.upperBound)
  }

  /// `bernoulli(key, p, shape)`; `dtype` is that of p.
  package static func bernoulli(
    _ key: JAXKey, _ shape: [Int], probability: NDArray, _ dtype: DType
  ) throws(ShapeError) -> NDArray {
    let a = RoundedArithmetic(dtype)
    let p = try Column(probability, shape, dtype)
    return NDArray((0..<shape.reduce(1, *)).map { a.unit(key, $0) < p[$0] }, shape: shape)
  }

  /// `rademacher(key, shape, dtype)`: ±1; `floating` is the default float dtype.
  package static func rademacher(
    _ key: JAXKey, _ shape: [Int], _ dtype: DType, floating: DType
  ) -> NDArray {
    let a = RoundedArithmetic(floating)
    return NDArray(
      (0..<shape.reduce(1, *)).map { a.unit(key, $0) < 0.5 ? 1 : -1 }, shape: shape, dtype: dtype)
  }

  package static func exponential(_ key: JAXKey, _ shape: [Int], _ dtype: DType) -> NDArray {
    let a = RoundedArithmetic(dtype)
    return fill(shape, dtype) { a.exponential(key, $0) }
  }

  package static func gumbel(_ key: JAXKey, _ shape: [Int], _ dtype: DType) -> NDArray {
    let a = RoundedArithmetic(dtype)
    return fill(shape, dtype) { a.gumbel(key, $0) }
  }

  package static func laplace(_ key: JAXKey, _ shape: [Int], _ dtype: DType) -> NDArray {
    let a = RoundedArithmetic(dtype)
    let low = -1 + a.epsilon / 2
    return fill(shape, dtype) { index in
      let u = a.uniform(key, index, low, 1)
      return a.log1p(-abs(u)) * (u < 0 ? -1 : u > 0 ? 1 : 0)
    }
  }

  package static func logistic(_ key: JAXKey, _ shape: [Int], _ dtype: DType) -> NDArray {
    let a = RoundedArithmetic(dtype)
    return fill(shape, dtype) { index in
      let x = a.uniform(key, index, a.smallestNormal, 1)
      return a.subtract(a.log(x), a.log1p(-x))
    }
  }

  package static func cauchy(_ key: JAXKey, _ shape: [Int], _ dtype: DType) -> NDArray {
    let a = RoundedArithmetic(dtype)
    return fill(shape, dtype) { index in
      let u = a.subtract(a.uniform(key, index, a.epsilon, 1), 0.5)
      return a.round(Kernels.scalar(.tan, a.multiply(a.round(.pi), u), .float64))
    }
  }

  /// `maxwell(key, shape)`: the norm of three normals.
  package static func maxwell(_ key: JAXKey, _ shape: [Int], _ dtype: DType) -> NDArray {
    let a = RoundedArithmetic(dtype)
    return fill(shape, dtype) { index in
      let squares = (0..<3).map { part -> Double in
        let x = a.normal(key, 3 * index + part)
        return a.multiply(x, x)
      }
      return a.squareRoot(a.add(a.add(squares[0], squares[1]), squares[2]))
    }
  }
}
