/// How `pad` fills what lies outside, where it repeats elements of the array itself.
package enum PadMode: String, Hashable, Sendable {
  case edge, reflect, symmetric, wrap
}

extension IndexPlan {
  init(sourceShape: [Int], resultShape: [Int], positions: [Int], isInjective: Bool) {
    self.sourceShape = sourceShape
    self.resultShape = resultShape
    self.positions = positions
    isBasic = false
    self.isInjective = isInjective
  }

  /// The plan in which each axis of the result takes the given indices of the source's axis (−1:
  /// none).
  package static func perAxis(_ indices: [[Int]], shape: [Int]) -> IndexPlan {
    let strides = NDArray.contiguousStrides(of: shape)
    var positions = [0]
    for (axis, chosen) in indices.enumerated() {
      positions = positions.flatMap { base in
        chosen.map { base < 0 || $0 < 0 ? -1 : base + $0 * strides[axis] }
      }
    }
    return IndexPlan(
      sourceShape: shape, resultShape: indices.map(\.count), positions: positions,
      isInjective: indices.allSatisfy { row in
        let present = row.filter { $0 >= 0 }
        return Set(present).count == present.count
      })
  }

  /// `np.tile`: repetitions an axis, aligned at the last one.
  package static func tile(_ shape: [Int], _ repetitions: [Int]) -> IndexPlan {
    let rank = max(shape.count, repetitions.count)
    let padded = [Int](repeating: 1, count: rank - shape.count) + shape
    let counts = [Int](repeating: 1, count: rank - repetitions.count) + repetitions
    let plan = perAxis(
      (0..<rank).map { axis in
        (0..<max(counts[axis], 0)).flatMap { _ in 0..<padded[axis] }
      }, shape: padded)
    return IndexPlan(
      sourceShape: shape, resultShape: plan.resultShape, positions: plan.positions,
      isInjective: plan.isInjective)
  }

  /// `np.repeat` along an axis: one count for all, or one an index.
  package static func repeats(
    _ shape: [Int], _ counts: [Int], axis: Int
  ) throws(ShapeError) -> IndexPlan {
    let axis = try Shapes.normalize(axis: axis, rank: shape.count)
    guard counts.count == 1 || counts.count == shape[axis] else {
      throw .other(
        "operands could not be broadcast together with shape \(ShapeText.compact([shape[axis]])) "
          + ShapeText.compact([counts.count]))
    }
    if counts.contains(where: { $0 < 0 }) {
      throw .other("repeats may not contain negative values.")
    }
    var rows = shape.map { Array(0..<$0) }
    rows[axis] = rows[axis].flatMap { index in
      [Int](repeating: index, count: counts.count == 1 ? counts[0] : counts[index])
    }
    return perAxis(rows, shape: shape)
  }

  /// `np.roll`; nil axes roll the flattened array.
  package static func roll(
    _ shape: [Int], shifts: [Int], axes: [Int]?
  ) throws(ShapeError) -> IndexPlan {
    guard let axes else {
      let count = shape.reduce(1, *)
      let shift = shifts.reduce(0, +)
      let positions = (0..<count).map { wrapped($0 - shift, count) }
      return IndexPlan(
        sourceShape: shape, resultShape: shape, positions: positions, isInjective: true)
    }
    var totals = [Int](repeating: 0, count: shape.count)
    let pairs = max(shifts.count, axes.count)
    guard shifts.count == pairs || shifts.count == 1, axes.count == pairs || axes.count == 1 else {
      throw .shapesDoNotBroadcast(shapes: [[shifts.count], [axes.count]])
    }
    for index in 0..<pairs {
      let axis = try Shapes.normalize(
        axis: axes[axes.count == 1 ? 0 : index], rank: shape.count)
      totals[axis] += shifts[shifts.count == 1 ? 0 : index]
    }
    return perAxis(
      shape.indices.map { axis in
        (0..<shape[axis]).map { wrapped($0 - totals[axis], shape[axis]) }
      }, shape: shape)
  }

  private static func wrapped(_ index: Int, _ extent: Int) -> Int {
    let rest = index % extent
    return rest < 0 ? rest + extent : rest
  }

  /// `np.pad` by repeating the array's own elements; widths before and after, one pair an axis.
  package static func pad(
    _ shape: [Int], _ widths: [(Int, Int)], mode: PadMode
  ) throws(ShapeError) -> IndexPlan {
    var rows: [[Int]] = []
    for axis in shape.indices {
      let (extent, before, after) = (shape[axis], widths[axis].0, widths[axis].1)
      if before < 0 || after < 0 { throw .other("index can't contain negative values") }
      if extent == 0 && before + after > 0 {
        throw .other(
          "can't extend empty axis \(axis) using modes other than 'constant' or 'empty'")
      }
      rows.append(
        (-before..<(extent + after)).map { index in
          switch mode {
          case .edge: return min(max(index, 0), extent - 1)
          case .wrap: return wrapped(index, extent)
          case .symmetric:
            let place = wrapped(index, 2 * extent)
            return place < extent ? place : 2 * extent - 1 - place
          case .reflect:
            if extent == 1 { return 0 }
            let place = wrapped(index, 2 * extent - 2)
            return place < extent ? place : 2 * extent - 2 - place
          }
        })
    }
    return perAxis(rows, shape: shape)
  }

  /// `np.pad(mode="constant")`: −1 where the fill value goes.
  package static func padConstant(_ shape: [Int], _ widths: [(Int, Int)]) -> IndexPlan {
    perAxis(
      shape.indices.map { axis in
        (-widths[axis].0..<(shape[axis] + widths[axis].1)).map { index in
          index >= 0 && index < shape[axis] ? index : -1
        }
      }, shape: shape)
  }

  /// `np.delete` along an axis.
  package static func deleting(
    _ indices: [Int], from shape: [Int], axis: Int
  ) throws -> IndexPlan {
    let axis = try Shapes.normalize(axis: axis, rank: shape.count)
    var dropped = [Bool](repeating: false, count: shape[axis])
    for index in indices {
      let place = index < 0 ? index + shape[axis] : index
      guard place >= 0, place < shape[axis] else {
        throw IndexingError.outOfBounds(index: index, axis: axis, extent: shape[axis])
      }
      dropped[place] = true
    }
    var rows = shape.map { Array(0..<$0) }
    rows[axis].removeAll { dropped[$0] }
    return perAxis(rows, shape: shape)
  }
}

extension NDArray {
  /// The elements a plan picks from this array; `fill` where it picks none.
  package func gathered(by plan: IndexPlan, fill: Scalar = .int(0)) -> NDArray {
    precondition(plan.sourceShape.reduce(1, *) == count, "a plan for this shape")
    let positions =
      isContiguous
      ? plan.positions.map { $0 < 0 ? -1 : $0 + offset }
      : plan.positions.map { $0 < 0 ? -1 : bufferIndex(flat: $0) }
    let result = gathered(bufferIndices: positions, shape: plan.resultShape)
    for (index, position) in positions.enumerated() where position < 0 {
      result.setScalar(fill, flat: index)
    }
    return result
  }

  /// `np.rot90`: views turned by `times` quarter turns in the plane of two axes.
  package func rotated(_ times: Int = 1, axes: (Int, Int) = (0, 1)) throws(ShapeError) -> NDArray {
    let first = try Shapes.normalize(axis: axes.0, rank: rank)
    let second = try Shapes.normalize(axis: axes.1, rank: rank)
    if first == second { throw .other("Axes must be different.") }
    switch ((times % 4) + 4) % 4 {
    case 0: return self
    case 2: return try flipped([first]).flipped([second])
    case 1: return try flipped([second]).swappedAxes(first, second)
    default: return try swappedAxes(first, second).flipped([second])
    }
  }
}
