import Arrays
import Autodiff

/// `mgrid`, `ogrid`, `r_`, `c_`, `s_` and `index_exp`: objects whose subscript makes arrays.
package final class IndexObject: Object {
  enum Kind: String, Sendable { case mgrid, ogrid, r_, c_, s_, index_exp }

  private let kind: Kind
  private let facade: Facade

  init(_ kind: Kind, _ facade: Facade) {
    self.kind = kind
    self.facade = facade
  }

  static func members(_ facade: Facade) -> [(String, Value)] {
    [Kind.mgrid, .ogrid, .r_, .c_, .s_, .index_exp].map {
      ($0.rawValue, .object(IndexObject($0, facade)))
    }
  }

  override package func item(at key: Value, in interpreter: Interpreter) throws -> Value? {
    var keys = [key]
    var isTuple = false
    if case .tuple(let tuple) = key {
      keys = tuple.elements
      isTuple = true
    }
    switch kind {
    case .s_: return key
    case .index_exp: return isTuple ? key : .tuple([key])
    case .mgrid, .ogrid:
      let lines = try interpreter.promoted(keys.map { try line($0, interpreter) }, facade)
      if !isTuple { return .object(lines[0]) }
      let shape = lines.map { $0.shape[0] }
      let grids = try lines.enumerated().map { axis, line -> ArrayObject in
        var extents = shape.map { _ in 1 }
        extents[axis] = shape[axis]
        let shaped = try interpreter.reshape(line, extents, facade)
        return kind == .ogrid ? shaped : try interpreter.broadcast(shaped, to: shape, facade)
      }
      if kind == .ogrid {
        let values = grids.map { Value.object($0) }
        return facade == .jax ? .list(values) : .tuple(values)
      }
      return .object(try interpreter.stack(interpreter.promoted(grids, facade), axis: 0, facade))
    case .r_, .c_:
      var directive = ConcatenationDirective(kind == .c_ ? "-1,2,0" : "0")
      if let text = keys.first?.text {
        keys.removeFirst()
        guard let read = ConcatenationDirective(parsing: text) else {
          throw Raised(
            text == "r" || text == "c" ? .notImplementedError : .valueError,
            text == "r" || text == "c"
              ? "\(kind.rawValue) of matrices is not available in agrun"
              : "unknown special directive")
        }
        directive = read
      }
      var parts: [ArrayObject] = []
      for key in keys {
        if case .object(let object) = key, object is SliceObject {
          parts.append(try directive.lift(line(key, interpreter), interpreter, facade))
        } else {
          let part = try interpreter.array(of: key, facade)
          parts.append(
            try directive.lift(
              part.rank == 0 ? interpreter.reshape(part, [1], facade) : part, interpreter, facade))
        }
      }
      return .object(try interpreter.concatenate(parts, axis: directive.axis, facade))
    }
  }

  /// `start:stop:step`; an imaginary step is a number of points, both ends included.
  private func line(_ key: Value, _ interpreter: Interpreter) throws -> ArrayObject {
    guard case .object(let object) = key, let slice = object as? SliceObject else {
      return try interpreter.reshape(interpreter.array(of: key, facade), [-1], facade)
    }
    let flavor: ArrayObject.Flavor = facade == .jax ? .jax : .array
    func number(_ value: Value, _ missing: Scalar) throws -> Scalar {
      if value.isNone { return missing }
      if let number = value.number { return number.1 }
      return try interpreter.numerics.scalar(of: interpreter.array(of: value, facade))
    }
    let start = try number(slice.start, .int(0))
    let stop = try number(slice.stop, .int(0))
    let step = try number(slice.step, .int(1))
    let floating: DType = facade == .jax ? interpreter.numerics.promotion.defaultFloat : .float64
    if case .complex(_, let count) = step {
      return ArrayObject(
        try NDArray.linspace(
          start: start.asDouble, stop: stop.asDouble, count: Int(abs(count)), dtype: floating),
        flavor)
    }
    if case .int(let first) = start, case .int(let last) = stop, case .int(let by) = step {
      return ArrayObject(
        NDArray.arange(
          start: first, stop: last, step: by,
          dtype: facade == .jax ? interpreter.numerics.promotion.defaultInt : .int64), flavor)
    }
    return ArrayObject(
      NDArray.arange(
        start: start.asDouble, stop: stop.asDouble, step: step.asDouble, dtype: floating), flavor)
  }
}

/// `r_['axis,ndim,trans', …]`: where to join and how to bring vectors to a number of axes.
private struct ConcatenationDirective {
  let axis: Int
  private let rank: Int
  private let place: Int

  init(_ text: String) { self = ConcatenationDirective(parsing: text) ?? ConcatenationDirective() }

  private init() { (axis, rank, place) = (0, 1, -1) }

  init?(parsing text: String) {
    let numbers = text.split(separator: ",").map { Int(String($0).trimmed) }
    guard !numbers.isEmpty, numbers.count <= 3, let axis = numbers[0] else { return nil }
    if numbers.contains(where: { $0 == nil }) { return nil }
    self.axis = axis
    rank = numbers.count > 1 ? numbers[1] ?? 1 : 1
    place = numbers.count > 2 ? numbers[2] ?? -1 : -1
  }

  /// The part with axes of one element added until it has as many as the directive wants.
  func lift(_ part: ArrayObject, _ interpreter: Interpreter, _ facade: Facade) throws
    -> ArrayObject
  {
    let missing = rank - part.rank
    guard missing > 0 else { return part }
    let start = place < 0 ? missing + place + 1 : place
    let front = min(max(start, 0), missing)
    let shape =
      [Int](repeating: 1, count: front) + part.shape + [Int](repeating: 1, count: missing - front)
    return try interpreter.reshape(part, shape, facade)
  }
}

/// Functions that work with indices, and functions that write into arrays.
enum IndexFunctions {
  static let all: [NumericFunction] = indices + writers

  private static func pairs(
    _ c: NumericCall, _ rows: Int, _ columns: Int, _ keeps: (Int, Int) -> Bool
  ) -> Value {
    var (i, j) = ([Int](), [Int]())
    for row in 0..<rows {
      for column in 0..<columns where keeps(row, column) { i.append(row); j.append(column) }
    }
    return .tuple([.object(c.index(NDArray(i))), .object(c.index(NDArray(j)))])
  }

  private static let indices: [NumericFunction] = [
    NumericFunction("ix_(*args)", "Index arrays of an open mesh.") { c in
      let parts = c.arguments.variadic(0)
      return .tuple(
        try parts.enumerated().map { position, value in
          var x = try c.array(of: value)
          if x.dtype == .bool {
            let truths = try c.session.value(of: x).truths
            x = c.index(NDArray(truths.indices.filter { truths[$0] }))
          }
          if x.count == 0 { x = c.index(NDArray([Int]())) }
          var shape = [Int](repeating: 1, count: parts.count)
          shape[position] = x.count
          return .object(try c.interpreter.reshape(x, shape, c.facade))
        })
    },
    NumericFunction("unravel_index(indices, shape, order='C')", "Coordinates of flat indices.") {
      c in
      let flat = try c.elements(0)
      let shape = try c.interpreter.shape(from: c[1])
      let isColumnMajor = try c.interpreter.memoryOrder(c[2]) == .columnMajor
      let parts = try NDArray.unravel(flat, shape: isColumnMajor ? shape.reversed() : shape)
      return .tuple(
        (isColumnMajor ? parts.reversed() : parts).map {
          .object(ArrayObject(result: $0, c.facade))
        })
    },
    .array(
      "ravel_multi_index(multi_index, dims, mode='raise', order='C')",
      "Flat indices of coordinates."
    ) { c in
      var shape = try c.interpreter.shape(from: c[1])
      var parts = try c.interpreter.collect(c[0]).enumerated().map { axis, value -> NDArray in
        let part = try c.array(of: value)
        guard axis < shape.count else { return try c.session.value(of: part) }
        return try c.session.value(
          of: c.interpreter.placed(part, extent: shape[axis], mode: c[2], c.facade))
      }
      guard parts.count == shape.count else {
        throw Raised(
          .valueError,
          "parameter multi_index must be a sequence of length \(shape.count)")
      }
      if try c.interpreter.memoryOrder(c[3]) == .columnMajor {
        shape.reverse()
        parts.reverse()
      }
      return ArrayObject(result: try NDArray.ravel(parts, shape: shape), c.facade)
    },
    NumericFunction("mask_indices(n, mask_func, k=0)", "Indices that a function of a matrix keeps.")
    {
      c in
      let n = try c.int(0)
      let kept = try c.interpreter.call(
        c[1], [.object(c.result(NDArray.ones([n, n], dtype: c.defaultInt))), c[2]])
      return .tuple(
        try c.session.value(of: c.array(of: kept)).nonzero().map { .object(c.index($0)) })
    },
    NumericFunction("diag_indices_from(arr)", "Indices of the main diagonal of an array.") { c in
      let shape = try c.array(0).shape
      guard shape.count >= 2 else { throw Raised(.valueError, "input array must be at least 2-d") }
      guard Set(shape).count == 1 else {
        throw Raised(.valueError, "All dimensions of input must be of equal length")
      }
      let line = NDArray(Array(0..<shape[0]))
      return .tuple(shape.map { _ in .object(c.index(line)) })
    },
    NumericFunction("diag_indices(n, ndim=2)", "Indices of the main diagonal.") { c in
      let line = NDArray(Array(0..<(try c.int(0))))
      return .tuple((0..<(try c.int(1))).map { _ in .object(c.index(line)) })
    },
    NumericFunction("tril_indices(n, k=0, m=None)", "Indices of the lower triangle.") { c in
      let n = try c.int(0), k = try c.int(1)
      return pairs(c, n, try c.isMissing(2) ? n : c.int(2)) { $1 <= $0 + k }
    },
    NumericFunction("triu_indices(n, k=0, m=None)", "Indices of the upper triangle.") { c in
      let n = try c.int(0), k = try c.int(1)
      return pairs(c, n, try c.isMissing(2) ? n : c.int(2)) { $1 >= $0 + k }
    },
    NumericFunction("tril_indices_from(arr, k=0)", "Indices of the lower triangle of an array.") {
      c in
      let shape = try c.array(0).shape, k = try c.int(1)
      return pairs(c, shape[0], shape[1]) { $1 <= $0 + k }
    },
    NumericFunction("triu_indices_from(arr, k=0)", "Indices of the upper triangle of an array.") {
      c in
      let shape = try c.array(0).shape, k = try c.int(1)
      return pairs(c, shape[0], shape[1]) { $1 >= $0 + k }
    },
    NumericFunction("ndindex(*shape)", "Iterates over the indices of a shape.") { c in
      let parts = c.arguments.variadic(0)
      let shape =
        try parts.count == 1
        ? c.interpreter.shape(from: parts[0]) : c.interpreter.shape(from: .tuple(parts))
      let count = shape.reduce(1, *)
      var position = 0
      return .object(
        ClosureIterator("ndindex") { _ in
          guard position < count else { return nil }
          defer { position += 1 }
          return .tuple(coordinates(position, shape))
        })
    },
    NumericFunction("ndenumerate(arr)", "Iterates over indices and elements.") { c in
      let x = try c.elements(0)
      var position = 0
      return .object(
        ClosureIterator("ndenumerate") { _ in
          guard position < x.count else { return nil }
          defer { position += 1 }
          return .tuple([
            .tuple(coordinates(position, x.shape)),
            .object(ArrayObject(x.scalar(flat: position), x.dtype, .scalar)),
          ])
        })
    },
    .array("delete(arr, obj, axis=None)", "A copy without some elements.") { c in
      var x = try c.array(0)
      var axis = try c.interpreter.axis(from: c[2], rank: x.rank)
      if axis == nil { (x, axis) = (try c.interpreter.reshape(x, [-1], c.facade), 0) }
      let place = axis ?? 0, extent = x.shape[place]
      let removed = try positions(c, c[1], extent)
      let kept = (0..<extent).filter { !removed.contains($0) }
      return try c.build([x]) { try $0.take($1[0], $0.constant(NDArray(kept)), axis: place) }
    },
    .array("insert(arr, obj, values, axis=None)", "A copy with elements put in.") { c in
      try insert(c)
    },
    NumericFunction(
      "trim_zeros(filt, trim='fb', axis=None)", "A sequence without zeros at its ends."
    ) {
      c in
      let x = try c.array(0)
      let truths = try c.session.value(of: x).truths
      let mode = try c.text(1).lowercased()
      let first = mode.contains("f") ? truths.firstIndex(of: true) ?? truths.count : 0
      let last =
        mode.contains("b") ? truths.lastIndex(of: true).map { $0 + 1 } ?? first : truths.count
      if c.facade == .numpy, c[0].array == nil {
        return try c.interpreter.item(
          of: c[0], at: .object(SliceObject(.int(first), .int(max(first, last)), .none)))
      }
      return .object(
        try c.interpreter.item(x, [.slice(start: first, stop: max(first, last), step: nil)]))
    },
    .array("resize(a, new_shape)", "The elements repeated to fill a shape.") { c in
      let x = try c.interpreter.reshape(c.array(0), [-1], c.facade)
      let shape = try c.interpreter.newShape(from: c[1])
      let count = shape.reduce(1, *)
      guard x.count > 0 else { return c.result(NDArray.zeros(shape, dtype: x.dtype)) }
      let places = NDArray((0..<count).map { $0 % x.count })
      return try c.build([x]) {
        try $0.reshape($0.take($1[0], $0.constant(places), axis: 0), shape)
      }
    },
  ]

  static func coordinates(_ flat: Int, _ shape: [Int]) -> [Value] {
    var rest = flat
    var result: [Value] = []
    for extent in shape.reversed() {
      result.insert(.int(rest % max(extent, 1)), at: 0)
      rest /= max(extent, 1)
    }
    return result
  }

  /// Places along an axis that an int, a slice, a mask or a list names.
  private static func positions(_ c: NumericCall, _ value: Value, _ extent: Int) throws -> Set<Int>
  {
    if case .object(let object) = value, let slice = object as? SliceObject {
      let range = try SliceRange(
        start: c.interpreter.indexIfPresent(slice.start),
        stop: c.interpreter.indexIfPresent(slice.stop),
        step: c.interpreter.indexIfPresent(slice.step), extent: extent)
      return Set((0..<range.count).map { range.start + $0 * range.step })
    }
    let indices = try c.session.value(of: c.array(of: value))
    if indices.dtype == .bool { return Set(indices.truths.indices.filter { indices.truths[$0] }) }
    return Set(
      try indices.integers.map { index in
        let place = index < 0 ? index + extent : index
        guard place >= 0, place < extent else {
          throw IndexingError.outOfBounds(index: index, axis: 0, extent: extent)
        }
        return place
      })
  }

  private static func insert(_ c: NumericCall) throws -> ArrayObject {
    var x = try c.array(0)
    var axis = try c.interpreter.axis(from: c[3], rank: x.rank)
    if axis == nil { (x, axis) = (try c.interpreter.reshape(x, [-1], c.facade), 0) }
    let place = axis ?? 0, extent = x.shape[place]
    let given = try c.session.value(of: c.array(of: c[1]))
    let isSingle = given.rank == 0
    let wanted = try given.integers.map { index -> Int in
      let position = index < 0 ? index + extent : index
      guard position >= 0, position <= extent else {
        throw Raised(
          .indexError, "index \(index) is out of bounds for axis \(place) with size \(extent)")
      }
      return position
    }
    var values = try c.interpreter.converted(c.array(2), x.dtype, c.facade)
    var count = wanted.count
    if isSingle {
      if values.rank == x.rank {
        count = values.shape[place]
      } else if x.rank == 1 {
        count = values.count
      }
    }
    let starts = isSingle ? [Int](repeating: wanted[0], count: count) : wanted
    var shape = x.shape
    shape[place] = count
    if isSingle, values.rank > 0, values.rank < x.rank {
      values = try c.interpreter.expandDims(values, [place], c.facade)
    }
    values = try c.interpreter.broadcast(values, to: shape, c.facade)
    let order = starts.indices.sorted { (starts[$0], $0) < (starts[$1], $1) }
    var places: [Int] = [], next = 0
    for position in 0...extent {
      while next < order.count, starts[order[next]] == position {
        places.append(extent + order[next])
        next += 1
      }
      if position < extent { places.append(position) }
    }
    return try c.build([x, values]) { graph, ids in
      let joined = try graph.concatenate([ids[0], ids[1]], axis: place)
      return try graph.take(joined, graph.constant(NDArray(places)), axis: place)
    }
  }

  private static func target(_ c: NumericCall, _ slot: Int) throws -> ArrayObject {
    guard let array = c[slot].array, array.flavor == .array else {
      throw Raised(
        .typeError, "argument 1 must be numpy.ndarray, not \(c.interpreter.typeName(of: c[slot]))")
    }
    return array
  }

  private static let writers: [NumericFunction] = [
    NumericFunction(
      "put(a, ind, v, mode='raise')", "Sets elements of the flattened array.", in: .numpy
    ) { c in
      try c.interpreter.put(target(c, 0), c[1], c[2], mode: c[3])
      return .none
    },
    NumericFunction("putmask(a, mask, values)", "Sets elements where a mask holds.", in: .numpy) {
      c in
      let array = try target(c, 0)
      let mask = try c.elements(1).truths, values = try c.elements(2).scalars
      let updated = try c.session.value(of: array).duplicate()
      for (index, flag) in mask.enumerated() where flag && !values.isEmpty {
        updated.setScalar(values[index % values.count], flat: index)
      }
      try array.write(updated)
      return .none
    },
    NumericFunction(
      "place(arr, mask, vals)", "Sets elements where a mask holds, values in turn.", in: .numpy
    ) { c in
      let array = try target(c, 0)
      let mask = try c.elements(1).truths, values = try c.elements(2).scalars
      let updated = try c.session.value(of: array).duplicate()
      var next = 0
      for (index, flag) in mask.enumerated() where flag {
        guard !values.isEmpty else {
          throw Raised(.valueError, "Cannot insert from an empty array!")
        }
        updated.setScalar(values[next % values.count], flat: index)
        next += 1
      }
      try array.write(updated)
      return .none
    },
    NumericFunction(
      "copyto(dst, src, casting='same_kind', where=True)", "Copies elements into an array.",
      in: .numpy
    ) { c in
      let array = try target(c, 0)
      var source = try c.elements(1)
      if c[3].array != nil || c[3].object != nil {
        source = try c.session.value(of: c.interpreter.select(c[3], c[1], c[0], .numpy))
      }
      guard source.dtype.canCastSameKind(to: array.dtype) || c[1].array == nil else {
        throw Raised(
          .typeError,
          "Cannot cast array data from dtype('\(source.dtype.name)') to dtype('\(array.dtype.name)') according to the rule 'same_kind'"
        )
      }
      try array.write(source)
      return .none
    },
    NumericFunction("fill_diagonal(a, val, wrap=False)", "Sets the main diagonal.", in: .numpy) {
      c in
      let array = try target(c, 0)
      guard array.rank >= 2 else { throw Raised(.valueError, "array must be at least 2-d") }
      let updated = try c.session.value(of: array).duplicate()
      let values = try c.elements(1).scalars
      for index in 0..<(array.shape.min() ?? 0) where !values.isEmpty {
        updated.setScalar(values[index % values.count], at: array.shape.map { _ in index })
      }
      try array.write(updated)
      return .none
    },
    NumericFunction(
      "put_along_axis(arr, indices, values, axis)", "Sets elements at indices that match an axis.",
      in: .numpy
    ) { c in
      let array = try target(c, 0)
      let axis = try Shapes.normalize(axis: c.int(3), rank: array.rank)
      let updated = try c.session.value(of: array).duplicate()
      try updated.assign(c.elements(2), at: updated.alongAxis(c.elements(1), axis: axis))
      try array.write(updated)
      return .none
    },
  ]
}
