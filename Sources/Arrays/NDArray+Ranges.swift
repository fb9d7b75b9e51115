extension NDArray {
  /// `start, start + step, …` below `stop` (above it for a negative step).
  ///
  /// NumPy's lengths and values: `ceil((stop − start) / step)` elements, element `i` being `start +
  /// i · delta` where `delta` is the rounded difference of the first two.
  package static func arange(
    start: Double, stop: Double, step: Double, dtype: DType = .float64
  ) -> NDArray {
    let length = max(0, Int(clampedCeiling((stop - start) / step)))
    let delta = (start + step) - start
    var values = (0..<length).map { start + Double($0) * delta }
    if length > 1 { values[1] = start + step }
    if dtype == .float32 {
      let first = Float(start)
      let difference = Float(start + step) - first
      var singles = (0..<length).map { first + Float($0) * difference }
      if length > 1 { singles[1] = Float(start + step) }
      return NDArray(elements: singles, shape: [length])
    }
    return NDArray(values, dtype: dtype)
  }

  private static func clampedCeiling(_ value: Double) -> Double {
    value.isNaN ? 0 : min(max(value.rounded(.up), -1), 9e15)
  }

  /// `start, start + step, …` before `stop`.
  package static func arange(
    start: Int, stop: Int, step: Int, dtype: DType = .int64
  ) -> NDArray {
    NDArray(Array(stride(from: start, to: stop, by: step)), dtype: dtype)
  }

  /// `np.linspace`: `count` numbers from `start` to `stop`.
  ///
  /// NumPy's arithmetic: element i is i · ((stop − start) / divisions) + start, the last exactly
  /// `stop`.
  ///
  /// - Parameter precision: The dtype the ends have, hence the arithmetic: float32 only where both
  ///   were float32.
  package static func linspace(
    start: Double, stop: Double, count: Int = 50, endpoint: Bool = true, dtype: DType = .float64,
    precision: DType = .float64
  ) throws(ShapeError) -> NDArray {
    if count < 0 { throw .negativeSampleCount(count) }
    try MemorySize.check([count], .float64, limit: MemorySize.standardLimit)
    let a = RoundedArithmetic(precision)
    let divisions = Double(endpoint ? count - 1 : count)
    let delta = a.subtract(stop, start)
    let step = a.divide(delta, divisions)
    var values = (0..<count).map { index -> Double in
      let place = Double(index)
      if divisions <= 0 { return a.add(a.multiply(place, delta), start) }
      let moved =
        step == 0
        ? a.multiply(a.divide(place, divisions), delta) : a.multiply(place, step)
      return a.add(moved, start)
    }
    if endpoint && count > 1 { values[count - 1] = stop }
    if dtype.isInteger {
      for index in values.indices { values[index] = values[index].rounded(.down) }
    }
    return NDArray(values, dtype: dtype)
  }

  /// Ones on the diagonal number `k`, zeros elsewhere.
  package static func eye(
    rows: Int, columns: Int? = nil, k: Int = 0, dtype: DType = .float64
  ) throws(ShapeError) -> NDArray {
    let columns = columns ?? rows
    if rows < 0 || columns < 0 { throw .negativeExtent(shape: [rows, columns]) }
    let result = zeros([rows, columns], dtype: dtype)
    for row in 0..<rows where row + k >= 0 && row + k < columns {
      result.setScalar(.int(1), at: [row, row + k])
    }
    return result
  }
}
