import Arrays
import Autodiff
import BigInt

/// Functions about dtypes, and functions that apply functions.
enum TypeFunctions {
  static let all: [NumericFunction] = types + appliers + text

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
      "vectorize(pyfunc, otypes=None, doc=None, excluded=None, cache=False, signature=None)",
      "A function of elements made from a function of numbers."
    ) { c in
      let function = c[0], facade = c.facade
      let dtype = try c.isMissing(1) ? nil : firstType(c)
      return .object(
        BuiltinFunction.raw("vectorized(*args)", "The function of each element.") {
          interpreter, arguments in
          try interpreter.vectorized(function, arguments, dtype, facade)
        })
    },
    NumericFunction(
      "frompyfunc(func, /, nin, nout, *, identity=None)",
      "A function of elements made from a function of numbers.", in: .numpy
    ) { c in
      let function = c[0]
      return .object(
        BuiltinFunction.raw("frompyfunc(*args)", "The function of each element.") {
          interpreter, arguments in
          try interpreter.vectorized(function, arguments, nil, .numpy)
        })
    },
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

  private static func firstType(_ c: NumericCall) throws -> DType? {
    switch c[1] {
    case .list(let list): try list.elements.first.flatMap { try c.interpreter.dtype(from: $0) }
    default: try c.interpreter.dtype(from: c[1])
    }
  }

  private static func options(_ c: NumericCall) throws -> PrintOptions {
    var options = c.session.printOptions
    func int(_ slot: Int) throws -> Int? { c.isMissing(slot) ? nil : try c.int(slot) }
    if let precision = try int(0) { options.precision = precision }
    if let threshold = c.isMissing(1) ? nil : try c.double(1) {
      options.threshold = threshold.isFinite ? Int(min(threshold, 9e18)) : .max
    }
    if let edge = try int(2) { options.edgeItems = edge }
    if let width = try int(3) { options.lineWidth = width }
    if !c.isMissing(4) { options.suppressesSmall = try c.flag(4) }
    if let nan = c[5].text { options.nan = nan }
    if let infinity = c[6].text { options.infinity = infinity }
    if let sign = c[8].text?.first { options.sign = sign }
    if let mode = c[9].text.flatMap(PrintOptions.FloatMode.init(rawValue:)) {
      options.floatMode = mode
    }
    try c.refuse(7, "formatter")
    return options
  }

  private static let optionList =
    "precision=None, threshold=None, edgeitems=None, linewidth=None, suppress=None, nanstr=None, infstr=None, formatter=None, sign=None, floatmode=None, *, legacy=None"

  private static let text: [NumericFunction] = [
    NumericFunction("set_printoptions(\(optionList))", "Sets how arrays print.") { c in
      c.session.printOptions = try options(c)
      return .none
    },
    NumericFunction("get_printoptions()", "How arrays print.") { c in
      let options = c.session.printOptions, result = DictObject()
      result.setText("edgeitems", to: .int(options.edgeItems))
      result.setText("threshold", to: .int(options.threshold))
      result.setText("floatmode", to: .string(options.floatMode.rawValue))
      result.setText("precision", to: options.precision.map { .int($0) } ?? .none)
      result.setText("suppress", to: .bool(options.suppressesSmall))
      result.setText("linewidth", to: .int(options.lineWidth))
      result.setText("nanstr", to: .string(options.nan))
      result.setText("infstr", to: .string(options.infinity))
      result.setText("sign", to: .string(String(options.sign)))
      result.setText("formatter", to: .none)
      result.setText("legacy", to: .false)
      return .dict(result)
    },
    NumericFunction("printoptions(\(optionList))", "How arrays print inside a with block.") { c in
      let new = try options(c)
      return .object(
        NumericContext(
          "printoptions",
          enter: { interpreter in
            let old = interpreter.numerics.printOptions
            interpreter.numerics.printOptions = new
            return { $0.numerics.printOptions = old }
          }))
    },
    NumericFunction(
      "array2string(a, max_line_width=None, precision=None, suppress_small=None, separator=' ', prefix='', *, formatter=None, threshold=None, edgeitems=None, sign=None, floatmode=None, suffix='', legacy=None)",
      "The text of an array."
    ) { c in
      var options = c.session.printOptions
      if !c.isMissing(1) { options.lineWidth = try c.int(1) }
      if !c.isMissing(2) { options.precision = try c.int(2) }
      if !c.isMissing(3) { options.suppressesSmall = try c.flag(3) }
      try c.refuse(6, "formatter")
      if !c.isMissing(7) { options.threshold = try c.int(7) }
      if !c.isMissing(8) { options.edgeItems = try c.int(8) }
      if let sign = c[9].text?.first { options.sign = sign }
      if let mode = c[10].text.flatMap(PrintOptions.FloatMode.init(rawValue:)) {
        options.floatMode = mode
      }
      var text = ArrayText(options: options)
      text.separator = try c.text(4)
      text.prefix = try c.text(5)
      text.suffix = try c.text(11)
      return .string(text.string(try c.elements(0)))
    },
    NumericFunction(
      "array_repr(arr, max_line_width=None, precision=None, suppress_small=None)",
      "The repr of an array."
    ) { c in .string(try c.interpreter.repr(.object(c.array(0)))) },
    NumericFunction(
      "array_str(a, max_line_width=None, precision=None, suppress_small=None)",
      "The str of an array."
    ) { c in
      var options = c.session.printOptions
      if !c.isMissing(2) { options.precision = try c.int(2) }
      if !c.isMissing(3) { options.suppressesSmall = try c.flag(3) }
      return .string(ArrayText.str(try c.elements(0), options: options))
    },
    NumericFunction(
      "format_float_positional(x, precision=None, unique=True, fractional=True, trim='k', sign=False, pad_left=None, pad_right=None, min_digits=None)",
      "A number without exponent."
    ) { c in
      .string(
        try dragon(c, sign: 5, left: 6).positional(
          c.double(0), isSingle: c.array(0).dtype == .float32))
    },
    NumericFunction(
      "format_float_scientific(x, precision=None, unique=True, trim='k', sign=False, pad_left=None, exp_digits=None, min_digits=None)",
      "A number with exponent."
    ) { c in
      var dragon = Dragon4()
      if !c.isMissing(1) { dragon.precision = try c.int(1) }
      dragon.isUnique = try c.flag(2)
      dragon.trim = try c.text(3).first.flatMap(Dragon4.Trim.init(rawValue:)) ?? .keep
      dragon.showsPlus = try c.flag(4)
      if !c.isMissing(5) { dragon.padLeft = try c.int(5) }
      if !c.isMissing(6) { dragon.exponentDigits = try c.int(6) }
      if !c.isMissing(7) { dragon.minimumDigits = try c.int(7) }
      return .string(dragon.scientific(try c.double(0), isSingle: try c.array(0).dtype == .float32))
    },
    NumericFunction("base_repr(number, base=2, padding=0)", "A whole number in another base.") {
      c in
      let number = try c.int(0)
      let digits = String(abs(number), radix: try c.int(1), uppercase: true)
      let zeros = String(
        repeating: "0", count: number == 0 ? max(try c.int(2) - 1, 0) : try c.int(2))
      return .string((number < 0 ? "-" : "") + zeros + digits)
    },
    NumericFunction("binary_repr(num, width=None)", "A whole number in binary.") { c in
      let number = try c.int(0)
      guard !c.isMissing(1) else {
        return .string((number < 0 ? "-" : "") + String(abs(number), radix: 2))
      }
      let width = try c.int(1)
      let bits = number < 0 && width < 64 ? number & ((1 << width) - 1) : abs(number)
      let digits = String(bits, radix: 2)
      return .string(String(repeating: "0", count: max(width - digits.count, 0)) + digits)
    },
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

  private static func dragon(_ c: NumericCall, sign: Int, left: Int) throws -> Dragon4 {
    var dragon = Dragon4()
    if !c.isMissing(1) { dragon.precision = try c.int(1) }
    dragon.isUnique = try c.flag(2)
    dragon.isFractional = try c.flag(3)
    dragon.trim = try c.text(4).first.flatMap(Dragon4.Trim.init(rawValue:)) ?? .keep
    dragon.showsPlus = try c.flag(sign)
    if !c.isMissing(left) { dragon.padLeft = try c.int(left) }
    if !c.isMissing(left + 1) { dragon.padRight = try c.int(left + 1) }
    if !c.isMissing(left + 2) { dragon.minimumDigits = try c.int(left + 2) }
    return dragon
  }
}

extension Interpreter {
  /// A function of numbers called for each element of broadcast operands.
  func vectorized(_ function: Value, _ arguments: Arguments, _ dtype: DType?, _ facade: Facade)
    throws -> Value
  {
    let arrays = try arguments.positional.map { try array(of: $0, facade) }
    guard let shape = Shapes.joined(arrays.map(\.shape)) else {
      throw ShapeError.operandsDoNotBroadcast(shapes: arrays.map(\.shape), operation: "vectorize")
    }
    let flat = try arrays.map { try reshape(broadcast($0, to: shape, facade), [-1], facade) }
    let count = shape.reduce(1, *)
    guard count > 0 else {
      throw Raised(.valueError, "cannot call `vectorize` on size 0 inputs unless `otypes` is set")
    }
    let results = try (0..<count).map { index -> Value in
      try call(
        function,
        Arguments(
          flat.map { .object(try item($0, [.integer(index)])) }, keywords: arguments.keywords))
    }
    // NumPy takes the dtype of the first result for all.
    func joined(_ values: [Value]) throws -> Value {
      let first = try dtype ?? array(of: values[0], facade).dtype
      let array = try array(from: .list(values), facade, dtype: first)
      let shaped = try reshape(array, shape + array.shape.dropFirst(), facade)
      guard facade == .numpy, shaped.rank == 0, let known = shaped.known else {
        return .object(shaped)
      }
      return .object(ArrayObject(known, .array))
    }
    if case .tuple(let tuple) = results[0] {
      return .tuple(
        try tuple.elements.indices.map { place in
          try joined(
            results.map { result in
              if case .tuple(let tuple) = result { return tuple.elements[place] }
              return result
            })
        })
    }
    return try joined(results)
  }
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

/// `np.finfo` and `np.iinfo`.
package final class DTypeLimits: Object {
  private let dtype: DType

  init(_ dtype: DType) { self.dtype = dtype }

  private func number(_ value: Double) -> Value {
    .object(ArrayObject(.float(value), dtype, .scalar))
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) -> Value? {
    if dtype.isInteger {
      switch (name, dtype) {
      case ("max", .uint64): return .integer(.init(UInt64.max))
      case ("max", .uint8): return .int(255)
      case ("max", .int32): return .int(Int(Int32.max))
      case ("max", .uint32): return .int(Int(UInt32.max))
      case ("max", _): return .int(.max)
      case ("min", .int32): return .int(Int(Int32.min))
      case ("min", .int64): return .int(.min)
      case ("min", _): return .int(0)
      case ("bits", _): return .int(dtype.itemSize * 8)
      case ("dtype", _): return .object(DTypeObject(dtype))
      default: return nil
      }
    }
    let isSingle = dtype == .float32
    switch name {
    case "eps": return number(isSingle ? Double(Float.ulpOfOne) : Double.ulpOfOne)
    case "epsneg": return number((isSingle ? Double(Float.ulpOfOne) : Double.ulpOfOne) / 2)
    case "max":
      return number(
        isSingle ? Double(Float.greatestFiniteMagnitude) : Double.greatestFiniteMagnitude)
    case "min":
      return number(
        -(isSingle ? Double(Float.greatestFiniteMagnitude) : Double.greatestFiniteMagnitude))
    case "tiny", "smallest_normal":
      return number(isSingle ? Double(Float.leastNormalMagnitude) : Double.leastNormalMagnitude)
    case "smallest_subnormal":
      return number(isSingle ? Double(Float.leastNonzeroMagnitude) : Double.leastNonzeroMagnitude)
    case "resolution": return number(isSingle ? 1e-6 : 1e-15)
    case "precision": return .int(isSingle ? 6 : 15)
    case "bits": return .int(dtype.itemSize * 8)
    case "nmant": return .int(isSingle ? 23 : 52)
    case "maxexp": return .int(isSingle ? 128 : 1024)
    case "minexp": return .int(isSingle ? -126 : -1022)
    case "dtype": return .object(DTypeObject(dtype))
    default: return nil
    }
  }
}
