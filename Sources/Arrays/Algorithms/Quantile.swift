/// Ways to place a quantile between order statistics (Hyndman and Fan, 1996), by NumPy's names.
package enum QuantileMethod: String, Hashable, Sendable, CaseIterable {
  case linear, lower, higher, midpoint, nearest, hazen, weibull
  case invertedCDF = "inverted_cdf"
  case averagedInvertedCDF = "averaged_inverted_cdf"
  case closestObservation = "closest_observation"
  case interpolatedInvertedCDF = "interpolated_inverted_cdf"
  case medianUnbiased = "median_unbiased"
  case normalUnbiased = "normal_unbiased"

  /// Places of the two order statistics and the weight of the second.
  fileprivate func place(_ q: Double, _ count: Int) -> (Int, Int, Double) {
    let n = Double(count)
    func discrete(_ index: Double, _ takesLower: (Double, Double) -> Bool) -> (Int, Int, Double) {
      let lower = index.rounded(.down)
      let chosen = takesLower(index - lower, index) ? lower : lower + 1
      let place = min(max(Int(chosen), 0), count - 1)
      return (place, place, 0)
    }
    func between(_ index: Double, _ fix: (Double) -> Double = { $0 }) -> (Int, Int, Double) {
      let lower = index.rounded(.down)
      let weight = fix(index - lower)
      if index >= n - 1 { return (count - 1, count - 1, weight) }
      if index < 0 { return (0, 0, weight) }
      return (Int(lower), Int(lower) + 1, weight)
    }
    func plotting(_ alpha: Double, _ beta: Double) -> (Int, Int, Double) {
      between(n * q + (alpha + q * (1 - alpha - beta)) - 1)
    }
    let spread = (n - 1) * q
    switch self {
    case .linear: return between(spread)
    case .lower: return at(spread.rounded(.down), count)
    case .higher: return at(spread.rounded(.up), count)
    case .nearest: return at(spread.rounded(.toNearestOrEven), count)
    case .midpoint:
      let index = 0.5 * (spread.rounded(.down) + spread.rounded(.up))
      return between(index) { _ in index == index.rounded(.down) ? 0 : 0.5 }
    case .invertedCDF: return discrete(n * q - 1) { gap, _ in gap == 0 }
    case .averagedInvertedCDF:
      return between(n * q - 1) { $0 == 0 ? 0.5 : 1 }
    case .closestObservation:
      return discrete(n * q - 1 - 0.5) { gap, index in
        gap == 0 && index.rounded(.down).truncatingRemainder(dividingBy: 2) == 1
      }
    case .interpolatedInvertedCDF: return plotting(0, 1)
    case .hazen: return plotting(0.5, 0.5)
    case .weibull: return plotting(0, 0)
    case .medianUnbiased: return plotting(1.0 / 3.0, 1.0 / 3.0)
    case .normalUnbiased: return plotting(3.0 / 8.0, 3.0 / 8.0)
    }
  }

  private func at(_ index: Double, _ count: Int) -> (Int, Int, Double) {
    let place = min(max(Int(index), 0), count - 1)
    return (place, place, 0)
  }
}

extension NDArray {
  /// `np.quantile` along axes (nil: all), which the result loses; the quantiles' axes come first.
  ///
  /// - Parameters:
  ///   - quantiles: Numbers in 0…1.
  ///   - isSingle: Compute in single precision, as NumPy does for float32 arrays and one Python
  ///     float.
  ///   - ignoresNaN: `np.nanquantile`.
  /// - Returns: float64, or float32 where `isSingle`; the array's dtype for the methods that pick
  ///   an element.
  package func quantile(
    _ quantiles: NDArray, axes: [Int]? = nil, method: QuantileMethod = .linear,
    isSingle: Bool = false, ignoresNaN: Bool = false
  ) throws(ShapeError) -> NDArray {
    let qs = quantiles.doubles
    if qs.contains(where: { !($0 >= 0 && $0 <= 1) }) {
      throw .other("Quantiles must be in the range [0, 1]")
    }
    let a = RoundedArithmetic(isSingle ? .float32 : .float64)
    let own = RoundedArithmetic(dtype)
    let picks = [.lower, .higher, .nearest, .invertedCDF, .closestObservation].contains(method)
    let reduced = try Shapes.normalize(axes: axes, rank: rank)
    let kept = shape.indices.filter { !reduced.contains($0) }
    let keptShape = kept.map { shape[$0] }
    let width = reduced.reduce(1) { $0 * shape[$1] }
    let rows = try transposed(kept + reduced).reshaped([keptShape.reduce(1, *), width]).doubles
    var result = [Double](repeating: .nan, count: qs.count * keptShape.reduce(1, *))
    let rowCount = keptShape.reduce(1, *)
    for row in 0..<rowCount {
      var values = Array(rows[(row * width)..<((row + 1) * width)])
      let present = values.filter { !$0.isNaN }
      if present.count < values.count && !ignoresNaN { continue }
      if present.isEmpty { continue }
      values = present.sorted()
      for (position, q) in qs.enumerated() {
        let (low, high, weight) = method.place(q, values.count)
        let (x, y) = (values[low], values[high])
        let difference = own.subtract(y, x)
        result[position * rowCount + row] =
          low == high
          ? x
          : weight >= 0.5
            ? a.subtract(y, a.multiply(difference, a.round(1 - weight)))
            : a.add(x, a.multiply(difference, a.round(weight)))
      }
    }
    return NDArray(
      result, shape: quantiles.shape + keptShape,
      dtype: picks ? dtype : isSingle ? .float32 : .float64)
  }

  /// `np.median` along axes (nil: all): the mean of the middle elements; NaN where there is one.
  package func median(
    axes: [Int]? = nil, ignoresNaN: Bool = false
  ) throws(ShapeError) -> NDArray {
    let a = RoundedArithmetic(dtype == .float32 ? .float32 : .float64)
    let reduced = try Shapes.normalize(axes: axes, rank: rank)
    let kept = shape.indices.filter { !reduced.contains($0) }
    let keptShape = kept.map { shape[$0] }
    let width = reduced.reduce(1) { $0 * shape[$1] }
    let rowCount = keptShape.reduce(1, *)
    let rows = try transposed(kept + reduced).reshaped([rowCount, width]).doubles
    let result = (0..<rowCount).map { row -> Double in
      let values = rows[(row * width)..<((row + 1) * width)]
      let sorted = values.filter { !$0.isNaN }.sorted()
      if sorted.isEmpty || (sorted.count < width && !ignoresNaN) { return .nan }
      let middle = sorted.count / 2
      if sorted.count % 2 == 1 { return sorted[middle] }
      return a.divide(a.add(sorted[middle - 1], sorted[middle]), 2)
    }
    return NDArray(result, shape: keptShape, dtype: dtype == .float32 ? .float32 : .float64)
  }

  /// `np.interp` at the points of `x` through increasing `xp`.
  ///
  /// NumPy's arithmetic: slope · (x − xp[i]) + fp[i].
  package static func interpolate(
    _ x: NDArray, xp: NDArray, fp: NDArray, left: Double? = nil, right: Double? = nil
  ) throws(ShapeError) -> NDArray {
    let (points, values) = (xp.doubles, fp.doubles)
    if points.isEmpty { throw .other("array of sample points is empty") }
    if points.count != values.count { throw .other("fp and xp are not of the same length.") }
    let last = points.count - 1
    let result = x.doubles.map { value -> Double in
      if value.isNaN { return value }
      if value < points[0] { return left ?? values[0] }
      if value > points[last] { return right ?? values[last] }
      if value == points[last] { return values[last] }
      var (low, high) = (0, last + 1)
      while low < high {
        let middle = (low + high) / 2
        if points[middle] <= value { low = middle + 1 } else { high = middle }
      }
      let index = low - 1
      if points[index] == value { return values[index] }
      let slope = (values[index + 1] - values[index]) / (points[index + 1] - points[index])
      var y = slope * (value - points[index]) + values[index]
      if y.isNaN {
        y = slope * (value - points[index + 1]) + values[index + 1]
        if y.isNaN && values[index] == values[index + 1] { y = values[index] }
      }
      return y
    }
    return NDArray(result, shape: x.shape)
  }
}
