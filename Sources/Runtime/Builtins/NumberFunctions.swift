import BigInt
import Syntax

/// Functions of numbers.
enum NumberFunctions {
  static var all: [BuiltinFunction] {
    [
      .unary("abs(x, /)", "The absolute value.") { try $0.absolute($1) },
      .binary("divmod(x, y, /)", "Floor quotient and remainder.") { try $0.divmod($1, $2) },
      .native("pow(base, exp, mod=None)", "A power, optionally modulo a number.") {
        interpreter, call in
        guard !call[2].isNone else { return try interpreter.binary(.power, call[0], call[1]) }
        guard let base = call[0].bigInt, let exponent = call[1].bigInt,
          let modulus = call[2].bigInt
        else {
          throw Raised(
            .typeError, "pow() 3rd argument not allowed unless all arguments are integers")
        }
        return .integer(try BigIntegers.power(base, exponent, modulus: modulus))
      },
      .native("round(number, ndigits=None)", "Rounded to digits after the point, ties to even.") {
        try $0.rounded($1[0], $1[1])
      },
      .bound("sum(iterable, /, start=0)", "The sum of a start and all elements, in order.") {
        try sum($0, $1[0], start: $1[1])
      },
      BuiltinFunction(
        "max(iterable, /, *args, key=None, default=<no value>)", "The largest element.",
        isWordedAsC: true, .raw { try extreme($0, $1, "max", .greater) }),
      BuiltinFunction(
        "min(iterable, /, *args, key=None, default=<no value>)", "The smallest element.",
        isWordedAsC: true, .raw { try extreme($0, $1, "min", .less) }),
    ]
  }

  private static func sum(_ interpreter: Interpreter, _ iterable: Value, start: Value) throws
    -> Value
  {
    if start.text != nil {
      throw Raised(.typeError, "sum() can't sum strings [use ''.join(seq) instead]")
    }
    var total = start
    let iterator = try interpreter.makeIterator(iterable)
    while let element = try iterator.next(in: interpreter) {
      switch (total, element) {
      case (.int(let a), .int(let b)):
        let (result, overflow) = a.addingReportingOverflow(b)
        total = overflow ? .integer(BigInt(a) + BigInt(b)) : .int(result)
      case (.float(let a), .float(let b)): total = .float(a + b)
      default: total = try interpreter.binary(.add, total, element)
      }
    }
    return total
  }

  private static func extreme(
    _ interpreter: Interpreter, _ call: Arguments, _ name: String,
    _ operation: ComparisonOperator
  ) throws -> Value {
    if call.positional.count == 2, call.keywords.isEmpty {
      let (a, b) = (call.positional[0], call.positional[1])
      return try isBetter(interpreter, operation, b, a) ? b : a
    }
    var key = Value.none
    var missing = Value.unbound
    for (keyword, value) in call.keywords {
      switch keyword {
      case "key": key = value
      case "default": missing = value
      default:
        throw Raised(.typeError, "'\(keyword)' is an invalid keyword argument for \(name)()")
      }
    }
    guard !call.positional.isEmpty else {
      throw Raised(.typeError, "\(name) expected at least 1 argument, got 0")
    }
    if call.positional.count > 1, !missing.isUnbound {
      throw Raised(
        .typeError,
        "Cannot specify a default for \(name)() with multiple positional arguments")
    }
    let iterator =
      call.positional.count == 1
      ? try interpreter.makeIterator(call.positional[0])
      : TupleIterator(TupleObject(call.positional))
    guard var best = try iterator.next(in: interpreter) else {
      if missing.isUnbound {
        throw Raised(.valueError, "\(name)() arg is an empty sequence")
      }
      return missing
    }
    var bestKey = key.isNone ? best : try interpreter.call(key, [best])
    while let element = try iterator.next(in: interpreter) {
      let elementKey = key.isNone ? element : try interpreter.call(key, [element])
      if try isBetter(interpreter, operation, elementKey, bestKey) {
        best = element
        bestKey = elementKey
      }
    }
    return best
  }

  private static func isBetter(
    _ interpreter: Interpreter, _ operation: ComparisonOperator, _ a: Value, _ b: Value
  ) throws -> Bool {
    switch (a, b) {
    case (.int(let x), .int(let y)): operation == .greater ? x > y : x < y
    case (.float(let x), .float(let y)): operation == .greater ? x > y : x < y
    default: try interpreter.isTruthy(interpreter.compare(operation, a, b))
    }
  }
}
