extension JAXRandom {
  /// `permutation(key, count)`: several rounds of sorting by random bits.
  package static func permutation(_ key: JAXKey, _ count: Int) -> [Int] {
    var key = key
    var order = Array(0..<count)
    for _ in 0..<rounds(count) {
      let draw = key.child(1)
      key = key.child(0)
      let bits = (0..<count).map { draw.bits32($0) }
      let places = (0..<count).sorted { (bits[$0], $0) < (bits[$1], $1) }
      order = places.map { order[$0] }
    }
    return order
  }

  /// `permutation(key, x, axis, independent=True)`: for each element of the result, its index along
  /// `axis` of x.
  package static func independentPermutation(
    _ key: JAXKey, _ shape: [Int], axis: Int
  ) -> NDArray {
    let count = shape.reduce(1, *)
    let strides = NDArray.contiguousStrides(of: shape)
    let (extent, step) = (shape[axis], strides[axis])
    var key = key
    var order = (0..<count).map { $0 / step % max(extent, 1) }
    for _ in 0..<rounds(count) {
      let draw = key.child(1)
      key = key.child(0)
      for start in 0..<count where start / step % extent == 0 {
        let lane = (0..<extent).map { start + $0 * step }
        let bits = lane.map { draw.bits32($0) }
        let places = (0..<extent).sorted { (bits[$0], $0) < (bits[$1], $1) }
        let moved = places.map { order[lane[$0]] }
        for (position, value) in zip(lane, moved) { order[position] = value }
      }
    }
    return NDArray(order, shape: shape)
  }

  private static func rounds(_ count: Int) -> Int {
    Int((3 * mathLog(Double(max(1, count))) / mathLog(4_294_967_295)).rounded(.up))
  }

  /// Indices that `choice(key, population, shape, replace, p)` picks.
  package static func choice(
    _ key: JAXKey, population: Int, shape: [Int], replace: Bool, probabilities: NDArray?,
    integer: DType, floating: DType
  ) throws(ShapeError) -> NDArray {
    let count = shape.reduce(1, *)
    if count == 0 { return NDArray.zeros(shape, dtype: integer) }
    guard let probabilities else {
      if replace {
        return try integers(
          key, shape, minimum: NDArray([0], shape: []), maximum: NDArray([population], shape: []),
          integer)
      }
      return NDArray(
        Array(permutation(key, population).prefix(count)), shape: shape, dtype: integer)
    }
    let a = RoundedArithmetic(floating)
    let weights = probabilities.doubles.map { a.round($0) }
    if replace {
      var sum = 0.0
      let cumulative = weights.map { weight -> Double in
        sum = a.add(sum, weight)
        return sum
      }
      let picks = (0..<count).map { index -> Int in
        let r = a.multiply(sum, a.subtract(1, a.unit(key, index)))
        return cumulative.firstIndex { $0 >= r } ?? cumulative.count
      }
      return NDArray(picks, shape: shape, dtype: integer)
    }
    let scores = weights.indices.map { a.add(a.gumbel(key, $0), a.log(weights[$0])) }
    let order = scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }
    return NDArray(Array(order.prefix(count)), shape: shape, dtype: integer)
  }

  /// `categorical(key, logits, axis, shape)`: the place of the largest of logits plus Gumbel noise
  /// (the Gumbel-max trick).
  ///
  /// - Parameter prefix: Leading axes of the result, before those of `logits` without `axis`.
  package static func categorical(
    _ key: JAXKey, logits: NDArray, axis: Int, prefix: [Int], integer: DType
  ) throws(ShapeError) -> NDArray {
    let a = RoundedArithmetic(logits.dtype)
    let axis = try Shapes.normalize(axis: axis, rank: logits.rank)
    let full = prefix + logits.shape
    let values = try logits.broadcast(to: full).doubles
    let strides = NDArray.contiguousStrides(of: full)
    let (extent, step) = (full[prefix.count + axis], strides[prefix.count + axis])
    var result: [Int] = []
    for start in values.indices where start / step % extent == 0 {
      var best = 0
      var bestScore = -Double.infinity
      for place in 0..<extent {
        let index = start + place * step
        let score = a.add(a.gumbel(key, index), values[index])
        if score > bestScore || (score.isNaN && !bestScore.isNaN) {
          (best, bestScore) = (place, score)
        }
      }
      result.append(best)
    }
    var shape = full
    shape.remove(at: prefix.count + axis)
    return NDArray(result, shape: shape, dtype: integer)
  }

  /// `categorical(…, replace=False)`: the `prefix` product of best places, in order, as leading
  /// axes.
  package static func categoricalWithoutReplacement(
    _ key: JAXKey, logits: NDArray, axis: Int, prefix: [Int], integer: DType
  ) throws(ShapeError) -> NDArray {
    let a = RoundedArithmetic(logits.dtype)
    let axis = try Shapes.normalize(axis: axis, rank: logits.rank)
    let values = logits.doubles
    let strides = NDArray.contiguousStrides(of: logits.shape)
    let (extent, step) = (logits.shape[axis], strides[axis])
    let wanted = prefix.reduce(1, *)
    if wanted > extent {
      throw .other(
        "Number of samples without replacement (\(wanted)) cannot exceed number of categories "
          + "(\(extent)).")
    }
    var rows: [[Int]] = []
    for start in values.indices where start / step % extent == 0 {
      let scores = (0..<extent).map { place in
        a.add(values[start + place * step], a.gumbel(key, start + place * step))
      }
      let order = scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }
      rows.append(Array(order.prefix(wanted)))
    }
    var shape = logits.shape
    shape.remove(at: axis)
    let flat = (0..<wanted).flatMap { rank in rows.map { $0[rank] } }
    return NDArray(flat, shape: prefix + shape, dtype: integer)
  }
}
