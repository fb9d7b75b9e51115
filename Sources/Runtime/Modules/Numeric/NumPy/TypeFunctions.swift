import Arrays
import Autodiff
import BigInt

/// Functions about dtypes, and functions that apply functions.
enum TypeFunctions {
  static let all: [NumericFunction] = types + appliers + handling

  private static let types: [NumericFunction] = [
    NumericFunction("result_type(*arrays_and_dtypes)", "The dtype that operands have together.") {
      c in
      let operands = try c.arguments.variadic(0).map { value -> Operand in
        if let (kind, scalar) = value.number { return .python(kind, scalar) }
        if let array = value.array { return .array(array) }
        switch value {
        case .list, .tuple: return .array(try c.array(of: value))
        default:
          return .array(
            ArrayObject(
              NDArray.zeros([1], dtype: try c.interpreter.dtype(from: value) ?? .float64), c.flavor)
          )
        }
      }
      let dtype =
        c.facade == .jax
        ? c.session.promotion.promote(operands.map { $0.jaxType(c.session.promotion) }).dtype
        : NumPyPromotion.promote(operands.map(\.promotion))
      return .object(DTypeObject(dtype))
    },
    NumericFunction("min_scalar_type(a, /)", "The smallest dtype that holds a number.", in: .numpy)
    { c in
      let x = try c.array(0)
      guard x.rank == 0 else { return .object(DTypeObject(x.dtype)) }
      let scalar = try c.session.scalar(of: x)
      guard x.dtype.isInteger else {
        if x.dtype.isInexact {
          throw Raised(
            .notImplementedError,
            "min_scalar_type of floats is not available in agrun: NumPy's answer may be float16")
        }
        return .object(DTypeObject(x.dtype))
      }
      if case .uint = scalar { return .object(DTypeObject(.uint64)) }
      let candidates: [DType] =
        scalar.asInt < 0
        ? [.int8, .int16, .int32, .int64] : [.uint8, .uint16, .uint32, .uint64]
      return .object(
        DTypeObject(candidates.first { $0.integerRange.contains(scalar.asInt) } ?? .int64))
    },
    .array("packbits(a, /, axis=None, bitorder='big')", "Truth values as bits of bytes.") { c in
      let x = try c.elements(0)
      guard x.dtype == .bool || x.dtype.isInteger else {
        throw Raised(.typeError, "Expected an input array of integer or boolean data type")
      }
      let axis = try c.interpreter.axis(from: c[1], rank: x.rank)
      let moved = try axis.map { try x.movedAxes([$0], to: [x.rank - 1]) } ?? x.reshaped([-1])
      let width = moved.shape.last ?? 0, bytes = (width + 7) / 8
      let truths = moved.truths
      let isLittle = try c.text(2) == "little"
      let rows = moved.shape.dropLast().reduce(1, *)
      var values: [Int] = []
      for row in 0..<rows {
        for byte in 0..<bytes {
          var value = 0
          for bit in 0..<8 where byte * 8 + bit < width && truths[row * width + byte * 8 + bit] {
            value |= 1 << (isLittle ? bit : 7 - bit)
          }
          values.append(value)
        }
      }
      let packed = NDArray(values, shape: moved.shape.dropLast() + [bytes], dtype: .uint8)
      return c.result(
        try axis.map { try packed.movedAxes([x.rank - 1], to: [$0]).duplicate() } ?? packed)
    },
    .array(
      "unpackbits(a, /, axis=None, count=None, bitorder='big')", "Bits of bytes as zeros and ones."
    ) { c in
      let x = try c.elements(0)
      guard x.dtype == .uint8 else {
        throw Raised(.typeError, "Expected an input array of unsigned byte data type")
      }
      let axis = try c.interpreter.axis(from: c[1], rank: x.rank)
      let moved = try axis.map { try x.movedAxes([$0], to: [x.rank - 1]) } ?? x.reshaped([-1])
      let width = (moved.shape.last ?? 0) * 8
      let isLittle = try c.text(3) == "little"
      let bits = moved.integers.flatMap { byte in
        (0..<8).map { byte >> (isLittle ? $0 : 7 - $0) & 1 }
      }
      var unpacked = NDArray(bits, shape: moved.shape.dropLast() + [width], dtype: .uint8)
      if !c.isMissing(2) {
        let count = try c.int(2)
        let kept = count < 0 ? width + count : count
        let last = unpacked.rank - 1
        if kept <= width {
          unpacked.shape[last] = kept
          unpacked = unpacked.duplicate()
        }
      }
      return c.result(
        try axis.map { try unpacked.movedAxes([x.rank - 1], to: [$0]).duplicate() } ?? unpacked)
    },
    NumericFunction("promote_types(type1, type2)", "The dtype that two dtypes have together.") {
      c in
      let a = try c.interpreter.dtype(from: c[0]) ?? .float64,
        b = try c.interpreter.dtype(from: c[1]) ?? .float64
      return .object(
        DTypeObject(
          c.facade == .jax
            ? c.session.promotion.promote([JAXType(a), JAXType(b)]).dtype
            : NumPyPromotion.promote(a, b)))
    },
    NumericFunction("can_cast(from_, to, casting='safe')", "Whether a cast loses nothing.") { c in
      let to = try c.interpreter.dtype(from: c[1]) ?? .float64
      let from = try c[0].array?.dtype ?? c.interpreter.dtype(from: c[0]) ?? .float64
      switch try c.text(2) {
      case "unsafe": return .true
      case "same_kind": return .bool(from.canCastSameKind(to: to))
      case "no", "equiv": return .bool(from == to)
      default: return .bool(NumPyPromotion.promote(from, to) == to)
      }
    },
    NumericFunction("issubdtype(arg1, arg2)", "Whether a dtype belongs to a class of dtypes.") {
      c in
      let types = c.interpreter.numericTypes
      func type(_ value: Value) throws -> TypeObject {
        if case .object(let object) = value, let type = object as? TypeObject,
          type.isSubtype(of: types.generic)
        {
          return type
        }
        return types.scalar(try c.interpreter.dtype(from: value) ?? .float64)
      }
      return .bool(try type(c[0]).isSubtype(of: type(c[1])))
    },
    NumericFunction("isdtype(dtype, kind)", "Whether a dtype is of a kind.") { c in
      let dtype = try c.interpreter.dtype(from: c[0]) ?? .float64
      switch c[1].text {
      case "bool": return .bool(dtype == .bool)
      case "signed integer": return .bool(dtype.isInteger && dtype.isSigned)
      case "unsigned integer": return .bool(dtype.isInteger && !dtype.isSigned)
      case "integral": return .bool(dtype.isInteger)
      case "real floating": return .bool(dtype.isFloating)
      case "complex floating": return .bool(dtype.isComplex)
      case "numeric": return .bool(dtype != .bool)
      default: return .bool(try c.interpreter.dtype(from: c[1]) == dtype)
      }
    },
    NumericFunction("finfo(dtype)", "Limits of a floating dtype.") { c in
      let dtype = try c[0].array?.dtype ?? c.interpreter.dtype(from: c[0]) ?? .float64
      guard dtype.isInexact else {
        throw Raised(.valueError, "data type <class 'numpy.\(dtype.name)'> not inexact")
      }
      return .object(DTypeLimits(dtype.realPart))
    },
    NumericFunction("iinfo(type)", "Limits of an integer dtype.") { c in
      let dtype = try c[0].array?.dtype ?? c.interpreter.dtype(from: c[0]) ?? .int64
      guard dtype.isInteger else {
        throw Raised(.valueError, "Invalid integer data type '\(dtype.kindCode)'.")
      }
      return .object(DTypeLimits(dtype))
    },
    .array("astype(x, dtype, /, *, copy=True, device=None)", "The elements in another dtype.") {
      c in
      try c.interpreter.astype(c.array(0), c.dtype(1) ?? .float64, c.facade)
    },
    NumericFunction(
      "may_share_memory(a, b, max_work=None)", "Whether arrays may share memory.",
      aliases: ["shares_memory"], in: .numpy
    ) { c in
      guard let a = c[0].array?.storage, let b = c[1].array?.storage else { return .false }
      return .bool(a === b)
    },
    NumericFunction("iterable(y)", "Whether a value can be iterated.") { c in
      .bool((try? c.interpreter.makeIterator(c[0])) != nil)
    },
  ]

  private static let appliers: [NumericFunction] = [
    NumericFunction(
      "apply_along_axis(func1d, axis, arr, *args, **kwargs)",
      "A function of the vectors along an axis."
    ) { c in
      let x = try c.array(2)
      let axis = try Shapes.normalize(axis: c.int(1), rank: x.rank)
      let moved = try c.interpreter.moveAxes(x, [axis], [x.rank - 1], c.facade)
      let outer = Array(moved.shape.dropLast())
      let rows = try c.interpreter.reshape(moved, [-1, x.shape[axis]], c.facade)
      let results = try (0..<outer.reduce(1, *)).map { row -> ArrayObject in
        let vector = try c.interpreter.item(rows, [.integer(row)])
        return try c.array(
          of: c.interpreter.call(
            c[0],
            Arguments(
              [.object(vector)] + c.arguments.variadic(3), keywords: c.arguments.keywords(4))))
      }
      let stacked = try c.interpreter.stack(results, axis: 0, c.facade)
      let inner = Array(stacked.shape.dropFirst())
      let shaped = try c.interpreter.reshape(stacked, outer + inner, c.facade)
      if inner.isEmpty { return .object(shaped.asResult(c)) }
      let last = Array(outer.count..<outer.count + inner.count)
      return .object(
        try c.interpreter.moveAxes(shaped, last, inner.indices.map { axis + $0 }, c.facade))
    },
    NumericFunction(
      "apply_over_axes(func, a, axes)", "A function applied over several axes in turn."
    ) { c in
      var x = try c.array(1)
      for axis in try c.axes(2) ?? [] {
        let result = try c.array(of: c.interpreter.call(c[0], [.object(x), .int(axis)]))
        x = result.rank == x.rank ? result : try c.interpreter.expandDims(result, [axis], c.facade)
      }
      return .object(x)
    },
    .array("piecewise(x, condlist, funclist, *args, **kw)", "Functions where conditions hold.") {
      c in
      let x = try c.array(0)
      var conditions = try c.interpreter.collect(c[1])
      if let array = c[1].array, array.rank == x.rank { conditions = [c[1]] }
      let functions = try c.interpreter.collect(c[2])
      func value(_ function: Value) throws -> Value {
        c.interpreter.isCallable(function)
          ? try c.interpreter.call(
            function,
            Arguments([.object(x)] + c.arguments.variadic(3), keywords: c.arguments.keywords(4)))
          : function
      }
      var result: Value =
        functions.count > conditions.count ? try value(functions[conditions.count]) : .int(0)
      // Of several conditions that hold the last one counts.
      for (condition, function) in zip(conditions, functions) {
        result = .object(try c.interpreter.select(condition, value(function), result, c.facade))
      }
      return try c.interpreter.converted(c.array(of: result), x.dtype, c.facade)
    },
  ]

  private static let handling: [NumericFunction] = [
    NumericFunction(
      "errstate(*, call=None, all=None, divide=None, over=None, under=None, invalid=None)",
      "Floating-point errors inside a with block: never raised here."
    ) { _ in
      .object(NumericContext("errstate", enter: { _ in { _ in } }))
    },
    NumericFunction(
      "seterr(all=None, divide=None, over=None, under=None, invalid=None)",
      "Floating-point errors: never raised here."
    ) { _ in
      let result = DictObject()
      for name in ["divide", "over", "under", "invalid"] {
        result.setText(name, to: .string("warn"))
      }
      return .dict(result)
    },
    NumericFunction("geterr()", "How floating-point errors are handled.") { _ in
      let result = DictObject()
      for name in ["divide", "over", "under", "invalid"] {
        result.setText(name, to: .string(name == "under" ? "ignore" : "warn"))
      }
      return .dict(result)
    },
  ]
}

/// A context manager that changes a setting of the session.
package final class NumericContext: Object {
  private let name: String
  private let enter: (Interpreter) -> (Interpreter) -> Void
  private var leave: ((Interpreter) -> Void)?

  init(_ name: String, enter: @escaping (Interpreter) -> (Interpreter) -> Void) {
    self.name = name
    self.enter = enter
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    let base = interpreter.types.object
    return interpreter.types.register("numpy.context") {
      TypeObject(
        "errstate", module: "numpy", base: base,
        loading: { type in
          type.add([
            BuiltinFunction.method("__enter__(self)", "Begins.") { interpreter, arguments in
              guard case .object(let object) = arguments[0], let context = object as? NumericContext
              else { return .none }
              context.leave = context.enter(interpreter)
              return arguments[0]
            },
            BuiltinFunction.method("__exit__(self, *details)", "Ends.") { interpreter, arguments in
              guard case .object(let object) = arguments[0], let context = object as? NumericContext
              else { return .none }
              context.leave?(interpreter)
              context.leave = nil
              return .false
            },
          ])
        })
    }
  }
}
