import Arrays
import Autodiff

/// `zeros`, `arange` and other functions that make arrays.
enum CreationFunctions {
  static let all: [NumericFunction] = [
    textual(
      "array(object, dtype=None, *, copy=True, order='K', subok=False, ndmin=0, like=None)",
      "An array of nested sequences of numbers."
    ) { c in
      var result = try c.array(0, dtype: c.dtype(1))
      let order = try c.interpreter.memoryOrder(c[3], of: result)
      if c[0].array != nil, try !c[2].isNone && c.flag(2) {
        result = try c.interpreter.copy(result, order)
      } else if order == .columnMajor {
        result = try c.interpreter.arranged(result, order)
      }
      if result.flavor == .scalar, !result.isTraced {
        result = ArrayObject(try c.session.value(of: result), .array)
      }
      let missing = try c.int(5) - result.rank
      return missing > 0
        ? try c.interpreter.reshape(
          result, [Int](repeating: 1, count: missing) + result.shape, c.facade)
        : result
    },
    textual(
      "asarray(a, dtype=None, order=None, *, copy=None)", "The argument as an array.",
      aliases: ["asanyarray"]
    ) { c in
      let result = try asArray(c)
      let order = try c.interpreter.memoryOrder(c[2], of: result)
      if try !c.isMissing(3) && c.flag(3) { return try c.interpreter.copy(result, order) }
      return c.isMissing(2) ? result : try c.interpreter.arranged(result, order)
    },
    .array(
      "asarray_chkfinite(a, dtype=None, order=None)", "The argument as an array of finite numbers."
    ) {
      c in
      let result = try asArray(c)
      let isFinite = try c.session.value(of: result).scalars.allSatisfy {
        $0.asDouble.isFinite && $0.imaginary.isFinite
      }
      guard isFinite else { throw Raised(.valueError, "array must not contain infs or NaNs") }
      return result
    },
    .array("ascontiguousarray(a, dtype=None)", "The argument in row-major memory.") { c in
      let result = try c.interpreter.arranged(asArray(c), .rowMajor)
      return result.rank == 0 ? try c.interpreter.reshape(result, [1], c.facade) : result
    },
    .array("asfortranarray(a, dtype=None)", "The argument in column-major memory.", in: .numpy) {
      c in try c.interpreter.arranged(asArray(c), .columnMajor)
    },
    .array(
      "require(a, dtype=None, requirements=None)", "The argument with properties of its memory.",
      in: .numpy
    ) {
      c in
      var names: [String] = []
      if let text = c[2].text {
        names = [text]
      } else if !c.isMissing(2) {
        names = try c.interpreter.collect(c[2]).compactMap(\.text)
      }
      let isColumnMajor = names.contains {
        ["F", "F_CONTIGUOUS", "FORTRAN"].contains($0.uppercased())
      }
      let result = try c.interpreter.arranged(asArray(c), isColumnMajor ? .columnMajor : .rowMajor)
      return result.isReadOnly ? try c.interpreter.copy(result) : result
    },
    .array("zeros(shape, dtype=None, order='C', *, device=None)", "Zeros.") { c in
      if let printed = try printed(c, 0) { return printed }
      return try c.interpreter.arranged(
        c.result(
          NDArray.zeros(
            c.interpreter.newShape(from: c[0]), dtype: c.dtype(1) ?? c.defaultFloat)),
        c.interpreter.memoryOrder(c[2]))
    },
    .array("ones(shape, dtype=None, order='C', *, device=None)", "Ones.") { c in
      if let printed = try printed(c, 1) { return printed }
      return try c.interpreter.arranged(
        c.result(
          NDArray.ones(
            c.interpreter.newShape(from: c[0]), dtype: c.dtype(1) ?? c.defaultFloat)),
        c.interpreter.memoryOrder(c[2]))
    },
    .array(
      "empty(shape, dtype=None, order='C', *, device=None)",
      "Zeros, where NumPy leaves the contents open."
    ) { c in
      try c.interpreter.arranged(
        c.result(
          NDArray.zeros(
            c.interpreter.newShape(from: c[0]), dtype: c.dtype(1) ?? c.defaultFloat)),
        c.interpreter.memoryOrder(c[2]))
    },
    .array(
      "full(shape, fill_value, dtype=None, order='C', *, device=None)", "An array of one value."
    ) { c in
      let value = try c.array(1, dtype: c.dtype(2))
      let shape = try c.interpreter.newShape(from: c[0])
      if value.isTraced { return try c.interpreter.broadcast(value, to: shape, c.facade) }
      let elements = try c.session.value(of: value)
      return c.result(try elements.broadcast(to: shape).duplicate(), weak: value.isWeak)
    },
    .array(
      "zeros_like(a, dtype=None, order='K', subok=True, shape=None)",
      "Zeros of the shape of an array."
    ) { c in
      try like(c, .int(0))
    },
    .array(
      "ones_like(a, dtype=None, order='K', subok=True, shape=None)",
      "Ones of the shape of an array."
    ) { c in
      try like(c, .int(1))
    },
    .array(
      "empty_like(a, dtype=None, order='K', subok=True, shape=None)",
      "Zeros of the shape of an array."
    ) { c in
      try like(c, .int(0))
    },
    .array(
      "full_like(a, fill_value, dtype=None, order='K', subok=True, shape=None)",
      "One value in the shape of an array."
    ) { c in
      let model = try c.array(0)
      let value = try c.array(1, dtype: c.dtype(2) ?? model.dtype)
      let shape = try c.isMissing(5) ? model.shape : c.interpreter.newShape(from: c[5])
      try c.interpreter.requireMemory(for: shape, value.dtype)
      if value.isTraced { return try c.interpreter.broadcast(value, to: shape, c.facade) }
      return c.result(
        try c.session.value(of: value).broadcast(to: shape).duplicate(),
        weak: c.facade == .jax && c.isMissing(2) && model.isWeak)
    },
    .array(
      "arange(start=None, stop=None, step=None, dtype=None, *, device=None, like=None)",
      "Numbers in equal steps."
    ) { c in try arange(c) },
    .array("eye(N, M=None, k=0, dtype=None, order='C')", "Ones on a diagonal.") { c in
      let (rows, columns) = try (c.int(0), c.isMissing(1) ? c.int(0) : c.int(1))
      try c.interpreter.requireMemory(for: [max(rows, 0), max(columns, 0)], .float64)
      return c.result(
        try NDArray.eye(
          rows: c.int(0), columns: c.isMissing(1) ? nil : c.int(1), k: c.int(2),
          dtype: c.dtype(3) ?? c.defaultFloat))
    },
    .array("identity(n, dtype=None)", "The identity matrix.") { c in
      let rows = try max(c.int(0), 0)
      try c.interpreter.requireMemory(for: [rows, rows], .float64)
      return c.result(try NDArray.eye(rows: c.int(0), dtype: c.dtype(1) ?? c.defaultFloat))
    },
    .array("tri(N, M=None, k=0, dtype=None)", "Ones at and below a diagonal.") { c in
      let rows = try c.int(0), columns = try c.isMissing(1) ? rows : c.int(1), k = try c.int(2)
      let values = (0..<rows).flatMap { row in (0..<columns).map { $0 <= row + k ? 1 : 0 } }
      return c.result(
        NDArray(values, shape: [rows, columns], dtype: try c.dtype(3) ?? c.defaultFloat))
    },
    .array("copy(a, order='K', subok=False)", "A copy.") { c in
      let x = try c.array(0)
      let result = try c.interpreter.copy(x, c.interpreter.memoryOrder(c[1], of: x))
      return result.flavor == .scalar && !result.isTraced
        ? ArrayObject(try c.session.value(of: result), .array) : result
    },
    NumericFunction(
      "meshgrid(*xi, copy=True, sparse=False, indexing='xy')", "Coordinate arrays of a grid."
    ) { c in try meshgrid(c) },
    NumericFunction("indices(dimensions, dtype=None, sparse=False)", "Indices of a grid.") { c in
      let shape = try c.interpreter.shape(from: c[0])
      let dtype = try c.dtype(1) ?? c.defaultInt
      let isSparse = try c.flag(2)
      let parts = try shape.indices.map { axis -> ArrayObject in
        var extents = [Int](repeating: 1, count: shape.count)
        extents[axis] = shape[axis]
        let line = NDArray(Array(0..<shape[axis]), shape: extents, dtype: dtype)
        return c.result(try isSparse ? line : line.broadcast(to: shape))
      }
      return isSparse
        ? .tuple(parts.map { .object($0) })
        : .object(try c.interpreter.stack(parts, axis: 0, c.facade))
    },
    NumericFunction(
      "fromfunction(function, shape, *, dtype=float, **kwargs)", "A function of the indices."
    ) { c in
      if c.facade == .numpy, c[1].number != nil { _ = try c.interpreter.makeIterator(c[1]) }
      let shape = try c.interpreter.shape(from: c[1])
      let dtype = c[2].text == "float" ? DType.float64 : try c.dtype(2) ?? .float64
      let parts = try shape.indices.map { axis -> Value in
        var extents = [Int](repeating: 1, count: shape.count)
        extents[axis] = shape[axis]
        let line = NDArray(Array(0..<shape[axis]), shape: extents, dtype: dtype)
        return .object(c.result(try line.broadcast(to: shape).duplicate()))
      }
      return try c.interpreter.call(c[0], parts)
    },
    .array("fromiter(iter, dtype, count=-1)", "An array of what an iterator yields.", in: .numpy) {
      c in
      let count = try c.int(2)
      let iterator = try c.interpreter.makeIterator(c[0])
      var values: [Value] = []
      while count < 0 || values.count < count, let value = try iterator.next(in: c.interpreter) {
        values.append(value)
      }
      guard values.count >= count else {
        throw Raised(
          .valueError,
          "iterator too short: Expected \(count) but iterator had only \(values.count) items.")
      }
      return try c.interpreter.array(of: .list(values), c.facade, dtype: c.dtype(1))
    },
  ]

  /// A function that makes an array of its first argument: of strings where it holds some.
  private static func textual(
    _ declaration: String, _ summary: String, aliases: [String] = [],
    _ body: @escaping @Sendable (NumericCall) throws -> ArrayObject
  ) -> NumericFunction {
    NumericFunction(declaration, summary, aliases: aliases) { c in
      let wantsText =
        c[1].text.map { $0.contains("U") || $0 == "str" } ?? false
        || c[1].object.map { $0 === c.interpreter.types.str } ?? false
      if c.facade == .numpy, c[0].holdsText, c.isMissing(1) || wantsText,
        let texts = try TextArrayObject.make(from: c[0], c.interpreter)
      {
        let width = c[1].text.flatMap { Int($0.drop { !$0.isNumber }) }
        return .object(width.map { texts.cut(to: $0) } ?? texts)
      }
      if c.facade == .numpy, c[0].holdsText, !wantsText, c[1].object !== c.interpreter.types.object,
        let texts = try TextArrayObject.make(from: c[0], c.interpreter),
        let convert = try texts.attribute("astype", in: c.interpreter)
      {
        return try c.interpreter.call(convert, [c[1]])
      }
      return .object(try body(c))
    }
  }

  private static func asArray(_ c: NumericCall) throws -> ArrayObject {
    let result = try c.array(0, dtype: c.dtype(1))
    if result.flavor == .scalar, !result.isTraced {
      return ArrayObject(try c.session.value(of: result), .array)
    }
    return result
  }

  /// In a printed graph, one value broadcast.
  private static func printed(_ c: NumericCall, _ value: Int) throws -> ArrayObject? {
    guard c.facade == .jax, c.session.printingDepth > 0 else { return nil }
    let shape = try c.interpreter.newShape(from: c[0])
    let dtype = try c.dtype(1) ?? c.defaultFloat
    return try c.session.build1([], .jax) { graph, _ in
      let scalar = NDArray.full(.int(value), shape: [], dtype: dtype).item
      return try graph.broadcast(graph.constant(scalar, dtype), to: shape)
    }
  }

  private static func like(_ c: NumericCall, _ value: Scalar) throws -> ArrayObject {
    let model = try c.array(0)
    let shape = try c.isMissing(4) ? model.shape : c.interpreter.newShape(from: c[4])
    try c.interpreter.requireMemory(for: shape, model.dtype)
    return c.result(
      NDArray.full(value, shape: shape, dtype: try c.dtype(1) ?? model.dtype),
      weak: c.facade == .jax && c.isMissing(1) && model.isWeak)
  }

  private static func arange(_ c: NumericCall) throws -> ArrayObject {
    let parts = [0, 1, 2].compactMap { c.isMissing($0) ? nil : c[$0] }
    for (position, part) in parts.enumerated() {
      if let array = part.array, array.isAbstract {
        let name = c.isMissing(1) ? "stop" : ["start", "stop", "step"][position]
        throw TracerErrors.concrete(
          array, because: "It arose in the jnp.arange argument '\(name)'")
      }
    }
    guard !c.isMissing(0) || !c.isMissing(1) else {
      throw Raised(.typeError, "arange() requires stop to be specified.")
    }
    let start = c.isMissing(1) || c.isMissing(0) ? Value.int(0) : c[0]
    let stop = c.isMissing(1) ? c[0] : c[1]
    let step = c.isMissing(2) ? Value.int(1) : c[2]
    let numbers = try [start, stop, step].map { value -> (Scalar, DType) in
      if let (kind, scalar) = value.number {
        return (scalar, NumPyPromotion.promote([.python(kind)]))
      }
      let array = try c.interpreter.array(of: value, c.facade)
      return (try c.session.scalar(of: array), array.dtype)
    }
    let isWhole = numbers.allSatisfy { !$0.1.isInexact }
    if isWhole {
      let (first, last, by) = (numbers[0].0.asInt, numbers[1].0.asInt, numbers[2].0.asInt)
      guard by != 0 else { throw Raised(.zeroDivisionError, "division by zero") }
      try c.interpreter.requireMemory(elements: max(0, (last - first) / by), of: 8)
      return c.result(
        NDArray.arange(start: first, stop: last, step: by, dtype: try c.dtype(3) ?? c.defaultInt))
    }
    let by = numbers[2].0.asDouble
    guard by != 0 else { throw Raised(.zeroDivisionError, "float division by zero") }
    let steps = ((numbers[1].0.asDouble - numbers[0].0.asDouble) / by).rounded(.up)
    if steps > 0, steps.isFinite {
      guard steps < 1e18 else { throw Raised(.valueError, "Maximum allowed size exceeded") }
      try MemorySize.check([Int(steps)], .float64, limit: c.interpreter.limits.memory)
    }
    return c.result(
      NDArray.arange(
        start: numbers[0].0.asDouble, stop: numbers[1].0.asDouble, step: by,
        dtype: try c.dtype(3) ?? c.defaultFloat))
  }

  private static func meshgrid(_ c: NumericCall) throws -> Value {
    let inputs = try c.arguments.variadic(0).map {
      try c.interpreter.reshape(c.interpreter.array(of: $0, c.facade), [-1], c.facade)
    }
    guard c[3].text == "ij" || c[3].text == "xy" else {
      throw Raised(.valueError, "Valid values for `indexing` are 'xy' and 'ij'.")
    }
    let isCartesian = c[3].text != "ij"
    let isSparse = try c.flag(2)
    let rank = inputs.count
    var shape = inputs.map { $0.shape[0] }
    if isCartesian, rank > 1 { shape.swapAt(0, 1) }
    let results = try inputs.enumerated().map { position, input -> Value in
      let axis = isCartesian && rank > 1 && position < 2 ? 1 - position : position
      var extents = [Int](repeating: 1, count: rank)
      extents[axis] = input.shape[0]
      let shaped = try c.interpreter.reshape(input, extents, c.facade)
      if isSparse { return .object(shaped) }
      let full = try c.interpreter.broadcast(shaped, to: shape, c.facade)
      return .object(full.isTraced ? full : try c.interpreter.copy(full))
    }
    return c.facade == .jax ? .list(results) : .tuple(results)
  }
}

/// Shapes that are known to fit.
enum ShapesOf {
  static func joined(_ a: [Int], _ b: [Int]) -> [Int] { Shapes.joined([a, b]) ?? a }
}
