package import Arrays
import Autodiff
import Execution

/// Movements and selections that methods and modules share.
extension Interpreter {
  package func swapAxes(_ x: ArrayObject, _ a: Int, _ b: Int, _ facade: Facade) throws
    -> ArrayObject
  {
    let isNumPy = facade == .numpy
    let first = try Shapes.normalize(axis: a, rank: x.rank, argument: isNumPy ? "axis1" : nil)
    let second = try Shapes.normalize(axis: b, rank: x.rank, argument: isNumPy ? "axis2" : nil)
    return try moved(
      x, facade, eager: { try $0.swappedAxes(first, second) },
      traced: { try $0.swapAxes($1, first, second) })
  }

  package func squeeze(_ x: ArrayObject, _ axes: [Int]?, _ facade: Facade) throws -> ArrayObject {
    let shape = x.shape
    let places =
      try axes.map { try Shapes.normalize(axes: $0, rank: shape.count) }
      ?? shape.indices.filter { shape[$0] == 1 }
    return try moved(
      x, facade, eager: { try $0.squeezed(places) },
      traced: { try $0.squeeze($1, axes: places) })
  }

  package func expandDims(_ x: ArrayObject, _ axes: [Int], _ facade: Facade) throws -> ArrayObject {
    try moved(
      x, facade, eager: { try $0.expanded(axes) }, traced: { try $0.expandDims($1, axes: axes) })
  }

  package func flip(_ x: ArrayObject, _ axes: [Int]?, _ facade: Facade) throws -> ArrayObject {
    let places = try Shapes.normalize(axes: axes, rank: x.rank)
    return try moved(
      x, facade, eager: { try $0.flipped(places) }, traced: { try $0.reverse($1, axes: places) })
  }

  package func moveAxes(_ x: ArrayObject, _ source: [Int], _ target: [Int], _ facade: Facade) throws
    -> ArrayObject
  {
    let order = try NDArray.permutation(moving: source, to: target, rank: x.rank)
    return try transpose(x, order, facade)
  }

  package func diagonal(
    _ x: ArrayObject, _ offset: Int, _ axis1: Int, _ axis2: Int, _ facade: Facade
  )
    throws -> ArrayObject
  {
    let rank = x.rank
    guard rank >= 2 else {
      throw Raised(.valueError, "diag requires an array of at least two dimensions")
    }
    let first = try Shapes.normalize(axis: axis1, rank: rank)
    let second = try Shapes.normalize(axis: axis2, rank: rank)
    return try moved(
      x, facade, eager: { try $0.diagonal(offset: offset, axis1: first, axis2: second) },
      traced: { graph, id in
        let shape = graph.shape(of: id)
        let start = (row: max(-offset, 0), column: max(offset, 0))
        let count = max(min(shape[first] - start.row, shape[second] - start.column), 0)
        let rest = (0..<rank).filter { $0 != first && $0 != second }
        let moved = try graph.transpose(id, [first, second] + rest)
        let restShape = rest.map { shape[$0] }
        let rows = try graph.reshape(moved, [shape[first] * shape[second]] + restShape)
        let positions = (0..<count).map {
          (start.row + $0) * shape[second] + start.column + $0
        }
        let taken = try graph.take(rows, graph.constant(NDArray(positions)), axis: 0)
        return try graph.moveAxis(taken, from: 0, to: rest.count)
      })
  }

  package func repeated(
    _ x: ArrayObject, _ repeats: ArrayObject, axis: Int?, _ facade: Facade
  ) throws -> ArrayObject {
    let source = axis == nil ? try reshape(x, [-1], facade) : x
    let place = axis ?? 0
    let extent = source.shape[place]
    let counts = try numerics.value(of: repeats).integers
    guard counts.count == 1 || counts.count == extent else {
      throw Raised(
        .valueError,
        "operands could not be broadcast together with shape (\(extent),) (\(counts.count),)")
    }
    guard counts.allSatisfy({ $0 >= 0 }) else {
      throw Raised(
        .valueError,
        repeats.rank == 0
          ? "negative dimensions are not allowed" : "repeats may not contain negative values.")
    }
    var total = counts.count == 1 ? extent : 0
    for count in counts {
      let (next, overflow) =
        counts.count == 1
        ? total.multipliedReportingOverflow(by: count) : total.addingReportingOverflow(count)
      guard !overflow else { throw Raised(.valueError, "array is too big") }
      total = next
    }
    var repeatedShape = source.shape
    repeatedShape[place] = total
    try requireMemory(for: repeatedShape, source.dtype)
    let rows = (0..<extent).flatMap { row in
      [Int](repeating: row, count: counts[counts.count == 1 ? 0 : row])
    }
    return try numerics.build1([source], facade) {
      try $0.take($1[0], $0.constant(NDArray(rows)), axis: place)
    }
  }

  /// `np.clip`: either bound may be `None`.
  package func clip(_ x: ArrayObject, _ low: Value, _ high: Value, _ facade: Facade) throws
    -> ArrayObject
  {
    var bounds: [Operand] = []
    if !low.isNone, !low.isUnbound { bounds.append(try operand(of: low, facade, function: "clip")) }
    if !high.isNone, !high.isUnbound {
      bounds.append(try operand(of: high, facade, function: "clip"))
    }
    if bounds.isEmpty { return x }
    let all = [Operand.array(x)] + bounds
    if facade == .numpy, all.contains(where: \.isTraced) {
      return try hipsClip(x, low, high)
    }
    var result = Operand.array(x)
    if !low.isNone, !low.isUnbound {
      result = .array(try elementwise(ElementwiseTable.maximum, [result, bounds[0]], facade))
    }
    if !high.isNone, !high.isUnbound, let last = bounds.last {
      result = .array(try elementwise(ElementwiseTable.minimum, [result, last], facade))
    }
    return array(of: result, facade)
  }

  /// HIPS's convention: derivative 1 strictly between the bounds, 0 at and beyond them.
  private func hipsClip(_ x: ArrayObject, _ low: Value, _ high: Value) throws -> ArrayObject {
    var result: Value = .object(x)
    if !low.isNone, !low.isUnbound {
      let isAbove = try elementwise(ElementwiseTable.greater, [.object(x), low], .numpy)
      result = .object(try select(isAbove, result, low, .numpy))
    }
    if !high.isNone, !high.isUnbound {
      let isBelow = try elementwise(ElementwiseTable.less, [.object(x), high], .numpy)
      result = .object(try select(isBelow, result, high, .numpy))
    }
    return try array(of: result, .numpy)
  }

  /// Elements of the flattened array or rows along an axis where a condition holds.
  package func compress(
    _ condition: ArrayObject, _ x: ArrayObject, axis: Int?, _ facade: Facade
  ) throws -> ArrayObject {
    let truths = try numerics.value(of: condition).truths
    let indices = truths.indices.filter { truths[$0] }
    return try take(
      x, ArrayObject(NDArray(indices), facade == .jax ? .jax : .array), axis: axis, facade)
  }

  /// `np.put`: elements of the flattened array; values repeat.
  package func put(_ x: ArrayObject, _ indices: Value, _ values: Value, mode: Value) throws {
    let places = try numerics.value(
      of: placed(array(of: indices, .numpy), extent: x.count, mode: mode, .numpy)
    ).integers
    let elements = try numerics.value(of: array(of: values, .numpy)).scalars
    guard !elements.isEmpty else { return }
    let updated = try numerics.value(of: x).duplicate()
    for (position, place) in places.enumerated() {
      let index = place < 0 ? place + updated.count : place
      guard index >= 0, index < updated.count else {
        throw IndexingError.outOfBounds(index: place, axis: 0, extent: updated.count)
      }
      updated.setScalar(elements[position % elements.count], flat: index)
    }
    try x.write(updated)
  }

  // MARK: Order

  /// Refuses names of sorting methods that NumPy does not know; all that it knows sort alike here.
  func checkSortKind(_ kind: Value) throws {
    guard let text = kind.text, let first = text.lowercased().first, !"qhms".contains(first) else {
      return
    }
    throw Raised(
      .valueError, "sort kind must be one of 'quick', 'heap', or 'stable' (got '\(text)')")
  }

  func isRightSide(_ side: Value) throws -> Bool {
    guard let text = side.text, text == "left" || text == "right" else {
      throw Raised(
        .valueError, "search side must be 'left' or 'right' (got \(try repr(side)))")
    }
    return text == "right"
  }

  /// Sorted along an axis (flattened where nil); NaN last.
  package func sort(_ x: ArrayObject, axis: Int?, _ facade: Facade) throws -> ArrayObject {
    let source = axis == nil ? try reshape(x, [-1], facade) : x
    guard source.rank > 0 else {
      throw ShapeError.axisOutOfBounds(axis: -1, rank: 0)
    }
    let place = axis ?? 0
    if source.isTraced {
      return try numerics.build1([source], facade) { graph, ids in
        try graph.sorted(ids[0], axis: place, executor: numerics.executor)
      }
    }
    return ArrayObject(
      Kernels.sort(try numerics.value(of: source), axis: place), facade == .jax ? .jax : .array)
  }

  package func argsort(_ x: ArrayObject, axis: Int?, descending: Bool = false, _ facade: Facade)
    throws
    -> ArrayObject
  {
    let source = axis == nil ? try reshape(x, [-1], facade) : x
    guard source.rank > 0 else {
      return ArrayObject(NDArray([0], shape: [1]), facade == .jax ? .jax : .array)
    }
    var elements = try numerics.value(of: source)
    if descending {
      elements = Kernels.map(
        .negative, elements.dtype == .bool ? elements.converted(to: .int64) : elements)
    }
    let order = Kernels.argsort(elements, axis: axis ?? 0)
    return ArrayObject(
      facade == .jax ? order.converted(to: numerics.promotion.defaultInt) : order,
      facade == .jax ? .jax : .array)
  }

  package func searchSorted(
    _ sorted: ArrayObject, _ values: ArrayObject, right: Bool, _ facade: Facade
  ) throws -> ArrayObject {
    let operands = try promoted([sorted, values], facade)
    let found = Kernels.searchSorted(
      try numerics.value(of: operands[0]), try numerics.value(of: operands[1]), right: right)
    return ArrayObject(
      result: facade == .jax ? found.converted(to: numerics.promotion.defaultInt) : found, facade)
  }

  // MARK: Reductions over some elements

  /// A reduction with `initial=` or `where=`.
  package func maskedReduce(
    _ kind: Reduction, _ x: ArrayObject, axes: [Int]?, keepDims: Bool, dtype: DType?,
    freedom: Double, initial: Value, mask: Value, facade: Facade
  ) throws -> ArrayObject {
    var operand = x
    if !mask.isNone, !mask.isUnbound {
      switch kind {
      case .sum, .any: operand = try select(mask, .object(x), .int(0), facade)
      case .prod, .all: operand = try select(mask, .object(x), .int(1), facade)
      case .max, .min:
        guard !initial.isNone, !initial.isUnbound else {
          throw Raised(
            .valueError,
            "reduction operation '\(kind.emptyName)' does not have an identity, so to use a where mask one has to specify 'initial'"
          )
        }
        operand = try select(mask, .object(x), initial, facade)
      case .mean, .var, .std:
        return try maskedMoment(kind, x, axes, keepDims, freedom, mask, facade)
      }
    }
    let hasInitial = !initial.isNone && !initial.isUnbound
    if hasInitial, operand.count == 0, kind == .max || kind == .min {
      return try array(of: initial, facade)
    }
    let reduced = try reduce(
      kind, operand, axes: axes, keepDims: keepDims, dtype: dtype, freedom: freedom, facade: facade)
    guard hasInitial else { return reduced }
    let function: ElementwiseFunction =
      switch kind {
      case .sum: ElementwiseTable.add
      case .prod: ElementwiseTable.multiply
      case .max: ElementwiseTable.maximum
      default: ElementwiseTable.minimum
      }
    return try elementwise(
      function, [.array(reduced), operandOf(initial, facade)], facade)
  }

  private func operandOf(_ value: Value, _ facade: Facade) throws -> Operand {
    try operand(of: value, facade, function: "reduce")
  }

  private func maskedMoment(
    _ kind: Reduction, _ x: ArrayObject, _ axes: [Int]?, _ keepDims: Bool, _ freedom: Double,
    _ mask: Value, _ facade: Facade
  ) throws -> ArrayObject {
    let flags = try broadcast(
      converted(array(of: mask, facade), .bool, facade), to: x.shape, facade)
    let count = try reduce(.sum, flags, axes: axes, keepDims: true, dtype: nil, facade: facade)
    let kept = try select(.object(flags), .object(x), .int(0), facade)
    let total = try reduce(.sum, kept, axes: axes, keepDims: true, facade: facade)
    let mean = try elementwise(ElementwiseTable.divide, [.array(total), .array(count)], facade)
    var result = mean
    if kind != .mean {
      let centred = try elementwise(ElementwiseTable.subtract, [.array(x), .array(mean)], facade)
      let squares = try elementwise(ElementwiseTable.square, [.array(centred)], facade)
      let masked = try select(.object(flags), .object(squares), .int(0), facade)
      let sum = try reduce(.sum, masked, axes: axes, keepDims: true, facade: facade)
      let divisor = try elementwise(
        ElementwiseTable.subtract, [.array(count), .python(.float, .float(freedom))], facade)
      result = try elementwise(ElementwiseTable.divide, [.array(sum), .array(divisor)], facade)
      if kind == .std {
        result = try elementwise(ElementwiseTable.sqrt, [.array(result)], facade)
      }
    }
    return keepDims
      ? result : try squeeze(result, axes ?? Array(0..<x.rank), facade).asElement(facade)
  }
}

extension Graph {
  /// Sorted along an axis: elements gathered in the order of their values, so that derivatives follow them.
  func sorted(_ x: NodeID, axis: Int, executor: Executor) throws -> NodeID {
    let order = Kernels.argsort(try executor.value(of: x), axis: axis)
    return try takeAlongAxis(x, constant(order), axis: axis)
  }
}
