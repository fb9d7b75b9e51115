#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension NumPyStream {
  /// Draws from a distribution: `stream.normal(loc, scale, size)`.
  ///
  /// - Parameters:
  ///   - parameters: One array each of `distribution.parameters`, broadcast together.
  ///   - size: The result's shape; nil for the parameters' common shape. Elements are drawn in
  ///     row-major order.
  /// - Returns: float64, or int64 for discrete distributions.
  package final func sample(
    _ distribution: Distribution, _ parameters: [NDArray], size: [Int]?
  ) throws(RandomError) -> NDArray {
    let isArray = parameters.contains { $0.rank > 0 }
    for (parameter, values) in zip(distribution.parameters, parameters) {
      for value in values.doubles {
        if let problem = parameter.problem(value, isArray: isArray) { throw RandomError(problem) }
      }
    }
    if let size, size.contains(where: { $0 < 0 }) {
      throw .shape(.negativeExtent(shape: size))
    }
    let shapes = (size.map { [$0] } ?? []) + parameters.map(\.shape)
    guard let shape = Shapes.joined(shapes) else {
      throw .shape(.shapesDoNotBroadcast(shapes: shapes))
    }
    if let size, shape != size {
      let inputs = Shapes.joined(parameters.map(\.shape)) ?? []
      throw RandomError(
        "Output size \(ShapeText.tuple(size)) is not compatible with broadcast dimensions of "
          + "inputs \(ShapeText.tuple(inputs)).")
    }
    let count = shape.reduce(1, *)
    var columns: [[Double]] = []
    for values in parameters {
      guard isArray, let spread = try? values.broadcast(to: shape) else {
        columns.append([values.item.asDouble])
        continue
      }
      columns.append(spread.doubles)
    }
    let isConstant = !isArray
    for index in 0..<(isConstant ? min(1, columns.count) : count) {
      try checkJointly(distribution, columns.map { $0[isConstant ? 0 : index] })
    }
    var row = columns.map { $0.first ?? 0 }
    func next(_ index: Int) {
      if !isConstant { for column in row.indices { row[column] = columns[column][index] } }
    }
    if distribution.isDiscrete {
      return NDArray(filling: Int.self, shape: shape) { elements in
        for index in 0..<count {
          next(index)
          elements[index] = drawInteger(distribution, row)
        }
      }
    }
    return NDArray(filling: Double.self, shape: shape) { elements in
      for index in 0..<count {
        next(index)
        elements[index] = draw(distribution, row)
      }
    }
  }

  private func checkJointly(_ distribution: Distribution, _ p: [Double]) throws(RandomError) {
    switch distribution {
    case .uniform:
      if !(p[1] - p[0]).isFinite {
        throw RandomError(
          isLegacy ? "Range exceeds valid bounds" : "high - low range exceeds valid bounds",
          type: "OverflowError")
      }
      if !isLegacy && p[1] < p[0] { throw RandomError("high - low < 0") }
    case .triangular:
      if p[0] > p[1] { throw RandomError("left > mode") }
      if p[1] > p[2] { throw RandomError("mode > right") }
      if p[0] == p[2] { throw RandomError("left == right") }
    case .hypergeometric:
      if p[0] + p[1] < p[2] { throw RandomError("ngood + nbad < nsample") }
      if !isLegacy {
        throw RandomError(
          "hypergeometric of a Generator is not available (RandomState has it)",
          type: "NotImplementedError")
      }
    default: break
    }
  }

  private func draw(_ distribution: Distribution, _ p: [Double]) -> Double {
    switch distribution {
    case .uniform: return p[0] + (p[1] - p[0]) * uniform()
    case .normal: return p[0] + p[1] * gauss()
    case .exponential: return p[0] * exponential()
    case .gamma: return p[1] * standardGamma(p[0])
    case .beta: return beta(p[0], p[1])
    case .chisquare: return chiSquare(p[0])
    case .f: return f(p[0], p[1])
    case .laplace: return laplace(p[0], p[1])
    case .logistic: return logistic(p[0], p[1])
    case .lognormal: return exp(p[0] + p[1] * gauss())
    case .gumbel: return gumbel(p[0], p[1])
    case .rayleigh: return rayleigh(p[0])
    case .weibull: return weibull(p[0])
    case .pareto: return pareto(p[0])
    case .power: return power(p[0])
    case .wald: return wald(p[0], p[1])
    case .vonmises: return vonMises(p[0], p[1])
    case .triangular: return triangular(p[0], p[1], p[2])
    case .standardNormal: return gauss()
    case .standardExponential: return exponential()
    case .standardGamma: return standardGamma(p[0])
    case .standardT: return standardT(p[0])
    case .standardCauchy: return standardCauchy()
    case .noncentralChisquare: return noncentralChiSquare(p[0], p[1])
    case .noncentralF: return noncentralF(p[0], p[1], p[2])
    default: preconditionFailure("a continuous distribution")
    }
  }

  private func drawInteger(_ distribution: Distribution, _ p: [Double]) -> Int {
    switch distribution {
    case .poisson: return poisson(p[0])
    case .binomial: return binomial(Int(p[0]), p[1], shortcut: !isLegacy)
    case .geometric: return geometric(p[0])
    case .logseries: return logSeries(p[0])
    case .zipf: return zipf(p[0])
    case .hypergeometric: return hypergeometric(Int(p[0]), Int(p[1]), Int(p[2]))
    case .negativeBinomial: return negativeBinomial(p[0], p[1])
    default: preconditionFailure("a discrete distribution")
    }
  }

  /// Integers in low…high (both included), broadcast: `randint` and `integers`.
  ///
  /// - Parameters:
  ///   - low: Smallest values, int64 (or uint64 for that dtype).
  ///   - high: Largest values, included.
  ///   - dtype: The result's; the draws of bool and uint8 share 32-bit words.
  package final func integers(
    low: NDArray, high: NDArray, size: [Int]?, dtype: DType
  ) throws(RandomError) -> NDArray {
    let shapes = (size.map { [$0] } ?? []) + [low.shape, high.shape]
    guard let shape = Shapes.joined(shapes), size == nil || shape == size else {
      throw .shape(.shapesDoNotBroadcast(shapes: shapes))
    }
    if shape.contains(where: { $0 < 0 }) { throw .shape(.negativeExtent(shape: shape)) }
    guard let lows = try? low.broadcast(to: shape).integers,
      let highs = try? high.broadcast(to: shape).integers
    else { throw .shape(.shapesDoNotBroadcast(shapes: shapes)) }
    var words = SplitWords()
    let values = zip(lows, highs).map { low, high in
      let range = UInt64(bitPattern: Int64(high)) &- UInt64(bitPattern: Int64(low))
      let draw: UInt64
      switch dtype {
      case .bool: draw = range == 0 ? 0 : words.bit(bits)
      case .uint8, .int8: draw = boundedPart(range, 8, &words)
      case .uint16, .int16: draw = boundedPart(range, 16, &words)
      default: draw = bounded(upTo: range)
      }
      return low &+ Int(truncatingIfNeeded: draw)
    }
    return NDArray(values, shape: shape, dtype: dtype)
  }

  /// A number in 0…range of words of 8 or 16 bits.
  private func boundedPart(_ range: UInt64, _ width: Int, _ words: inout SplitWords) -> UInt64 {
    if range == 0 { return 0 }
    let full: UInt64 = width == 8 ? 0xff : 0xffff
    if range == full { return words.part(width, bits) }
    if isLegacy {
      let mask = BitGenerator.mask(range)
      while true {
        let value = words.part(width, bits) & mask
        if value <= range { return value }
      }
    }
    let exclusive = range + 1
    var product = words.part(width, bits) * exclusive
    if product & full < exclusive {
      let threshold = (full - range) % exclusive
      while product & full < threshold { product = words.part(width, bits) * exclusive }
    }
    return product >> UInt64(width)
  }
}

/// Small draws cut from one 32-bit word after the other.
private struct SplitWords {
  private var word: UInt32 = 0
  private var left = 0

  /// The next 8 or 16 bits.
  mutating func part(_ width: Int, _ bits: BitGenerator) -> UInt64 {
    if left == 0 {
      word = bits.nextUInt32()
      left = 32 / width - 1
    } else {
      word >>= UInt32(width)
      left -= 1
    }
    return UInt64(word & (width == 8 ? 0xff : 0xffff))
  }

  mutating func bit(_ bits: BitGenerator) -> UInt64 {
    if left == 0 {
      word = bits.nextUInt32()
      left = 31
    } else {
      word >>= 1
      left -= 1
    }
    return UInt64(word & 1)
  }
}
