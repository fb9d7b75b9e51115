import Arrays
import Autodiff

extension Graph {
  /// `x[items]`: strided movement where the subscript holds no arrays, a gather of the flattened operand otherwise.
  func index(_ x: NodeID, _ items: [IndexItem], _ mode: IndexMode) throws -> NodeID {
    let source = shape(of: x)
    if let moved = try basicIndex(x, items, source, mode) { return moved }
    let plan = try IndexPlan(items, shape: source, mode: mode)
    if items.count == 1, case .array(let indices) = items[0], indices.dtype.isInteger,
      source.count > 1
    {
      // Whole rows: no need to number every element.
      let rows = try IndexPlan(items, shape: [source[0]], mode: mode)
      let taken = try take(x, constant(NDArray(rows.positions)), axis: 0)
      return try reshape(taken, plan.resultShape)
    }
    let flat = try reshape(x, [source.reduce(1, *)])
    let taken = try take(flat, constant(NDArray(plan.positions)), axis: 0)
    return try reshape(taken, plan.resultShape)
  }

  private func basicIndex(_ x: NodeID, _ items: [IndexItem], _ source: [Int], _ mode: IndexMode)
    throws -> NodeID?
  {
    var start: [Int] = []
    var count: [Int] = []
    var step: [Int] = []
    var result: [Int] = []
    var flipped: [Int] = []
    let consumed = items.reduce(0) { total, item in
      switch item {
      case .integer, .slice: total + 1
      default: total
      }
    }
    for item in items { if case .array = item { return nil } }
    if consumed > source.count {
      throw IndexingError.tooManyIndices(rank: source.count, count: consumed)
    }
    func whole() {
      let extent = source[start.count]
      start.append(0)
      count.append(extent)
      step.append(1)
      result.append(extent)
    }
    var hasEllipsis = false
    for item in items {
      switch item {
      case .integer(let index):
        let axis = start.count
        let extent = source[axis]
        var position = index < 0 ? index + extent : index
        if position < 0 || position >= extent {
          guard mode == .clipped, extent > 0 else {
            throw IndexingError.outOfBounds(index: index, axis: axis, extent: extent)
          }
          position = position < 0 ? 0 : extent - 1
        }
        start.append(position)
        count.append(1)
        step.append(1)
      case .slice(let first, let last, let by):
        let range = try SliceRange(start: first, stop: last, step: by, extent: source[start.count])
        if range.step < 0 {
          flipped.append(start.count)
          start.append(range.count == 0 ? 0 : range.start + (range.count - 1) * range.step)
          step.append(-range.step)
        } else {
          start.append(range.start)
          step.append(range.step)
        }
        count.append(range.count)
        result.append(range.count)
      case .newaxis: result.append(1)
      case .ellipsis:
        guard !hasEllipsis else { throw IndexingError.severalEllipses }
        hasEllipsis = true
        for _ in 0..<(source.count - consumed) { whole() }
      case .array: return nil
      }
    }
    while start.count < source.count { whole() }
    let sliced = try slice(x, start: start, count: count, step: step)
    return try reshape(reverse(sliced, axes: flipped), result)
  }

  /// A copy of `x` with the elements of `items` set to, added to or otherwise combined with `updates`, broadcast.
  func indexUpdate(
    _ x: NodeID, _ items: [IndexItem], _ kind: ScatterKind, _ updates: NodeID, _ mode: IndexMode
  ) throws -> NodeID {
    let source = shape(of: x)
    let plan = try IndexPlan(items, shape: source, mode: mode)
    var positions = plan.positions
    var values = updates
    while rank(of: values) > plan.resultShape.count, shape(of: values).first == 1 {
      values = try reshape(values, Array(shape(of: values).dropFirst()))
    }
    let fits = Shapes.joined([shape(of: values), plan.resultShape]) == plan.resultShape
    guard fits else {
      throw IndexingError.valueShape(
        value: shape(of: updates), result: plan.resultShape, dtype: dtype(of: updates))
    }
    values = try reshape(broadcast(values, to: plan.resultShape), [positions.count])
    if positions.contains(-1) {
      // Dropped positions neither read nor write.
      let kept = positions.indices.filter { positions[$0] >= 0 }
      values = try take(values, constant(NDArray(kept)), axis: 0)
      positions = kept.map { positions[$0] }
    }
    let flat = try reshape(x, [source.reduce(1, *)])
    if positions.isEmpty { return x }
    let result = try scatter(kind, flat, constant(NDArray(positions)), values, axis: 0)
    return try reshape(result, source)
  }
}
