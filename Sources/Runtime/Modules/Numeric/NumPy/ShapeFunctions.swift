import Arrays
import Autodiff

/// `reshape`, `stack` and other functions that move elements.
enum ShapeFunctions {
  static let all: [NumericFunction] = reshaping + joining + splitting + selecting + flipping

  private static let reshaping: [NumericFunction] = [
    .array(
      "reshape(a, /, shape=None, order='C', *, newshape=None, copy=None)",
      "The elements under another shape."
    ) { c in
      let x = try c.array(0)
      let result = try c.interpreter.reshape(
        x, c.interpreter.shape(from: c.isMissing(1) ? c[3] : c[1]),
        c.interpreter.memoryOrder(c[2], of: x), c.facade)
      return try !c.isMissing(4) && c.flag(4) ? c.interpreter.copy(result) : result
    },
    .array("ravel(a, order='C')", "The elements in one axis.") { c in
      let x = try c.array(0)
      return try c.interpreter.reshape(x, [-1], c.interpreter.memoryOrder(c[1], of: x), c.facade)
    },
    .array("transpose(a, axes=None)", "The axes in another order.", aliases: ["permute_dims"]) {
      c in
      try c.interpreter.transpose(c.array(0), c.axes(1), c.facade)
    },
    .array("matrix_transpose(x, /)", "The last two axes exchanged.") { c in
      try c.interpreter.swapAxes(c.array(0), -1, -2, c.facade)
    },
    .array("swapaxes(a, axis1, axis2)", "Two axes exchanged.") { c in
      try c.interpreter.swapAxes(c.array(0), c.int(1), c.int(2), c.facade)
    },
    .array("moveaxis(a, source, destination)", "Axes moved to other places.") { c in
      try c.interpreter.moveAxes(c.array(0), c.axes(1) ?? [], c.axes(2) ?? [], c.facade)
    },
    .array("rollaxis(a, axis, start=0)", "One axis rolled backwards.") { c in
      let x = try c.array(0)
      let axis = try Shapes.normalize(axis: c.int(1), rank: x.rank)
      var start = try c.int(2)
      if start < 0 { start += x.rank }
      if axis < start { start -= 1 }
      return try c.interpreter.moveAxes(x, [axis], [start], c.facade)
    },
    .array("squeeze(a, axis=None)", "Axes of one element removed.") { c in
      try c.interpreter.squeeze(c.array(0), c.axes(1), c.facade)
    },
    .array("expand_dims(a, axis)", "Axes of one element added.") { c in
      try c.interpreter.expandDims(c.array(0), c.axes(1) ?? [], c.facade)
    },
    .array("broadcast_to(array, shape, subok=False)", "The array repeated to a shape.") { c in
      try c.interpreter.broadcast(c.array(0), to: c.interpreter.shape(from: c[1]), c.facade)
    },
    NumericFunction(
      "broadcast_arrays(*args, subok=False)", "Arrays repeated to their common shape."
    ) { c in
      let arrays = try c.arguments.variadic(0).map { try c.interpreter.array(of: $0, c.facade) }
      guard let shape = Shapes.joined(arrays.map(\.shape)) else {
        throw ShapeError.shapesDoNotBroadcast(shapes: arrays.map(\.shape))
      }
      let results = try arrays.map {
        Value.object(try c.interpreter.broadcast($0, to: shape, c.facade))
      }
      return c.facade == .jax ? .list(results) : .tuple(results)
    },
    NumericFunction("broadcast_shapes(*args)", "The shape that shapes broadcast to.") { c in
      let shapes = try c.arguments.variadic(0).map { try c.interpreter.shape(from: $0) }
      guard let shape = Shapes.joined(shapes) else {
        throw ShapeError.shapesDoNotBroadcast(shapes: shapes)
      }
      return .tuple(shape.map { .int($0) })
    },
    atLeast(1), atLeast(2), atLeast(3),
    NumericFunction("shape(a)", "The shape.") { c in .tuple(try c.array(0).shape.map { .int($0) })
    },
    NumericFunction("ndim(a)", "The number of axes.") { c in .int(try c.array(0).rank) },
    NumericFunction("size(a, axis=None)", "The number of elements.") { c in
      let x = try c.array(0)
      guard let axis = try c.interpreter.axis(from: c[1], rank: x.rank) else {
        return .int(x.count)
      }
      return .int(x.shape[axis])
    },
  ]

  private static func atLeast(_ rank: Int) -> NumericFunction {
    NumericFunction("atleast_\(rank)d(*arys)", "Arrays with at least \(rank) axes.") { c in
      let results = try c.arguments.variadic(0).map { value -> Value in
        let x = try c.interpreter.array(of: value, c.facade)
        let shape = x.shape
        let target: [Int] =
          switch (rank, shape.count) {
          case (1, 0): [1]
          case (2, 0): [1, 1]
          case (2, 1): [1, shape[0]]
          case (3, 0): [1, 1, 1]
          case (3, 1): [1, shape[0], 1]
          case (3, 2): shape + [1]
          default: shape
          }
        return .object(target == shape ? x : try c.interpreter.reshape(x, target, c.facade))
      }
      return results.count == 1 ? results[0] : .tuple(results)
    }
  }

  private static let joining: [NumericFunction] = [
    .array(
      "concatenate(arrays, axis=0, out=None, *, dtype=None, casting='same_kind')",
      "Arrays joined along an axis.", aliases: ["concat"]
    ) { c in
      let parts = try c.interpreter.arrays(from: c[0], c.facade)
      let result = try c.interpreter.concatenate(
        parts, axis: c.isMissing(1) ? nil : c.int(1), c.facade)
      return try c.dtype(3).map { try c.interpreter.astype(result, $0, c.facade) } ?? result
    },
    .array("stack(arrays, axis=0, out=None, *, dtype=None)", "Arrays joined along a new axis.") {
      c in
      try c.interpreter.stack(c.interpreter.arrays(from: c[0], c.facade), axis: c.int(1), c.facade)
    },
    .array("vstack(tup, *, dtype=None)", "Arrays joined as rows.", aliases: ["row_stack"]) { c in
      try c.interpreter.concatenate(rows(c), axis: 0, c.facade)
    },
    .array("hstack(tup, *, dtype=None)", "Arrays joined along the second axis.") { c in
      let parts = try c.interpreter.arrays(from: c[0], c.facade).map {
        $0.rank == 0 ? try c.interpreter.reshape($0, [1], c.facade) : $0
      }
      return try c.interpreter.concatenate(
        parts, axis: (parts.first?.rank ?? 1) == 1 ? 0 : 1, c.facade)
    },
    .array("dstack(tup, *, dtype=None)", "Arrays joined along the third axis.") { c in
      let parts = try c.interpreter.arrays(from: c[0], c.facade).map { part -> ArrayObject in
        switch part.rank {
        case 0: try c.interpreter.reshape(part, [1, 1, 1], c.facade)
        case 1: try c.interpreter.reshape(part, [1, part.shape[0], 1], c.facade)
        case 2: try c.interpreter.reshape(part, part.shape + [1], c.facade)
        default: part
        }
      }
      return try c.interpreter.concatenate(parts, axis: 2, c.facade)
    },
    .array("column_stack(tup)", "Vectors joined as columns.") { c in
      let parts = try c.interpreter.arrays(from: c[0], c.facade).map {
        $0.rank < 2 ? try c.interpreter.reshape($0, [-1, 1], c.facade) : $0
      }
      return try c.interpreter.concatenate(parts, axis: 1, c.facade)
    },
    .array("append(arr, values, axis=None)", "Values joined to the end.") { c in
      let x = try c.array(0), y = try c.array(1)
      return try c.interpreter.concatenate(
        [x, y], axis: c.interpreter.axis(from: c[2], rank: x.rank), c.facade)
    },
    .array("tile(A, reps)", "The array repeated as a whole.") { c in
      let x = try c.array(0)
      var repeats = try c.interpreter.shape(from: c[1])
      guard repeats.allSatisfy({ $0 >= 0 }) else {
        throw Raised(.valueError, "negative dimensions are not allowed")
      }
      var shape = x.shape
      while repeats.count < shape.count { repeats.insert(1, at: 0) }
      while shape.count < repeats.count { shape.insert(1, at: 0) }
      var tiled = repeats
      for (axis, extent) in shape.enumerated() {
        let (product, overflow) = repeats[axis].multipliedReportingOverflow(by: extent)
        guard !overflow else { throw Raised(.valueError, "array is too big") }
        tiled[axis] = product
      }
      try c.interpreter.requireMemory(for: tiled, x.dtype)
      let spread = zip(repeats, shape).flatMap { [$0, $1] }
      let single = try c.interpreter.reshape(x, shape.flatMap { [1, $0] }, c.facade)
      let full = try c.interpreter.broadcast(single, to: spread, c.facade)
      let result = try c.interpreter.reshape(full, zip(repeats, shape).map { $0 * $1 }, c.facade)
      result.isReadOnly = false
      return result.isTraced ? result : try c.interpreter.copy(result)
    },
    .array("repeat(a, repeats, axis=None, *, total_repeat_length=None)", "Elements repeated.") {
      c in
      let x = try c.array(0)
      return try c.interpreter.repeated(
        x, c.interpreter.array(of: c[1], .numpy),
        axis: c.interpreter.axis(from: c[2], rank: x.rank), c.facade)
    },
    .array("block(arrays)", "Nested lists of blocks joined.") { c in try block(c[0], c).0 },
  ]

  private static func rows(_ c: NumericCall) throws -> [ArrayObject] {
    try c.interpreter.arrays(from: c[0], c.facade).map {
      $0.rank == 0
        ? try c.interpreter.reshape($0, [1, 1], c.facade)
        : $0.rank == 1 ? try c.interpreter.reshape($0, [1, $0.shape[0]], c.facade) : $0
    }
  }

  /// Joins innermost lists along the last axis, the next along the last but one; depth counts from the inside.
  private static func block(_ value: Value, _ c: NumericCall) throws -> (ArrayObject, depth: Int) {
    guard case .list(let list) = value else { return (try c.array(of: value), 0) }
    let parts = try list.elements.map { try block($0, c) }
    let depth = parts.map(\.depth).max() ?? 0
    let rank = max(parts.map(\.0.rank).max() ?? 1, depth + 1)
    let lifted = try parts.map { part, _ -> ArrayObject in
      let missing = rank - part.rank
      return missing > 0
        ? try c.interpreter.reshape(
          part, [Int](repeating: 1, count: missing) + part.shape, c.facade) : part
    }
    return (try c.interpreter.concatenate(lifted, axis: -1 - depth, c.facade), depth + 1)
  }

  private static let splitting: [NumericFunction] = [
    NumericFunction("split(ary, indices_or_sections, axis=0)", "Parts along an axis.") { c in
      try split(c, axis: c.int(2), isEqual: true)
    },
    NumericFunction(
      "array_split(ary, indices_or_sections, axis=0)", "Parts along an axis, as equal as possible."
    ) { c in
      try split(c, axis: c.int(2), isEqual: false)
    },
    NumericFunction("vsplit(ary, indices_or_sections)", "Parts along the first axis.") { c in
      try split(c, axis: 0, isEqual: true)
    },
    NumericFunction("hsplit(ary, indices_or_sections)", "Parts along the second axis.") { c in
      try split(c, axis: c.array(0).rank == 1 ? 0 : 1, isEqual: true)
    },
    NumericFunction("dsplit(ary, indices_or_sections)", "Parts along the third axis.") { c in
      try split(c, axis: 2, isEqual: true)
    },
    NumericFunction("unstack(x, /, *, axis=0)", "Parts of one index each.") { c in
      let x = try c.array(0)
      let axis = try Shapes.normalize(axis: c.int(1), rank: x.rank)
      return .tuple(
        try (0..<x.shape[axis]).map {
          .object(
            try c.interpreter.item(x, [IndexItem](repeating: .all, count: axis) + [.integer($0)]))
        })
    },
  ]

  private static func split(_ c: NumericCall, axis: Int, isEqual: Bool) throws -> Value {
    let x = try c.array(0)
    let place = try Shapes.normalize(axis: axis, rank: x.rank)
    let extent = x.shape[place]
    var bounds: [Int]
    if case .int(let sections) = c[1] {
      guard sections > 0 else {
        throw Raised(.valueError, "number sections must be larger than 0.")
      }
      if isEqual, extent % sections != 0 {
        throw ShapeError.unequalSplit(extent: extent, sections: sections)
      }
      let (size, extra) = extent.quotientAndRemainder(dividingBy: sections)
      bounds = [0]
      for index in 0..<sections { bounds.append(bounds[index] + size + (index < extra ? 1 : 0)) }
    } else {
      bounds = [0] + (try c.interpreter.shape(from: c[1])) + [extent]
    }
    let whole = [IndexItem](repeating: .all, count: place)
    return .list(
      try zip(bounds, bounds.dropFirst()).map { start, stop in
        .object(try c.interpreter.item(x, whole + [.slice(start: start, stop: stop, step: nil)]))
      })
  }

  private static let flipping: [NumericFunction] = [
    .array("flip(m, axis=None)", "The order reversed along axes.") { c in
      try c.interpreter.flip(c.array(0), c.axes(1), c.facade)
    },
    .array("flipud(m)", "The rows reversed.") { c in
      try c.interpreter.flip(c.array(0), [0], c.facade)
    },
    .array("fliplr(m)", "The columns reversed.") { c in
      try c.interpreter.flip(c.array(0), [1], c.facade)
    },
    .array("rot90(m, k=1, axes=(0, 1))", "Rotated by quarter turns.") { c in
      let x = try c.array(0)
      let axes = try c[2].text == nil ? c.axes(2) ?? [0, 1] : [0, 1]
      let first = try Shapes.normalize(axis: axes[0], rank: x.rank)
      let second = try Shapes.normalize(axis: axes[1], rank: x.rank)
      switch ((try c.int(1) % 4) + 4) % 4 {
      case 0: return x
      case 1:
        return try c.interpreter.swapAxes(
          c.interpreter.flip(x, [second], c.facade), first, second, c.facade)
      case 2: return try c.interpreter.flip(x, [first, second], c.facade)
      default:
        return try c.interpreter.flip(
          c.interpreter.swapAxes(x, first, second, c.facade), [second], c.facade)
      }
    },
    .array("roll(a, shift, axis=None)", "Elements shifted, those that leave coming back.") { c in
      let x = try c.array(0)
      guard let axes = try c.axes(2) else {
        let flat = try c.interpreter.reshape(x, [-1], c.facade)
        let shift = try c.interpreter.shape(from: c[1]).reduce(0, +)
        return try c.interpreter.reshape(roll(flat, shift, 0, c), x.shape, c.facade)
      }
      var shifts = try c.interpreter.shape(from: c[1])
      if shifts.count == 1 { shifts = axes.map { _ in shifts[0] } }
      var result = x
      for (shift, axis) in zip(shifts, axes) {
        result = try roll(result, shift, Shapes.normalize(axis: axis, rank: x.rank), c)
      }
      return result
    },
  ]

  private static func roll(_ x: ArrayObject, _ shift: Int, _ axis: Int, _ c: NumericCall) throws
    -> ArrayObject
  {
    let extent = x.shape[axis]
    guard extent > 0 else { return x }
    let places = (0..<extent).map { ((($0 - shift) % extent) + extent) % extent }
    return try c.build([x]) { try $0.take($1[0], $0.constant(NDArray(places)), axis: axis) }
  }

  private static let selecting: [NumericFunction] = [
    .array("diag(v, k=0)", "A diagonal taken out, or a matrix with a diagonal.") { c in
      let x = try c.array(0), k = try c.int(1)
      switch x.rank {
      case 1: return try diagonalMatrix(x, k, c)
      case 2: return try c.interpreter.diagonal(x, k, 0, 1, c.facade)
      default: throw Raised(.valueError, "Input must be 1- or 2-d.")
      }
    },
    .array("diagflat(v, k=0)", "A matrix with the flattened input as diagonal.") { c in
      try diagonalMatrix(c.interpreter.reshape(c.array(0), [-1], c.facade), c.int(1), c)
    },
    .array("diagonal(a, offset=0, axis1=0, axis2=1)", "Elements of a diagonal.") { c in
      try c.interpreter.diagonal(c.array(0), c.int(1), c.int(2), c.int(3), c.facade)
    },
    .array("trace(a, offset=0, axis1=0, axis2=1, dtype=None, out=None)", "Sum of a diagonal.") {
      c in
      let diagonal = try c.interpreter.diagonal(c.array(0), c.int(1), c.int(2), c.int(3), c.facade)
      return try c.interpreter.reduce(
        .sum, diagonal, axes: [-1], dtype: c.dtype(4), facade: c.facade)
    },
    .array("tril(m, k=0)", "Zeros above a diagonal.") { c in try triangle(c) { $1 <= $0 + $2 } },
    .array("triu(m, k=0)", "Zeros below a diagonal.") { c in try triangle(c) { $1 >= $0 + $2 } },
    NumericFunction(
      "where(condition, x=<no value>, y=<no value>, /)",
      "Elements of x where the condition holds, of y elsewhere."
    ) { c in
      if c[1].isUnbound, c[2].isUnbound {
        return .tuple(try c.elements(0).nonzero().map { .object(c.index($0)) })
      }
      guard !c[1].isUnbound, !c[2].isUnbound else {
        throw Raised(.valueError, "either both or neither of x and y should be given")
      }
      if c.facade == .jax { for slot in 0..<3 { _ = try c.array(slot) } }
      return .object(try c.interpreter.select(c[0], c[1], c[2], c.facade))
    },
    .array("select(condlist, choicelist, default=0)", "The first choice whose condition holds.") {
      c in
      var result = c[2]
      for (condition, choice) in zip(
        try c.interpreter.collect(c[0]), try c.interpreter.collect(c[1])
      ).reversed() {
        result = .object(try c.interpreter.select(condition, choice, result, c.facade))
      }
      return try c.array(of: result)
    },
    .array(
      "choose(a, choices, out=None, mode='raise')", "Elements of the array that an index chooses."
    ) { c in
      let choices = try c.promoted(c.interpreter.arrays(from: c[1], c.facade))
      let index = try c.interpreter.placed(c.array(0), extent: choices.count, mode: c[3], c.facade)
      if c.facade == .numpy,
        try !c.session.value(of: index).integers.allSatisfy({ choices.indices.contains($0) })
      {
        throw Raised(.valueError, "invalid entry in choice array")
      }
      var result = choices[0]
      for (position, choice) in choices.enumerated().dropFirst() {
        let isChosen = try c.interpreter.elementwise(
          ElementwiseTable.equal, [.array(index), .python(.int, .int(position))], c.facade)
        result = try c.interpreter.select(
          .object(isChosen), .object(choice), .object(result), c.facade)
      }
      return try c.interpreter.broadcast(
        result, to: ShapesOf.joined(index.shape, result.shape), c.facade)
    },
    .array(
      "clip(a, a_min=None, a_max=None, out=None, *, min=None, max=None)",
      "Elements limited to an interval."
    ) { c in
      try c.interpreter.clip(
        c.array(0), c.isMissing(1) ? c[4] : c[1], c.isMissing(2) ? c[5] : c[2], c.facade)
    },
    .array(
      "take(a, indices, axis=None, out=None, mode='raise', fill_value=None)", "Elements at indices."
    ) { c in
      let x = try c.array(0)
      let axis = try c.interpreter.axis(from: c[2], rank: x.rank)
      return try c.interpreter.take(
        x,
        c.interpreter.placed(
          c.array(1), extent: axis.map { x.shape[$0] } ?? x.count, mode: c[4], c.facade),
        axis: axis, c.facade)
    },
    .array("take_along_axis(arr, indices, axis=-1)", "Elements at indices that match an axis.") {
      c in
      let x = try c.array(0), indices = try c.elements(1)
      guard let axis = try c.interpreter.axis(from: c[2], rank: x.rank) else {
        return try c.interpreter.take(x, c.array(1), axis: nil, c.facade)
      }
      let items = try NDArray.zeros(x.shape, dtype: .bool).alongAxis(indices, axis: axis)
      return try c.interpreter.item(x, items)
    },
    .array("compress(condition, a, axis=None, out=None)", "Elements where a condition holds.") {
      c in
      let x = try c.array(1)
      return try c.interpreter.compress(
        c.array(0), x, axis: c.interpreter.axis(from: c[2], rank: x.rank), c.facade)
    },
    .array("extract(condition, arr)", "Elements where a condition holds.") { c in
      try c.interpreter.compress(
        c.interpreter.reshape(c.array(0), [-1], c.facade), c.array(1), axis: nil, c.facade)
    },
    .array(
      "pad(array, pad_width, mode='constant', **kwargs)", "Elements added at the ends of axes."
    ) { c in try Padding.pad(c) },
  ]

  private static func diagonalMatrix(_ x: ArrayObject, _ k: Int, _ c: NumericCall) throws
    -> ArrayObject
  {
    let count = x.shape[0], size = count + abs(k)
    try c.interpreter.requireMemory(for: [size, size], x.dtype)
    let places = (0..<count).map { (max(-k, 0) + $0) * size + max(k, 0) + $0 }
    return try c.build([x]) { graph, ids in
      let zeros = graph.constant(NDArray.zeros([size * size], dtype: graph.dtype(of: ids[0])))
      if count == 0 { return try graph.reshape(zeros, [size, size]) }
      return try graph.reshape(
        graph.scatter(.set, zeros, graph.constant(NDArray(places)), ids[0], axis: 0), [size, size])
    }
  }

  private static func triangle(_ c: NumericCall, keeps: (Int, Int, Int) -> Bool) throws
    -> ArrayObject
  {
    var x = try c.array(0)
    if x.rank == 1 { x = try c.interpreter.broadcast(x, to: [x.shape[0], x.shape[0]], c.facade) }
    guard x.rank >= 2 else { throw Raised(.valueError, "Argument to tril must have rank >= 2") }
    let k = try c.int(1), (rows, columns) = (x.shape[x.rank - 2], x.shape[x.rank - 1])
    let mask = NDArray(
      (0..<rows).flatMap { row in (0..<columns).map { keeps(row, $0, k) } }, shape: [rows, columns])
    return try c.build([x]) { graph, ids in
      try graph.select(
        graph.constant(mask), ids[0], graph.constant(.int(0), graph.dtype(of: ids[0])))
    }
  }
}

extension NumericCall {
  /// Any value as an array of this facade.
  func array(of value: Value) throws -> ArrayObject { try interpreter.array(of: value, facade) }

  /// Indices as this facade's default integers.
  func index(_ array: NDArray) -> ArrayObject {
    result(facade == .jax ? array.converted(to: session.promotion.defaultInt) : array)
  }
}
