/// Counting of values in bins.
package enum Histograms {
  /// `np.histogram_bin_edges` for a number of equal bins: NumPy's `linspace` over the range,
  /// widened where it is empty.
  package static func edges(
    of values: NDArray, bins: Int, range: (Double, Double)?
  ) throws(ShapeError) -> NDArray {
    if bins < 1 { throw .other("`bins` must be positive, when an integer") }
    let data = values.doubles
    var (first, last) = (0.0, 1.0)
    if let range {
      (first, last) = range
      if first > last { throw .other("max must be larger than min in range parameter.") }
      if !(first.isFinite && last.isFinite) {
        throw .other(
          "supplied range of [\(FloatFormatting.repr(first)), \(FloatFormatting.repr(last))] is not "
            + "finite")
      }
    } else if !data.isEmpty {
      first = data.min() ?? 0
      last = data.max() ?? 1
      if data.contains(where: \.isNaN) { (first, last) = (.nan, .nan) }
      if !(first.isFinite && last.isFinite) {
        throw .other(
          "autodetected range of [\(FloatFormatting.repr(first)), \(FloatFormatting.repr(last))] is "
            + "not finite")
      }
    }
    if first == last {
      first -= 0.5
      last += 0.5
    }
    let isSingle = values.dtype == .float32 && range == nil
    return try NDArray.linspace(
      start: first, stop: last, count: bins + 1, dtype: isSingle ? .float32 : .float64,
      precision: isSingle ? .float32 : .float64)
  }

  /// `np.histogram` over equal bins; counts are int64, or float64 sums of weights.
  package static func equalBins(
    _ values: NDArray, edges: NDArray, weights: NDArray?
  ) -> NDArray {
    let bounds = edges.doubles
    let bins = bounds.count - 1
    let (first, last) = (bounds[0], bounds[bins])
    let arithmetic = RoundedArithmetic(edges.dtype == .float32 ? .float32 : .float64)
    let width = arithmetic.subtract(last, first)
    var counts = [Int](repeating: 0, count: bins)
    var sums = [Double](repeating: 0, count: bins)
    let weightValues = weights?.doubles
    for (index, value) in values.doubles.enumerated() where value >= first && value <= last {
      let fraction = arithmetic.divide(arithmetic.subtract(value, first), width)
      var bin = Int(arithmetic.multiply(fraction, Double(bins)))
      if bin == bins { bin -= 1 }
      if value < bounds[bin] { bin -= 1 }
      if value >= bounds[bin + 1] && bin != bins - 1 { bin += 1 }
      counts[bin] += 1
      if let weightValues { sums[bin] += weightValues[index] }
    }
    return weights == nil ? NDArray(counts) : NDArray(sums)
  }

  /// `np.histogram` over given edges, which must not decrease; the last bin is closed.
  package static func explicitBins(
    _ values: NDArray, edges: NDArray, weights: NDArray?
  ) throws(ShapeError) -> NDArray {
    let bounds = edges.doubles
    if edges.rank != 1 { throw .other("`bins` must be 1d, when an array") }
    if zip(bounds, bounds.dropFirst()).contains(where: { $0 > $1 }) {
      throw .other("`bins` must increase monotonically, when an array")
    }
    let bins = max(0, bounds.count - 1)
    var counts = [Int](repeating: 0, count: bins)
    var sums = [Double](repeating: 0, count: bins)
    let weightValues = weights?.doubles
    for (index, value) in values.doubles.enumerated() {
      guard bins > 0, value >= bounds[0], value <= bounds[bins] else { continue }
      // The last edge that does not lie above the value; the last bin takes its own upper edge.
      var (low, high) = (0, bins + 1)
      while low < high {
        let middle = (low + high) / 2
        if bounds[middle] <= value { low = middle + 1 } else { high = middle }
      }
      let bin = min(low - 1, bins - 1)
      counts[bin] += 1
      if let weightValues { sums[bin] += weightValues[index] }
    }
    return weights == nil ? NDArray(counts) : NDArray(sums)
  }

  /// `np.digitize`: number of bins to the left, for edges that increase or decrease.
  package static func digitize(
    _ values: NDArray, edges: NDArray, right: Bool = false
  ) throws(ShapeError) -> NDArray {
    let bounds = edges.doubles
    let pairs = zip(bounds, bounds.dropFirst())
    let increases = pairs.allSatisfy { $0 <= $1 }
    if !increases && !pairs.allSatisfy({ $0 >= $1 }) {
      throw .other("bins must be monotonically increasing or decreasing")
    }
    if increases {
      return Kernels.searchSorted(
        NDArray(bounds), NDArray(values.doubles, shape: values.shape), right: !right)
    }
    let places = Kernels.searchSorted(
      NDArray(Array(bounds.reversed())), NDArray(values.doubles, shape: values.shape),
      right: !right)
    return NDArray(places.integers.map { bounds.count - $0 }, shape: values.shape)
  }

  /// `np.bincount`: int64 counts, or float64 sums of weights.
  package static func bincount(
    _ values: NDArray, weights: NDArray? = nil, minimumLength: Int = 0
  ) throws(ShapeError) -> NDArray {
    let bins = values.integers
    if values.rank != 1 { throw .other("object of too small depth for desired array") }
    if bins.contains(where: { $0 < 0 }) {
      throw .other("'list' argument must have no negative elements")
    }
    if minimumLength < 0 { throw .other("'minlength' must not be negative") }
    let length = max(minimumLength, (bins.max() ?? -1) + 1)
    guard let weights else {
      var counts = [Int](repeating: 0, count: length)
      for bin in bins { counts[bin] += 1 }
      return NDArray(counts)
    }
    let values = weights.doubles
    if values.count != bins.count {
      throw .other("The weights and list don't have the same length.")
    }
    var sums = [Double](repeating: 0, count: length)
    for (bin, value) in zip(bins, values) { sums[bin] += value }
    return NDArray(sums)
  }
}
