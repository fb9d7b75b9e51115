/// One part of a subscript `x[a, b, …]`.
package enum IndexItem: Sendable {
  case integer(Int)
  case slice(start: Int?, stop: Int?, step: Int?)
  case ellipsis
  case newaxis
  /// Integers or booleans; a list in a subscript arrives as such an array.
  case array(NDArray)

  /// The subscript `:`.
  package static let all = IndexItem.slice(start: nil, stop: nil, step: nil)
}

/// What happens to an index outside its axis.
package enum IndexMode: Hashable, Sendable {
  /// An error, as in NumPy.
  case checked
  /// The nearest element, as in JAX's gathers.
  case clipped
  /// No element: reads give a fill value, writes do nothing, as in JAX's scatters and
  /// `mode="fill"`, `"drop"`.
  case dropped
}

/// A Python slice resolved for an axis: `count` indices from `start` in steps of `step`.
package struct SliceRange: Hashable, Sendable {
  package var start: Int
  package var step: Int
  package var count: Int

  /// `slice(start, stop, step).indices(extent)`.
  package init(
    start: Int?, stop: Int?, step: Int?, extent: Int
  ) throws(IndexingError) {
    let step = step ?? 1
    if step == 0 { throw .zeroStep }
    let (low, high) = step > 0 ? (0, extent) : (-1, extent - 1)
    func bound(_ value: Int?, missing: Int) -> Int {
      guard let value else { return missing }
      let shifted = value < 0 ? max(value, -extent - 1) + extent : min(value, extent)
      return min(max(shifted, low), high)
    }
    let first = bound(start, missing: step > 0 ? low : high)
    let last = bound(stop, missing: step > 0 ? high : low)
    self.start = first
    self.step = step
    let distance = step > 0 ? last - first : first - last
    let size = step.magnitude
    count = distance <= 0 ? 0 : Int((UInt(distance) - 1) / size) + 1
  }
}
