extension NDArray {
  /// The view `self[items]` for a subscript of integers, slices, `...` and `None`.
  ///
  /// - Returns: nil where the subscript holds arrays.
  package func basicView(
    _ items: [IndexItem], mode: IndexMode = .checked
  ) throws(IndexingError) -> NDArray? {
    if let view = try plainView(items, mode: mode) { return view }
    return try IndexParts(items, shape: shape, mode: mode).view(of: self)
  }

  /// The view for integers and slices only, one an axis from the first; nil where the general path
  /// is needed.
  private func plainView(
    _ items: [IndexItem], mode: IndexMode
  ) throws(IndexingError) -> NDArray? {
    guard items.count <= rank, mode == .checked else { return nil }
    var view = self
    view.shape.removeAll(keepingCapacity: true)
    view.strides.removeAll(keepingCapacity: true)
    for (axis, item) in items.enumerated() {
      switch item {
      case .integer(let index):
        let extent = shape[axis]
        let place = index < 0 ? index + extent : index
        guard place >= 0, place < extent else {
          throw .outOfBounds(index: index, axis: axis, extent: extent)
        }
        view.offset += place * strides[axis]
      case .slice(let start, let stop, let step):
        let range = try SliceRange(start: start, stop: stop, step: step, extent: shape[axis])
        view.shape.append(range.count)
        view.strides.append(strides[axis] * range.step)
        if range.count > 0 { view.offset += range.start * strides[axis] }
      case .ellipsis, .newaxis, .array: return nil
      }
    }
    view.shape += shape[items.count...]
    view.strides += strides[items.count...]
    return view
  }

  /// `self[items]`: a view for a basic subscript, else a fresh array.
  ///
  /// - Parameter fill: What `.dropped` gives outside an axis; JAX's default where nil (NaN, or the
  ///   least signed, the greatest unsigned integer, or True).
  package func indexed(
    by items: [IndexItem], mode: IndexMode = .checked, fill: Scalar? = nil
  ) throws(IndexingError) -> NDArray {
    if let view = try plainView(items, mode: mode) { return view }
    let parts = try IndexParts(items, shape: shape, mode: mode)
    if let view = parts.view(of: self) { return view }
    let positions = parts.bufferIndices(strides: strides, offset: offset)
    return gathered(positions, shape: parts.resultShape, mode: mode, fill: fill)
  }

  private func gathered(
    _ positions: [Int], shape resultShape: [Int], mode: IndexMode, fill: Scalar?
  ) -> NDArray {
    let result = gathered(bufferIndices: positions, shape: resultShape)
    if mode == .dropped, positions.contains(where: { $0 < 0 }) {
      let value = fill ?? dtype.outOfBoundsFill
      for (index, position) in positions.enumerated() where position < 0 {
        result.setScalar(value, flat: index)
      }
    }
    return result
  }

  /// `self[items] = value`: broadcast and cast, through views too; of several writes to one place
  /// the last stays.
  package func assign(
    _ value: NDArray, at items: [IndexItem], mode: IndexMode = .checked
  ) throws(IndexingError) {
    let parts = try IndexParts(items, shape: shape, mode: mode)
    if let view = parts.view(of: self) {
      let isElement = parts.fixed.count == items.count && parts.fixed.count == rank
      if isElement, value.rank > 0, mode == .checked { throw .sequenceForElement }
      do { try view.assign(value) } catch {
        throw .viewValueShape(value: value.shape, result: view.shape, dtype: value.dtype)
      }
      return
    }
    let resultShape = parts.resultShape
    if items.count == 1, case .array(let mask) = items[0], mask.dtype == .bool,
      mask.rank == rank, rank > 0
    {
      if value.rank > 1 { throw .maskedValueRank(value.rank) }
      if value.count != 1 || value.rank == 1, value.count != resultShape[0], value.count != 1 {
        throw .maskedValueCount(values: value.count, targets: resultShape[0])
      }
    }
    var source = value
    while source.rank > resultShape.count, source.shape.first == 1 {
      source.shape.removeFirst()
      source.strides.removeFirst()
    }
    if source.dtype != dtype { source = source.converted(to: dtype) }
    guard let spread = try? source.broadcast(to: resultShape) else {
      throw .valueShape(value: value.shape, result: resultShape, dtype: value.dtype)
    }
    scatter(spread, bufferIndices: parts.bufferIndices(strides: strides, offset: offset))
  }

  /// The element at one integer an axis, negative ones counted from the end.
  package func scalar(checkedAt index: [Int]) throws(IndexingError) -> Scalar {
    element(atBufferIndex: try bufferIndex(checked: index))
  }

  /// The element number `index` of a vector, a negative one counted from the end.
  package func scalar(checkedAt index: Int) throws(IndexingError) -> Scalar {
    guard rank == 1 else { return try scalar(checkedAt: [index]) }
    let place = index < 0 ? index + shape[0] : index
    guard place >= 0, place < shape[0] else {
      throw .outOfBounds(index: index, axis: 0, extent: shape[0])
    }
    return element(atBufferIndex: offset + place * strides[0])
  }

  /// Writes the element at one integer an axis, negative ones counted from the end.
  package func setScalar(_ value: Scalar, checkedAt index: [Int]) throws(IndexingError) {
    setElement(value, atBufferIndex: try bufferIndex(checked: index))
  }

  private func bufferIndex(checked index: [Int]) throws(IndexingError) -> Int {
    guard index.count <= rank else { throw .tooManyIndices(rank: rank, count: index.count) }
    precondition(index.count == rank, "one integer an axis")
    var position = offset
    for axis in index.indices {
      let extent = shape[axis]
      let value = index[axis] < 0 ? index[axis] + extent : index[axis]
      guard value >= 0, value < extent else {
        throw .outOfBounds(index: index[axis], axis: axis, extent: extent)
      }
      position += value * strides[axis]
    }
    return position
  }

  /// `np.nonzero`: for each axis, the indices of the elements that are not zero, in row-major order
  /// of those.
  package func nonzero() -> [NDArray] {
    let flags = truths
    var columns = [[Int]](repeating: [], count: rank)
    var index = [Int](repeating: 0, count: rank)
    for flag in flags {
      if flag { for axis in 0..<rank { columns[axis].append(index[axis]) } }
      var axis = rank - 1
      while axis >= 0 {
        index[axis] += 1
        if index[axis] < shape[axis] { break }
        index[axis] = 0
        axis -= 1
      }
    }
    return columns.map { NDArray(elements: $0, shape: [$0.count]) }
  }

  /// `np.take`: elements or slices at `indices` along an axis, or of the flattened array.
  package func taking(
    _ indices: NDArray, axis: Int?, mode: IndexMode = .checked, fill: Scalar? = nil
  ) throws -> NDArray {
    guard let axis else {
      return try reshaped([-1]).indexed(by: [.array(indices)], mode: mode, fill: fill)
    }
    let normalized = try Shapes.normalize(axis: axis, rank: rank)
    let items = [IndexItem](repeating: .all, count: normalized) + [.array(indices)]
    return try indexed(by: items, mode: mode, fill: fill)
  }

  /// `np.take_along_axis`: `result[i…, j, k…] = self[i…, indices[i…, j, k…], k…]`.
  package func takingAlong(_ indices: NDArray, axis: Int, mode: IndexMode = .checked) throws
    -> NDArray
  {
    try indexed(by: try alongAxis(indices, axis: axis), mode: mode)
  }

  /// The subscript of `take_along_axis` and `put_along_axis`.
  package func alongAxis(_ indices: NDArray, axis: Int) throws(ShapeError) -> [IndexItem] {
    guard indices.rank == rank else {
      throw .other("`indices` and `arr` must have the same number of dimensions")
    }
    let normalized = try Shapes.normalize(axis: axis, rank: rank)
    var items: [IndexItem] = []
    for other in 0..<rank {
      if other == normalized {
        items.append(.array(indices))
      } else {
        var extents = [Int](repeating: 1, count: rank)
        extents[other] = shape[other]
        items.append(.array(NDArray(Array(0..<shape[other]), shape: extents)))
      }
    }
    return items
  }
}

extension DType {
  /// What JAX's `mode="fill"` reads outside an array.
  package var outOfBoundsFill: Scalar {
    switch self {
    case .bool: .bool(true)
    case .int8, .int16: .int(integerRange.lowerBound)
    case .uint8, .uint16: .int(integerRange.upperBound)
    case .int32: .int(Int(Int32.min))
    case .uint32: .int(Int(UInt32.max))
    case .int64: .int(.min)
    case .uint64: .uint(.max)
    case .float32, .float64: .float(.nan)
    case .complex64, .complex128: .complex(real: .nan, imaginary: 0)
    }
  }
}
