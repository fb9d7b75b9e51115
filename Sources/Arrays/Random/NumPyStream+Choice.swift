extension NumPyStream {
  /// Fisher–Yates order of `count` things: `result[i]` is the old place of what ends up at `i`.
  package final func shuffledIndices(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for index in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(index, Int(bits.masked(upTo: UInt64(index))))
    }
    return order
  }

  /// Swaps as `choice` does, from the last place down to `first`.
  private func shuffle(_ values: inout [Int], from first: Int) {
    for index in stride(from: values.count - 1, through: first, by: -1) {
      values.swapAt(index, Int(bounded(upTo: UInt64(index))))
    }
  }

  /// Indices that `choice` picks from a population.
  ///
  /// - Parameters:
  ///   - probabilities: One each, summing to 1; nil for equal ones.
  ///   - shuffle: `Generator`'s option for draws without replacement.
  package final func choice(
    population: Int, size: [Int], replace: Bool, probabilities: NDArray?, shuffle: Bool = true
  ) throws(RandomError) -> NDArray {
    let count = size.reduce(1, *)
    if size.contains(where: { $0 < 0 }) { throw .shape(.negativeExtent(shape: size)) }
    if population <= 0 && count > 0 {
      throw RandomError(
        isLegacy
          ? "a must be greater than 0 unless no samples are taken"
          : "a must be a positive integer unless no samples are taken")
    }
    let weights = try probabilities.map { (array) throws(RandomError) in
      try checkedProbabilities(array, population: population)
    }
    if replace {
      if let weights {
        let cumulative = NumPyStream.cumulative(weights)
        let draws = (0..<count).map { _ in NumPyStream.place(uniform(), in: cumulative) }
        return NDArray(draws, shape: size)
      }
      if population <= 0 { return NDArray([Int](), shape: size) }
      let maximum = UInt64(population - 1)
      return NDArray((0..<count).map { _ in Int(bounded(upTo: maximum)) }, shape: size)
    }
    if count > population {
      throw RandomError(
        isLegacy
          ? "Cannot take a larger sample than population when 'replace=False'"
          : "Cannot take a larger sample than population when replace is False")
    }
    if let weights {
      if weights.count(where: { $0 > 0 }) < count {
        throw RandomError("Fewer non-zero entries in p than size")
      }
      return NDArray(withoutReplacement(weights, count), shape: size)
    }
    if isLegacy {
      return NDArray(Array(shuffledIndices(population).prefix(count)), shape: size)
    }
    return NDArray(sparseSample(population, count, shuffles: shuffle), shape: size)
  }

  private func checkedProbabilities(
    _ array: NDArray, population: Int
  ) throws(RandomError) -> [Double] {
    let quote = isLegacy ? "'" : ""
    if array.rank != 1 { throw RandomError("\(quote)p\(quote) must be 1-dimensional") }
    let values = array.doubles
    if values.count != population {
      throw RandomError("\(quote)a\(quote) and \(quote)p\(quote) must have same size")
    }
    let name = isLegacy ? "probabilities" : "Probabilities"
    // Kahan's sum, and a tolerance of half the digits.
    var sum = values.first ?? 0
    var carry = 0.0
    for value in values.dropFirst() {
      let y = value - carry
      let t = sum + y
      carry = (t - sum) - y
      sum = t
    }
    if sum.isNaN { throw RandomError("\(name) contain NaN") }
    if values.contains(where: { $0 < 0 }) { throw RandomError("\(name) are not non-negative") }
    let tolerance = array.dtype == .float32 ? 0.00034526698300124393 : 1.4901161193847656e-08
    if abs(sum - 1) > tolerance {
      throw RandomError(
        isLegacy
          ? "probabilities do not sum to 1"
          : "Probabilities do not sum to 1. See Notes section of docstring for more information.")
    }
    return values
  }

  private static func cumulative(_ weights: [Double]) -> [Double] {
    var sum = 0.0
    var result = weights.map { weight -> Double in
      sum += weight
      return sum
    }
    for index in result.indices { result[index] /= sum }
    return result
  }

  /// Number of entries that are at most `value`.
  private static func place(_ value: Double, in sorted: [Double]) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func withoutReplacement(_ weights: [Double], _ count: Int) -> [Int] {
    var rest = weights
    var found: [Int] = []
    while found.count < count {
      let draws = (0..<(count - found.count)).map { _ in uniform() }
      for index in found { rest[index] = 0 }
      let cumulative = NumPyStream.cumulative(rest)
      var fresh: [Int] = []
      for draw in draws {
        let index = NumPyStream.place(draw, in: cumulative)
        if !fresh.contains(index) { fresh.append(index) }
      }
      found += fresh
    }
    return found
  }

  /// Floyd's algorithm for small samples, a partial shuffle of the whole for large ones.
  private func sparseSample(_ population: Int, _ count: Int, shuffles: Bool) -> [Int] {
    if population > 10_000 && count > population / (shuffles ? 50 : 20) {
      var order = Array(0..<population)
      shuffle(&order, from: max(population - count, 1))
      return Array(order.suffix(count))
    }
    var taken = Set<Int>()
    var result: [Int] = []
    for bound in (population - count)..<population {
      let value = Int(bounded(upTo: UInt64(bound)))
      let pick = taken.contains(value) ? bound : value
      taken.insert(pick)
      result.append(pick)
    }
    if shuffles { shuffle(&result, from: 1) }
    return result
  }

  /// `multinomial(n, pvals, size)`; the classes are the last axis.
  package final func multinomial(
    _ trials: Int, _ probabilities: [Double], size: [Int]
  ) throws(RandomError) -> NDArray {
    if trials < 0 { throw RandomError("n < 0") }
    for value in probabilities where !(value >= 0 && value <= 1) {
      throw RandomError("pvals < 0, pvals > 1 or pvals contains NaNs")
    }
    if probabilities.dropLast().reduce(0, +) > 1 + 1e-12 {
      throw RandomError("sum(pvals[:-1]) > 1.0")
    }
    let classes = probabilities.count
    var result: [Int] = []
    for _ in 0..<size.reduce(1, *) {
      var counts = [Int](repeating: 0, count: classes)
      var left = trials
      var remaining = 1.0
      for index in 0..<max(0, classes - 1) {
        counts[index] = binomial(left, probabilities[index] / remaining, shortcut: true)
        left -= counts[index]
        if left <= 0 { break }
        remaining -= probabilities[index]
      }
      if left > 0, classes > 0 { counts[classes - 1] = left }
      result += counts
    }
    return NDArray(result, shape: size + [classes])
  }

  /// `dirichlet(alpha, size)`; the classes are the last axis.
  package final func dirichlet(_ alpha: [Double], size: [Int]) throws(RandomError) -> NDArray {
    if isLegacy ? alpha.contains(where: { $0 <= 0 }) : alpha.contains(where: { $0 < 0 }) {
      throw RandomError(isLegacy ? "alpha <= 0" : "alpha < 0")
    }
    var result: [Double] = []
    for _ in 0..<size.reduce(1, *) {
      if !isLegacy, let largest = alpha.max(), largest > 0, largest < 0.1 {
        result += stickBreaking(alpha)
        continue
      }
      let draws = alpha.map { standardGamma($0) }
      let inverse = 1 / draws.reduce(0, +)
      result += draws.map { $0 * inverse }
    }
    return NDArray(result, shape: size + [alpha.count])
  }

  private func stickBreaking(_ alpha: [Double]) -> [Double] {
    var tails = alpha
    var sum = 0.0
    for index in alpha.indices.reversed() {
      tails[index] = sum
      sum += alpha[index]
    }
    var rest = 1.0
    var result = [Double](repeating: 0, count: alpha.count)
    for index in alpha.indices.dropLast() {
      let draw = beta(alpha[index], tails[index])
      result[index] = rest * draw
      rest *= 1 - draw
      if tails[index] == 0 { break }
    }
    if let last = alpha.indices.last { result[last] = rest }
    return result
  }
}
