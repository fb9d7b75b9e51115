import Arrays
import Autodiff

/// `reduce`, `accumulate`, `reduceat`, `outer` and `at` of one function of elements.
struct UfuncMethods: Sendable {
  private let row: ElementwiseFunction
  private let facade: Facade

  init(_ row: ElementwiseFunction, _ facade: Facade) {
    self.row = row
    self.facade = facade
  }

  func method(_ name: Name) -> BuiltinFunction {
    switch name {
    case "outer":
      return make("outer(A, B, /, *, dtype=None, out=None)", "The function of all pairs.") { i, a in
        try outer(i, i.array(of: a[0], facade), i.array(of: a[1], facade), i.dtype(from: a[2]))
      }
    case "at":
      return BuiltinFunction.bound("at(a, indices, b=None, /)", "Unbuffered in-place update.") {
        try update($0, $1)
      }
    case "accumulate":
      return make(
        "accumulate(array, axis=0, dtype=None, out=None)", "Running results along an axis."
      ) {
        i, a in
        let x = try i.array(of: a[0], facade)
        return try accumulate(
          i, x, axis: i.axis(from: a[1], rank: x.rank) ?? 0, i.dtype(from: a[2]))
      }
    case "reduceat":
      return make(
        "reduceat(array, indices, axis=0, dtype=None, out=None)", "Results of slices along an axis."
      ) {
        i, a in
        let x = try i.array(of: a[0], facade)
        let places = try i.numerics.value(of: i.array(of: a[1], .numpy)).integers
        return try reduceSlices(
          i, x, places, axis: i.axis(from: a[2], rank: x.rank) ?? 0, i.dtype(from: a[3]))
      }
    default:
      return make(
        "reduce(array, axis=0, dtype=None, out=None, keepdims=False, initial=<no value>, where=True)",
        "The function applied along axes."
      ) { i, a in try reduce(i, a) }
    }
  }

  /// A method of binary functions, with `out=` where it is declared.
  private func make(
    _ declaration: String, _ summary: String,
    _ body: @escaping (Interpreter, BoundArguments) throws -> ArrayObject
  ) -> BuiltinFunction {
    BuiltinFunction.bound(declaration, summary) { interpreter, arguments in
      guard row.arity == 2 else {
        throw Raised(
          .valueError, "\(arguments.signature.name) only supported for binary functions")
      }
      return try interpreter.deliveringOutput(arguments) { .object(try body(interpreter, $0)) }
    }
  }

  /// The value that changes nothing; nil where the function has none.
  static func identity(of row: ElementwiseFunction) -> Scalar? {
    switch row.name {
    case "add", "logaddexp", "logaddexp2", "hypot", "bitwise_or", "bitwise_xor", "gcd":
      row.name.hasPrefix("logaddexp") ? .float(-.infinity) : .int(0)
    case "multiply": .int(1)
    case "bitwise_and": .int(-1)
    case "logical_and": .bool(true)
    case "logical_or", "logical_xor": .bool(false)
    default: nil
    }
  }

  private var reduction: Reduction? {
    switch row.name {
    case "add": .sum
    case "multiply": .prod
    case "maximum": .max
    case "minimum": .min
    case "logical_and": .all
    case "logical_or": .any
    default: nil
    }
  }

  /// Sums and products of narrow integers are as wide as those of `np.sum`.
  private func widened(_ x: ArrayObject, _ dtype: DType?, _ i: Interpreter) throws -> ArrayObject {
    if let dtype { return try i.converted(x, dtype, facade) }
    guard facade == .numpy, row.name == "add" || row.name == "multiply" else { return x }
    return try i.converted(x, NumPyPromotion.sum(x.dtype), facade)
  }

  private func apply(_ i: Interpreter, _ x: ArrayObject, _ y: ArrayObject) throws -> ArrayObject {
    try i.elementwise(row, [.array(x), .array(y)], facade)
  }

  private func part(_ x: ArrayObject, _ axis: Int, _ item: IndexItem, _ i: Interpreter) throws
    -> ArrayObject
  { try i.item(x, [IndexItem](repeating: .all, count: axis) + [item]) }

  private func outer(_ i: Interpreter, _ a: ArrayObject, _ b: ArrayObject, _ dtype: DType?) throws
    -> ArrayObject
  {
    let left = try dtype.map { try i.converted(a, $0, facade) } ?? a
    let right = try dtype.map { try i.converted(b, $0, facade) } ?? b
    return try apply(i, i.reshape(left, left.shape + right.shape.map { _ in 1 }, facade), right)
  }

  private func reduce(_ i: Interpreter, _ a: BoundArguments) throws -> ArrayObject {
    let x = try i.array(of: a[0], facade)
    let axes = try i.axes(from: a[1])
    let keeps = try i.isTruthy(a[4])
    let isMasked = a[6].restrictsElements
    if let reduction, !(x.rank == 0 && axes != nil) {
      return try i.maskedReduce(
        reduction, x, axes: axes, keepDims: keeps, dtype: i.dtype(from: a[2]), freedom: 0,
        initial: a[5], mask: isMasked ? a[6] : .none, facade: facade)
    }
    if x.rank == 0 {
      throw Raised(.typeError, "cannot reduce on a scalar")
    }
    var result = try widened(x, i.dtype(from: a[2]), i)
    if isMasked {
      guard let identity = UfuncMethods.identity(of: row) else {
        throw Raised(
          .valueError,
          "reduction operation '\(row.name)' does not have an identity, so to use a where mask one has to specify 'initial'"
        )
      }
      result = try i.select(a[6], .object(result), identity.pythonValue, facade)
    }
    let places = try Shapes.normalize(axes: axes, rank: x.rank).sorted(by: >)
    if places.count > 1, UfuncMethods.identity(of: row) == nil, row.name != "fmax",
      row.name != "fmin"
    {
      throw Raised(
        .valueError,
        "reduction operation '\(row.name)' is not reorderable, so at most one axis may be specified"
      )
    }
    for (round, axis) in places.enumerated() {
      result = try fold(i, result, axis, initial: round == 0 ? a[5] : .unbound)
      if keeps { result = try i.expandDims(result, [axis], facade) }
    }
    return result
  }

  private func fold(_ i: Interpreter, _ x: ArrayObject, _ axis: Int, initial: Value) throws
    -> ArrayObject
  {
    let count = x.shape[axis]
    var start = 0
    var result: ArrayObject
    if initial.isUnbound || initial.isNone {
      if count == 0 {
        guard let identity = UfuncMethods.identity(of: row) else {
          throw ShapeError.emptyReduction(name: row.name)
        }
        var shape = x.shape
        shape.remove(at: axis)
        return ArrayObject(
          result: NDArray.full(identity, shape: shape, dtype: x.dtype), facade)
      }
      result = try part(x, axis, .integer(0), i)
      start = 1
    } else {
      result = try i.array(of: initial, facade, dtype: x.dtype)
      if count == 0 {
        var shape = x.shape
        shape.remove(at: axis)
        return try i.broadcast(result, to: shape, facade)
      }
    }
    for index in start..<count {
      result = try apply(i, result, part(x, axis, .integer(index), i))
    }
    return result.asElement(facade)
  }

  private func accumulate(_ i: Interpreter, _ x: ArrayObject, axis: Int, _ dtype: DType?) throws
    -> ArrayObject
  {
    if x.rank == 0 { throw Raised(.typeError, "cannot accumulate on a scalar") }
    let kernel: CumulativeKernel? =
      switch row.name {
      case "add": .sum
      case "multiply": .product
      case "maximum": .max
      case "minimum": .min
      default: nil
      }
    if let kernel { return try i.cumulate(kernel, x, axis: axis, dtype: dtype, facade) }
    let source = try widened(x, dtype, i)
    guard source.shape[axis] > 0 else { return try i.copy(source) }
    var result = try part(source, axis, .integer(0), i)
    var all = [result]
    for index in 1..<max(source.shape[axis], 1) {
      result = try apply(i, result, part(source, axis, .integer(index), i))
      all.append(result)
    }
    return try i.stack(all, axis: axis, facade)
  }

  private func reduceSlices(
    _ i: Interpreter, _ x: ArrayObject, _ places: [Int], axis: Int, _ dtype: DType?
  ) throws -> ArrayObject {
    let source = try widened(x, dtype, i)
    let extent = source.shape[axis]
    for (index, place) in places.enumerated() where place < 0 || place >= extent {
      _ = index
      throw Raised(
        .indexError, "index \(place) out-of-bounds in \(row.name).reduceat [0, \(extent))")
    }
    let parts = try places.enumerated().map { index, place -> ArrayObject in
      let stop = index + 1 < places.count ? places[index + 1] : extent
      guard place < stop else { return try part(source, axis, .integer(place), i) }
      let slice = try part(source, axis, .slice(start: place, stop: stop, step: nil), i)
      return try fold(i, slice, axis, initial: .unbound)
    }
    return try i.stack(parts, axis: axis, facade)
  }

  private func update(_ interpreter: Interpreter, _ arguments: BoundArguments) throws -> Value {
    guard let array = arguments[0].array, array.flavor == .array else {
      throw Raised(.typeError, "first operand must be array")
    }
    let plan = try IndexPlan(interpreter.indexItems(arguments[1], facade), shape: array.shape)
    var values: [Scalar]?
    if row.arity == 2 {
      guard !arguments[2].isNone else {
        throw Raised(.valueError, "second operand needed for ufunc")
      }
      let operand = try interpreter.array(of: arguments[2], facade)
      let result = try row.operandType(
        [.array(array), .array(operand)], facade, interpreter.numerics.promotion)
      if row.typing == .common || row.typing == .arithmetic {
        try interpreter.requireSameKind(from: result.dtype, to: array.dtype, of: row.name)
      }
      values = try interpreter.numerics.value(of: operand).broadcast(to: plan.resultShape).scalars
    }
    let updated = try interpreter.numerics.value(of: array).duplicate()
    for (index, position) in plan.positions.enumerated() {
      var operands: [Operand] = [
        .array(ArrayObject(updated.scalar(flat: position), array.dtype, .scalar))
      ]
      if let values {
        operands.append(
          .array(
            ArrayObject(
              NDArray(scalar: values[index], dtype: array.dtype).item, array.dtype, .scalar)))
      }
      let result = try interpreter.elementwise(row, operands, .numpy)
      updated.setScalar(try interpreter.numerics.scalar(of: result), flat: position)
    }
    try array.write(updated)
    return .none
  }
}

extension ArrayObject {
  /// A NumPy scalar where there are no axes.
  func asElement(_ facade: Facade) -> ArrayObject {
    guard facade == .numpy, rank == 0, flavor != .scalar, let known else { return self }
    return ArrayObject(result: known, .numpy)
  }
}
