/// What `np.unique` returns.
package struct UniqueElements: Sendable {
  /// Sorted; along `axis` where one was given.
  package let values: NDArray
  /// Where each first occurs in the flattened array (or along the axis); int64.
  package let firstIndices: NDArray
  /// For each element (of the input's shape, or along the axis) its place in `values`; int64.
  package let inverse: NDArray
  package let counts: NDArray
}

extension NDArray {
  /// `np.unique` of the flattened array; NaNs count as equal unless told otherwise.
  package func unique(equalNaN: Bool = true) -> UniqueElements {
    let flat = duplicate().flattened
    let order = count == 0 ? [] : Kernels.argsort(flat, axis: 0).integers
    let sorted = flat.gathered(bufferIndices: order.map { $0 + flat.offset }, shape: [count])
    return groups(
      order: order, starts: sorted.startsOfRuns(equalNaN: equalNaN), inverseShape: shape
    ) {
      sorted.gathered(bufferIndices: $0.map { $0 + sorted.offset }, shape: [$0.count])
    }
  }

  /// `np.unique(…, axis=axis)`: distinct slices in lexicographic order.
  package func unique(axis: Int) throws(ShapeError) -> UniqueElements {
    let axis = try Shapes.normalize(axis: axis, rank: rank)
    let moved = try movedAxes([axis], to: [0])
    let rows = shape[axis]
    let width = rows == 0 ? 0 : count / rows
    let ranks = moved.denseRanks
    func row(_ index: Int) -> ArraySlice<Int> { ranks[(index * width)..<((index + 1) * width)] }
    let order = (0..<rows).sorted { first, second in
      let (a, b) = (row(first), row(second))
      return a == b ? first < second : a.lexicographicallyPrecedes(b)
    }
    let starts = order.indices.map { $0 == 0 || row(order[$0]) != row(order[$0 - 1]) }
    return groups(order: order, starts: starts, inverseShape: [rows]) { places in
      let picked = places.map { order[$0] }
      let plan = IndexPlan.perAxis(
        shape.indices.map { $0 == axis ? picked : Array(0..<shape[$0]) }, shape: shape)
      return gathered(by: plan)
    }
  }

  private func groups(
    order: [Int], starts: [Bool], inverseShape: [Int], _ values: ([Int]) -> NDArray
  ) -> UniqueElements {
    let places = starts.indices.filter { starts[$0] }
    var inverse = [Int](repeating: 0, count: order.count)
    var group = -1
    for (place, index) in order.enumerated() {
      if starts[place] { group += 1 }
      inverse[index] = group
    }
    let ends = places.dropFirst() + [order.count]
    return UniqueElements(
      values: values(places), firstIndices: NDArray(places.map { order[$0] }),
      inverse: NDArray(inverse, shape: inverseShape),
      counts: NDArray(zip(places, ends).map { $1 - $0 }))
  }

  /// For each element its rank among the distinct values.
  private var denseRanks: [Int] { unique(equalNaN: false).inverse.integers }

  /// A contiguous array as a vector.
  var flattened: NDArray {
    var view = isContiguous ? self : duplicate()
    view.shape = [count]
    view.strides = [1]
    return view
  }

  /// True where an element of a sorted vector differs from the one before.
  func startsOfRuns(equalNaN: Bool) -> [Bool] {
    func starts<T>(_ values: [T], _ differ: (T, T) -> Bool) -> [Bool] {
      values.indices.map { $0 == 0 || differ(values[$0], values[$0 - 1]) }
    }
    switch dtype {
    case .float32, .float64:
      return starts(doubles) { $0 != $1 && !(equalNaN && $0.isNaN && $1.isNaN) }
    case .complex64, .complex128:
      return starts(scalars) { first, second in
        let isNaN = [first, second].allSatisfy { $0.asDouble.isNaN || $0.imaginary.isNaN }
        return !(first.asDouble == second.asDouble && first.imaginary == second.imaginary)
          && !(equalNaN && isNaN)
      }
    case .uint64: return starts(scalars) { $0 != $1 }
    default: return starts(integers) { $0 != $1 }
    }
  }
}

/// Set routines of vectors of one dtype.
package enum SetRoutines {
  /// `np.isin`: for each element whether it occurs among `elements`.
  package static func isin(_ array: NDArray, _ elements: NDArray, invert: Bool = false) -> NDArray {
    let sorted = elements.unique().values
    if sorted.count == 0 {
      return NDArray([Bool](repeating: invert, count: array.count), shape: array.shape)
    }
    let places = Kernels.searchSorted(sorted, array).integers
    let values = array.scalars
    let candidates = sorted.scalars
    let found = zip(values, places).map { value, place in
      place < candidates.count && candidates[place] == value && !value.asDouble.isNaN
    }
    return NDArray(found.map { $0 != invert }, shape: array.shape)
  }

  /// Common elements, sorted, with where they first occur in each.
  package static func intersection(
    _ left: NDArray, _ right: NDArray
  ) throws(ShapeError) -> (values: NDArray, left: NDArray, right: NDArray) {
    let (a, b) = (left.unique(), right.unique())
    let mask = isin(a.values, b.values)
    let places = mask.truths.enumerated().filter(\.element).map(\.offset)
    let values = pick(a.values, places)
    let others = Kernels.searchSorted(b.values, values).integers
    return (values, pick(a.firstIndices, places), pick(b.firstIndices, others))
  }

  package static func union(_ left: NDArray, _ right: NDArray) throws(ShapeError) -> NDArray {
    try NDArray.concatenate([left.flattened, right.flattened]).unique().values
  }

  /// Elements of `left` that are not in `right`, sorted.
  package static func difference(_ left: NDArray, _ right: NDArray) -> NDArray {
    let values = left.unique().values
    let mask = isin(values, right, invert: true).truths
    return pick(values, mask.indices.filter { mask[$0] })
  }

  /// Elements in exactly one of the two, sorted.
  package static func symmetricDifference(
    _ left: NDArray, _ right: NDArray
  ) throws(ShapeError) -> NDArray {
    // NaNs differ from each other here, as in NumPy.
    let all = try NDArray.concatenate([left.unique().values, right.unique().values])
      .unique(equalNaN: false)
    let counts = all.counts.integers
    return pick(all.values, counts.indices.filter { counts[$0] == 1 })
  }

  private static func pick(_ vector: NDArray, _ places: [Int]) -> NDArray {
    vector.gathered(
      bufferIndices: places.map { vector.bufferIndex(flat: $0) }, shape: [places.count])
  }
}

extension NDArray {
  /// `np.lexsort` along the last axis: the last key is the primary one.
  package static func lexsort(_ keys: [NDArray]) -> NDArray {
    guard let primary = keys.last else { return NDArray([Int]()) }
    let ranks = keys.map(\.denseRanks)
    let width = primary.shape.last ?? 1
    var result: [Int] = []
    for start in stride(from: 0, to: primary.count, by: max(width, 1)) {
      let order = (0..<width).sorted { first, second in
        for rank in ranks.reversed() where rank[start + first] != rank[start + second] {
          return rank[start + first] < rank[start + second]
        }
        return first < second
      }
      result += order
    }
    return NDArray(result, shape: primary.shape)
  }
}
