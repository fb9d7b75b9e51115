/// A subscript worked out for one shape: which element of the source each element of the result is.
///
/// With it, any indexing is a gather from the flattened source, and its transpose a scatter-add of
/// the same positions.
package struct IndexPlan: Sendable {
  package let sourceShape: [Int]
  package let resultShape: [Int]
  /// Row-major element number in the source for each result element in row-major order; −1 where
  /// `.dropped` leaves none.
  package let positions: [Int]
  /// True where the subscript holds neither integer nor boolean arrays, so that NumPy gives a view.
  package let isBasic: Bool
  /// True where no position can occur twice.
  package let isInjective: Bool

  package init(
    _ items: [IndexItem], shape: [Int], mode: IndexMode = .checked
  ) throws(IndexingError) {
    let strides = NDArray.contiguousStrides(of: shape)
    let parts = try IndexParts(items, shape: shape, mode: mode)
    sourceShape = shape
    resultShape = parts.resultShape
    positions = parts.bufferIndices(strides: strides, offset: 0)
    isBasic = parts.fancy == nil
    isInjective = parts.fancy == nil || parts.isMask
  }

  /// `positions` as an int64 array of the result's shape.
  package var positionArray: NDArray { NDArray(positions, shape: resultShape) }
}

/// A subscript sorted into sliced axes and (together) the axes that index arrays pick from.
struct IndexParts {
  /// An axis of the result that steps through one of the source; `axis` nil for `newaxis`.
  struct Sliced {
    var axis: Int?
    var range: SliceRange
  }

  /// The broadcast index arrays.
  struct Fancy {
    var shape: [Int]
    /// For each indexed axis of the source, normalised indices (−1: none) in row-major order of
    /// `shape`.
    var columns: [(axis: Int, indices: [Int])]
    /// Number of sliced axes that precede it in the result.
    var place: Int
  }

  var sliced: [Sliced] = []
  var fancy: Fancy?
  /// Plain integers of a subscript without arrays.
  var fixed: [(axis: Int, index: Int)] = []
  /// The only array is one boolean mask.
  var isMask = false

  var resultShape: [Int] {
    var shape = sliced.map(\.range.count)
    if let fancy { shape.insert(contentsOf: fancy.shape, at: fancy.place) }
    return shape
  }

  init(_ items: [IndexItem], shape: [Int], mode: IndexMode) throws(IndexingError) {
    let rank = shape.count
    var consumed = 0
    var ellipses = 0
    var hasArrays = false
    for item in items {
      switch item {
      case .integer, .slice: consumed += 1
      case .ellipsis: ellipses += 1
      case .newaxis: break
      case .array(let array):
        hasArrays = true
        consumed += array.dtype == .bool ? array.rank : 1
        if array.dtype != .bool, !array.dtype.isInteger {
          throw .notIntegers(array.dtype)
        }
      }
    }
    if ellipses > 1 { throw .severalEllipses }
    if consumed > rank { throw .tooManyIndices(rank: rank, count: consumed) }

    var axis = 0
    var columns: [(axis: Int?, array: NDArray)] = []
    var place: Int?
    var isSplit = false
    var lastWasFancy = false
    func addFancy(_ axis: Int?, _ array: NDArray) {
      if place == nil { place = sliced.count } else if !lastWasFancy { isSplit = true }
      columns.append((axis, array))
      lastWasFancy = true
    }
    func addWhole() throws(IndexingError) {
      sliced.append(
        Sliced(
          axis: axis,
          range: try SliceRange(start: nil, stop: nil, step: nil, extent: shape[axis])))
      axis += 1
    }
    for (position, item) in items.enumerated() {
      switch item {
      case .integer(let value):
        if hasArrays {
          addFancy(axis, NDArray([value], shape: []))
        } else {
          fixed.append((axis, try IndexParts.resolve(value, axis, shape[axis], mode)))
        }
        axis += 1
      case .slice(let start, let stop, let step):
        let range = try SliceRange(start: start, stop: stop, step: step, extent: shape[axis])
        sliced.append(Sliced(axis: axis, range: range))
        axis += 1
        lastWasFancy = false
      case .newaxis:
        let range = try SliceRange(start: nil, stop: nil, step: nil, extent: 1)
        sliced.append(Sliced(axis: nil, range: range))
        lastWasFancy = false
      case .ellipsis:
        for _ in 0..<(rank - consumed) { try addWhole() }
        lastWasFancy = false
      case .array(let array) where array.dtype == .bool:
        let covered = Array(shape[axis..<(axis + array.rank)])
        if covered != array.shape {
          throw .booleanShape(mask: array.shape, shape: shape, firstAxis: axis, position: position)
        }
        if array.rank == 0 {
          addFancy(nil, NDArray([Int](repeating: 0, count: array.item.isTrue ? 1 : 0)))
        } else {
          isMask = columns.isEmpty
          for indices in array.nonzero() {
            addFancy(axis, indices)
            axis += 1
          }
        }
      case .array(let array):
        addFancy(axis, array)
        axis += 1
      }
    }
    if ellipses == 0 { while axis < rank { try addWhole() } }
    isMask =
      isMask && items.filter { if case .array = $0 { true } else { false } }.count == 1
      && !items.contains { if case .integer = $0 { true } else { false } }
    guard let place else { return }
    let shapes = columns.map(\.array.shape)
    guard let joined = Shapes.joined(shapes) else {
      // Single integers always fit and are not named.
      throw .arraysDoNotBroadcast(shapes: shapes.filter { !$0.isEmpty })
    }
    var result = Fancy(shape: joined, columns: [], place: isSplit ? 0 : place)
    for (axis, array) in columns {
      guard let axis else { continue }
      guard let view = try? array.broadcast(to: joined) else {
        throw .arraysDoNotBroadcast(shapes: shapes)
      }
      // Checked before broadcasting, so that the first wrong element is the one named, whatever the
      // other shapes.
      var indices = array.integers
      for position in indices.indices {
        indices[position] = try IndexParts.resolve(indices[position], axis, shape[axis], mode)
      }
      if array.shape != joined {
        let numbers = NDArray(elements: Array(0..<indices.count), shape: array.shape)
        if let spread = try? numbers.broadcast(to: view.shape) {
          indices = spread.integers.map { indices[$0] }
        }
      }
      result.columns.append((axis, indices))
    }
    fancy = result
  }

  private static func resolve(
    _ index: Int, _ axis: Int, _ extent: Int, _ mode: IndexMode
  ) throws(IndexingError) -> Int {
    let shifted = index < 0 ? index + extent : index
    if shifted >= 0 && shifted < extent { return shifted }
    switch mode {
    case .checked: throw .outOfBounds(index: index, axis: axis, extent: extent)
    case .clipped:
      if extent == 0 { throw .emptyGather(axis: axis) }
      return shifted < 0 ? 0 : extent - 1
    case .dropped: return -1
    }
  }

  /// The element a result element comes from, counted from the buffer's start; −1 for none.
  func bufferIndices(strides: [Int], offset: Int) -> [Int] {
    var base = offset
    for (axis, index) in fixed {
      if index < 0 { return [Int](repeating: -1, count: resultShape.reduce(1, *)) }
      base += index * strides[axis]
    }
    var picks = [base]
    if let fancy {
      picks = [Int](repeating: base, count: fancy.shape.reduce(1, *))
      for (axis, indices) in fancy.columns {
        for position in picks.indices where picks[position] >= 0 {
          picks[position] =
            indices[position] < 0 ? -1 : picks[position] + indices[position] * strides[axis]
        }
      }
    }
    let place = fancy?.place ?? 0
    let before = offsets(of: sliced[..<place], strides)
    let after = offsets(of: sliced[place...], strides)
    var result: [Int] = []
    result.reserveCapacity(before.count * picks.count * after.count)
    for first in before {
      for pick in picks {
        if pick < 0 {
          for _ in after { result.append(-1) }
        } else {
          for last in after { result.append(first + pick + last) }
        }
      }
    }
    return result
  }

  private func offsets(of axes: ArraySlice<Sliced>, _ strides: [Int]) -> [Int] {
    var result = [0]
    for part in axes {
      let stride = part.axis.map { strides[$0] } ?? 0
      let (start, step) = (part.range.start * stride, part.range.step * stride)
      result = result.flatMap { base in
        (0..<part.range.count).map { base + start + $0 * step }
      }
    }
    return result
  }

  /// The view that a subscript without arrays gives; nil with arrays or where an integer was
  /// dropped.
  func view(of array: NDArray) -> NDArray? {
    guard fancy == nil, fixed.allSatisfy({ $0.index >= 0 }) else { return nil }
    var view = array
    for (axis, index) in fixed { view.offset += index * array.strides[axis] }
    view.shape = []
    view.strides = []
    for part in sliced {
      let stride = part.axis.map { array.strides[$0] } ?? 0
      view.shape.append(part.range.count)
      view.strides.append(stride * part.range.step)
      if part.range.count > 0 { view.offset += part.range.start * stride }
    }
    return view
  }
}
