/// Shapes and axes as the functions of NumPy take them.
package enum Shapes {
  /// An axis counted from the end where negative.
  package static func normalize(
    axis: Int, rank: Int, argument: String? = nil
  ) throws(ShapeError) -> Int {
    guard axis >= -rank, axis < rank else {
      throw .axisOutOfBounds(axis: axis, rank: rank, argument: argument)
    }
    return axis < 0 ? axis + rank : axis
  }

  /// Distinct axes, in the order given; nil stands for all.
  package static func normalize(axes: [Int]?, rank: Int) throws(ShapeError) -> [Int] {
    guard let axes else { return Array(0..<rank) }
    var result: [Int] = []
    for axis in axes {
      let normalized = try normalize(axis: axis, rank: rank)
      if result.contains(normalized) { throw .duplicateAxis(axes: axes) }
      result.append(normalized)
    }
    return result
  }

  /// The shape that all of `shapes` broadcast to.
  ///
  /// - Throws: `operandsDoNotBroadcast`, which names `operation` in JAX's words.
  package static func broadcast(
    _ shapes: [[Int]], operation: String = "add"
  ) throws(ShapeError) -> [Int] {
    guard let result = joined(shapes) else {
      throw .operandsDoNotBroadcast(shapes: shapes, operation: operation)
    }
    return result
  }

  /// The shape that all of `shapes` broadcast to; nil where there is none.
  package static func joined(_ shapes: [[Int]]) -> [Int]? {
    let rank = shapes.reduce(0) { max($0, $1.count) }
    var result = [Int](repeating: 1, count: rank)
    for shape in shapes {
      for (axis, extent) in shape.enumerated() where extent != 1 {
        let target = axis + rank - shape.count
        if result[target] == 1 {
          result[target] = extent
        } else if result[target] != extent {
          return nil
        }
      }
    }
    return result
  }

  /// `shape` with its one unknown extent (negative) worked out for an array of shape `source`.
  package static func resolve(_ shape: [Int], from source: [Int]) throws(ShapeError) -> [Int] {
    let unknown = shape.indices.filter { shape[$0] < 0 }
    if unknown.count > 1 { throw .severalUnknownExtents(shape: shape) }
    let count = source.reduce(1, *)
    var result = shape
    if let axis = unknown.first {
      let known = shape.reduce(1) { $1 < 0 ? $0 : $0 * $1 }
      guard known > 0, count % known == 0 else { throw .cannotReshape(from: source, to: shape) }
      result[axis] = count / known
    } else if shape.reduce(1, *) != count {
      throw .cannotReshape(from: source, to: shape)
    }
    return result
  }
}

extension NDArray {
  /// Same elements in row-major order under another shape: a view where strides allow, else a copy.
  package func reshaped(_ newShape: [Int]) throws(ShapeError) -> NDArray {
    let target = try Shapes.resolve(newShape, from: shape)
    if let newStrides = viewStrides(for: target) {
      return NDArray(
        dtype: dtype, shape: target, strides: newStrides, offset: offset, buffer: buffer)
    }
    var copy = duplicate()
    copy.shape = target
    copy.strides = NDArray.contiguousStrides(of: target)
    return copy
  }

  /// Strides under which this memory reads as `target` in row-major order; nil where only a copy
  /// does.
  private func viewStrides(for target: [Int]) -> [Int]? {
    if isContiguous { return NDArray.contiguousStrides(of: target) }
    let axes = shape.indices.filter { shape[$0] != 1 }
    let oldShape = axes.map { shape[$0] }
    let oldStrides = axes.map { strides[$0] }
    var result = [Int](repeating: 0, count: target.count)
    var (old, new) = (0, 0)
    while old < oldShape.count && new < target.count {
      var (oldEnd, newEnd) = (old + 1, new + 1)
      var (oldCount, newCount) = (oldShape[old], target[new])
      while oldCount != newCount {
        if newCount < oldCount {
          newCount *= target[newEnd]
          newEnd += 1
        } else {
          oldCount *= oldShape[oldEnd]
          oldEnd += 1
        }
      }
      for axis in old..<(oldEnd - 1)
      where oldStrides[axis] != oldShape[axis + 1] * oldStrides[axis + 1] {
        return nil
      }
      result[newEnd - 1] = oldStrides[oldEnd - 1]
      for axis in stride(from: newEnd - 1, to: new, by: -1) {
        result[axis - 1] = result[axis] * target[axis]
      }
      (old, new) = (oldEnd, newEnd)
    }
    let last = new > 0 ? result[new - 1] : 1
    for axis in new..<max(new, target.count) { result[axis] = last }
    return result
  }

  /// View with permuted axes; nil reverses them.
  package func transposed(_ axes: [Int]? = nil) throws(ShapeError) -> NDArray {
    guard let axes else {
      return NDArray(
        dtype: dtype, shape: shape.reversed(), strides: strides.reversed(), offset: offset,
        buffer: buffer)
    }
    guard axes.count == rank else { throw .axesDoNotMatch(axes: axes, shape: shape) }
    var order: [Int] = []
    for axis in axes {
      let normalized = try Shapes.normalize(axis: axis, rank: rank)
      if order.contains(normalized) { throw .repeatedTransposeAxis(axes: axes, shape: shape) }
      order.append(normalized)
    }
    return NDArray(
      dtype: dtype, shape: order.map { shape[$0] }, strides: order.map { strides[$0] },
      offset: offset, buffer: buffer)
  }

  /// View with two axes exchanged.
  package func swappedAxes(_ first: Int, _ second: Int) throws(ShapeError) -> NDArray {
    let a = try Shapes.normalize(axis: first, rank: rank, argument: "axis1")
    let b = try Shapes.normalize(axis: second, rank: rank, argument: "axis2")
    var view = self
    view.shape.swapAt(a, b)
    view.strides.swapAt(a, b)
    return view
  }

  /// View with `source` axes moved to `destination`, the others in their order.
  package func movedAxes(_ source: [Int], to destination: [Int]) throws(ShapeError) -> NDArray {
    try transposed(NDArray.permutation(moving: source, to: destination, rank: rank))
  }

  /// The axes order of `moveaxis`.
  package static func permutation(
    moving source: [Int], to destination: [Int], rank: Int
  ) throws(ShapeError) -> [Int] {
    var from: [Int] = []
    for axis in source {
      from.append(try Shapes.normalize(axis: axis, rank: rank, argument: "source"))
    }
    var to: [Int] = []
    for axis in destination {
      to.append(try Shapes.normalize(axis: axis, rank: rank, argument: "destination"))
    }
    guard from.count == to.count else {
      throw .movedAxesDiffer(source: from.count, destination: to.count)
    }
    var order = (0..<rank).filter { !from.contains($0) }
    for (target, origin) in zip(to, from).sorted(by: { $0.0 < $1.0 }) {
      order.insert(origin, at: target)
    }
    return order
  }

  /// View of a larger shape that repeats elements without copying.
  package func broadcast(to target: [Int]) throws(ShapeError) -> NDArray {
    if target == shape { return self }
    guard target.count >= rank else {
      throw .cannotBroadcast(from: shape, to: target, dtype: dtype)
    }
    let added = target.count - rank
    var newStrides = [Int](repeating: 0, count: target.count)
    for axis in shape.indices {
      if shape[axis] == target[axis + added] {
        newStrides[axis + added] = strides[axis]
      } else if shape[axis] != 1 {
        throw .cannotBroadcast(from: shape, to: target, dtype: dtype)
      }
    }
    return NDArray(
      dtype: dtype, shape: target, strides: newStrides, offset: offset, buffer: buffer)
  }

  /// View without the given axes of extent 1, or without all of them.
  package func squeezed(_ axes: [Int]? = nil) throws(ShapeError) -> NDArray {
    let removed: [Int]
    if let axes {
      removed = try Shapes.normalize(axes: axes, rank: rank)
      if removed.contains(where: { shape[$0] != 1 }) {
        throw .cannotSqueeze(axes: axes, shape: shape)
      }
    } else {
      removed = shape.indices.filter { shape[$0] == 1 }
    }
    let kept = shape.indices.filter { !removed.contains($0) }
    return NDArray(
      dtype: dtype, shape: kept.map { shape[$0] }, strides: kept.map { strides[$0] },
      offset: offset, buffer: buffer)
  }

  /// View with axes of extent 1 at the given positions of the result.
  package func expanded(_ axes: [Int]) throws(ShapeError) -> NDArray {
    let newRank = rank + axes.count
    var added: [Int] = []
    for axis in axes {
      let normalized = try Shapes.normalize(axis: axis, rank: newRank)
      if added.contains(normalized) { throw .other("repeated axis") }
      added.append(normalized)
    }
    var view = self
    view.shape = []
    view.strides = []
    var old = 0
    for axis in 0..<newRank {
      if added.contains(axis) {
        view.shape.append(1)
        view.strides.append(0)
      } else {
        view.shape.append(shape[old])
        view.strides.append(strides[old])
        old += 1
      }
    }
    return view
  }

  /// View in reverse order along axes; nil for all.
  package func flipped(_ axes: [Int]? = nil) throws(ShapeError) -> NDArray {
    var view = self
    for axis in try Shapes.normalize(axes: axes, rank: rank) where shape[axis] > 0 {
      view.offset += (shape[axis] - 1) * strides[axis]
      view.strides[axis] = -strides[axis]
    }
    return view
  }

  /// View of the elements with two equal indices `(i, i + k)` on two axes; the diagonal is the last
  /// axis.
  package func diagonal(offset k: Int = 0, axis1: Int = 0, axis2: Int = 1) throws(ShapeError)
    -> NDArray
  {
    guard rank >= 2 else { throw .other("diag requires an array of at least two dimensions") }
    let first = try Shapes.normalize(axis: axis1, rank: rank)
    let second = try Shapes.normalize(axis: axis2, rank: rank)
    if first == second { throw .other("axis1 and axis2 cannot be the same") }
    let rowStart = max(0, -k)
    let columnStart = max(0, k)
    let length = max(0, min(shape[first] - rowStart, shape[second] - columnStart))
    let kept = shape.indices.filter { $0 != first && $0 != second }
    let start = length == 0 ? 0 : rowStart * strides[first] + columnStart * strides[second]
    return NDArray(
      dtype: dtype, shape: kept.map { shape[$0] } + [length],
      strides: kept.map { strides[$0] } + [strides[first] + strides[second]],
      offset: offset + start, buffer: buffer)
  }

  /// Assigns `source`, broadcast and cast, to every element through this view.
  ///
  /// The result is as if `source` had been copied first, also where both share memory.
  package func assign(_ source: NDArray) throws(ShapeError) {
    var value = source
    // NumPy lets leading axes of extent 1 fall away.
    while value.rank > rank, value.shape.first == 1 {
      value.shape.removeFirst()
      value.strides.removeFirst()
    }
    guard let view = try? value.broadcast(to: shape) else {
      throw .cannotAssign(from: source.shape, into: shape, dtype: source.dtype)
    }
    Kernels.copy(view, into: self)
  }
}
