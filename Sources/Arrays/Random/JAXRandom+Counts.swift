extension JAXRandom {
  /// `poisson(key, lam, shape, dtype)`; the rates are single precision, as in JAX.
  ///
  /// Knuth's product below 10 (its uniforms in single precision), Hörmann's transformed rejection
  /// above.
  package static func poisson(
    _ key: JAXKey, _ shape: [Int], _ dtype: DType, rate: NDArray
  ) throws(ShapeError) -> NDArray {
    let a = RoundedArithmetic(.float32)
    let rates = try Column(rate, shape, .float32)
    var products = KeyChain(key, keep: 0, children: [1])
    let count = shape.reduce(1, *)
    // JAX rejects with a rate of 1e5 where Knuth's method will be used.
    let large = (0..<count).map { rates[$0] >= 10 ? rates[$0] : 1e5 }
    var rejected: [Double] = []
    if (0..<count).contains(where: { rates[$0] >= 10 }) {
      let tables = large.map { PoissonTable($0, a) }
      rejected = lastAccepted(count, key) { index, u, v in tables[index].accept(index, u, v, a) }
    }
    let values = (0..<count).map { index -> Int in
      let rate = rates[index]
      if rate == 0 { return 0 }
      if rate.isNaN { return -1 }
      return rate < 10 ? knuth(rate, index, &products) : Int(rejected[index])
    }
    return NDArray(values, shape: shape, dtype: dtype)
  }

  /// Runs rounds of proposals for all elements until each has had one accepted, and gives the last
  /// accepted of each.
  ///
  /// JAX's vectorised loops go on proposing for elements already settled, so that the result of one
  /// depends on the others.
  private static func lastAccepted(
    _ count: Int, _ key: JAXKey, _ propose: (Int, JAXKey, JAXKey) -> Double?
  ) -> [Double] {
    var result = [Double](repeating: -1, count: count)
    var isSettled = [Bool](repeating: false, count: count)
    var open = count
    var next = key
    while open > 0 {
      let (first, second) = (next.child(1), next.child(2))
      next = next.child(0)
      for index in 0..<count {
        guard let value = propose(index, first, second) else { continue }
        result[index] = value
        if !isSettled[index] {
          isSettled[index] = true
          open -= 1
        }
      }
    }
    return result
  }

  private static func knuth(_ rate: Double, _ index: Int, _ keys: inout KeyChain) -> Int {
    let single = RoundedArithmetic(.float32)
    var product = 0.0
    var count = 0
    var round = 0
    while product > -rate {
      count += 1
      product = single.add(product, single.log(single.unit(keys[round, 0], index)))
      round += 1
    }
    return count - 1
  }

  /// `binomial(key, n, p, shape)`: counts as floats, NaN for parameters without meaning.
  ///
  /// Sums of geometric gaps where n·p is at most 10, Hörmann's BTRS (1993) above.
  package static func binomial(
    _ key: JAXKey, _ shape: [Int], _ dtype: DType, trials: NDArray, probability: NDArray
  ) throws(ShapeError) -> NDArray {
    let a = RoundedArithmetic(dtype)
    let counts = try Column(trials, shape, dtype)
    let probabilities = try Column(probability, shape, dtype)
    var gaps = KeyChain(key, keep: 1, children: [0])
    let count = shape.reduce(1, *)
    func rarer(_ index: Int) -> Double {
      let p = probabilities[index]
      return p < 0.5 ? p : a.subtract(1, p)
    }
    func usesGaps(_ index: Int) -> Bool {
      let n = counts[index]
      let q = rarer(index)
      return n.isNaN || n < 0 || a.multiply(n, q < 0 || q.isNaN ? a.round(0.01) : q) <= 10
    }
    var rejected: [Double] = []
    if (0..<count).contains(where: { !usesGaps($0) }) {
      // JAX rejects for 10,000 trials at ½ where the other method will be used.
      let tables = (0..<count).map { index in
        usesGaps(index)
          ? BinomialTable(1e4, 0.5, a)
          : BinomialTable(counts[index].rounded(.down), rarer(index), a)
      }
      rejected = lastAccepted(count, key) { index, u, v in tables[index].accept(index, u, v, a) }
    }
    let values = (0..<count).map { index -> Double in
      let (n, p) = (counts[index], probabilities[index])
      let isLow = p < 0.5
      let q = rarer(index)
      if q < 0 || q.isNaN || n.isNaN || n < 0 { return .nan }
      if n.isInfinite { return .infinity }
      let whole = n.rounded(.down)
      let drawn = usesGaps(index) ? geometricGaps(whole, q, index, a, &gaps) : rejected[index]
      return isLow ? drawn : a.subtract(whole, drawn)
    }
    return NDArray(values, shape: shape, dtype: dtype)
  }

  private static func geometricGaps(
    _ n: Double, _ p: Double, _ index: Int, _ a: RoundedArithmetic, _ keys: inout KeyChain
  ) -> Double {
    let logFailure = a.log1p(-p)
    var count = 0.0
    var sum = 0.0
    var round = 0
    while sum <= n {
      count += 1
      let u = a.unit(keys[round, 0], index)
      sum = a.add(sum, a.divide(a.log(u), logFailure).rounded(.up))
      round += 1
    }
    return count - 1
  }

  /// `multinomial(key, n, p, shape)`; the classes are the last axis of `probabilities` and of the
  /// result.
  package static func multinomial(
    _ key: JAXKey, _ dtype: DType, trials: NDArray, probabilities: NDArray, shape: [Int]
  ) throws(ShapeError) -> NDArray {
    let a = RoundedArithmetic(dtype)
    let classes = shape.last ?? 1
    let rows = shape.dropLast().reduce(1, *)
    let table = try probabilities.broadcast(to: shape).doubles
    var left = try trials.broadcast(to: Array(shape.dropLast())).doubles
    var result = [Double](repeating: 0, count: rows * classes)
    for column in 0..<classes {
      let ratios = (0..<rows).map { row -> Double in
        // The remaining probability sums from the last class backwards.
        var remaining = 0.0
        for other in (column..<classes).reversed() {
          remaining = a.add(remaining, a.round(table[row * classes + other]))
        }
        let p = a.round(table[row * classes + column])
        return min(max(a.divide(p, remaining == 0 ? 1 : remaining), 0), 1)
      }
      let counts = try binomial(
        key.child(column), Array(shape.dropLast()), dtype,
        trials: NDArray(left, shape: Array(shape.dropLast())),
        probability: NDArray(ratios, shape: Array(shape.dropLast()))
      ).doubles
      for row in 0..<rows {
        result[row * classes + column] = counts[row]
        left[row] = a.subtract(left[row], counts[row])
      }
    }
    return NDArray(result, shape: shape, dtype: dtype)
  }
}

/// The keys of a loop that splits its key every round: each round's children, worked out once for
/// all elements.
private struct KeyChain {
  private var next: JAXKey
  private let keep: Int
  private let children: [Int]
  private var rounds: [[JAXKey]] = []

  /// - Parameters:
  ///   - keep: Which part of a split carries on.
  ///   - children: Which parts a round uses.
  init(_ key: JAXKey, keep: Int, children: [Int]) {
    next = key
    self.keep = keep
    self.children = children
  }

  subscript(round: Int, child: Int) -> JAXKey {
    mutating get {
      while rounds.count <= round {
        rounds.append(children.map { next.child($0) })
        next = next.child(keep)
      }
      return rounds[round][child]
    }
  }
}
