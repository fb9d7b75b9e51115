import BigInt
package import Syntax

/// `fractions.Fraction`: an exact ratio in lowest terms.
package final class FractionObject: Object {
  let numerator: BigInt
  /// Positive.
  let denominator: BigInt

  /// Reduces to lowest terms; the denominator must not be zero.
  init(_ numerator: BigInt, _ denominator: BigInt) {
    let divisor = BigInt(numerator.magnitude.greatestCommonDivisor(with: denominator.magnitude))
    let sign: BigInt = denominator < 0 ? -1 : 1
    self.numerator = sign * numerator / divisor
    self.denominator = sign * denominator / divisor
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    FractionsModule.type(interpreter)
  }

  override package func repr(in interpreter: Interpreter) -> String {
    "Fraction(\(numerator), \(denominator))"
  }

  override package func str(in interpreter: Interpreter) -> String {
    denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)"
  }

  override package func isTruthy(in interpreter: Interpreter) -> Bool { numerator != 0 }
  override package func hash(in interpreter: Interpreter) -> Int? {
    Hashing.fraction(numerator, denominator)
  }

  override package func float(in interpreter: Interpreter) throws -> Double? {
    try BigIntegers.trueDivide(numerator, denominator)
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) -> Value? {
    switch name {
    case "numerator": .integer(numerator)
    case "denominator": .integer(denominator)
    case "real": .object(self)
    case "imag": .int(0)
    default: nil
    }
  }

  /// An operand as a fraction: ints and fractions.
  static func exact(_ value: Value) -> FractionObject? {
    if case .object(let object) = value, let fraction = object as? FractionObject {
      return fraction
    }
    return value.bigInt.map { FractionObject($0, 1) }
  }

  override package func compare(
    _ operation: ComparisonOperator, with other: Value, in interpreter: Interpreter
  ) throws -> Value? {
    if let fraction = FractionObject.exact(other) {
      let (a, b) = (numerator * fraction.denominator, fraction.numerator * denominator)
      return .bool(operation.holds(for: a < b ? -1 : a == b ? 0 : 1))
    }
    guard case .float(let number) = other else { return nil }
    if !number.isFinite {
      return try interpreter.compare(operation, .float(0), other)
    }
    let (top, bottom) = FloatMethods.exactRatio(number)
    return try compare(operation, with: .object(FractionObject(top, bottom)), in: interpreter)
  }

  override package func binary(
    _ operation: BinaryOperator, with other: Value, reflected: Bool, in interpreter: Interpreter
  ) throws -> Value? {
    if let fraction = FractionObject.exact(other) {
      return try reflected
        ? fraction.apply(operation, self, in: interpreter)
        : apply(operation, fraction, in: interpreter)
    }
    switch Number(other) {
    case .float, .complex:
      let number = Value.float(try BigIntegers.trueDivide(numerator, denominator))
      return try reflected
        ? interpreter.binary(operation, other, number)
        : interpreter.binary(operation, number, other)
    default: return nil
    }
  }

  private func apply(
    _ operation: BinaryOperator, _ other: FractionObject, in interpreter: Interpreter
  ) throws -> Value? {
    let (a, b, c, d) = (numerator, denominator, other.numerator, other.denominator)
    func make(_ top: BigInt, _ bottom: BigInt) throws -> Value {
      if bottom == 0 {
        throw Raised(.zeroDivisionError, "Fraction(\(top), 0)")
      }
      return .object(FractionObject(top, bottom))
    }
    switch operation {
    case .add: return try make(a * d + c * b, b * d)
    case .subtract: return try make(a * d - c * b, b * d)
    case .multiply: return try make(a * c, b * d)
    case .divide: return try make(a * d, b * c)
    case .floorDivide:
      if c == 0 { throw Raised(.zeroDivisionError, "integer division or modulo by zero") }
      return .integer(BigIntegers.floorDivide(a * d, b * c).quotient)
    case .modulo:
      if c == 0 { throw Raised(.zeroDivisionError, "integer modulo by zero") }
      return try make(BigIntegers.floorDivide(a * d, c * b).remainder, b * d)
    case .power:
      guard d == 1 else {
        return try interpreter.binary(
          .power, .float(BigIntegers.trueDivide(a, b)), .float(BigIntegers.trueDivide(c, d)))
      }
      guard let exponent = Int(exactly: c) else { return nil }
      if exponent >= 0 { return try make(a.power(exponent), b.power(exponent)) }
      if a == 0 {
        throw Raised(.zeroDivisionError, "Fraction(\(b.power(-exponent)), 0)")
      }
      return try make(b.power(-exponent), a.power(-exponent))
    default: return nil
    }
  }

  override package func unary(_ operation: UnaryOperator, in interpreter: Interpreter) -> Value? {
    switch operation {
    case .minus: .object(FractionObject(-numerator, denominator))
    case .plus: .object(self)
    case .invert, .not: nil
    }
  }

  override package func absolute(in interpreter: Interpreter) -> Value? {
    .object(FractionObject(BigInt(numerator.magnitude), denominator))
  }

  override package func round(_ digits: Int?, in interpreter: Interpreter) throws -> Value? {
    guard let digits else { return .integer(nearest(numerator, denominator)) }
    let shift = BigInt(10).power(abs(digits))
    if digits > 0 {
      return .object(FractionObject(nearest(numerator * shift, denominator), shift))
    }
    return .object(FractionObject(nearest(numerator, denominator * shift) * shift, 1))
  }

  /// The nearest int, ties to even.
  private func nearest(_ top: BigInt, _ bottom: BigInt) -> BigInt {
    let (floor, remainder) = BigIntegers.floorDivide(top, bottom)
    let twice = remainder * 2
    let isOdd = floor & 1 == 1
    return twice > bottom || (twice == bottom && isOdd) ? floor + 1 : floor
  }

  /// The closest fraction with a denominator of at most `limit` (Stern–Brocot descent, as CPython's).
  func limited(_ limit: BigInt) -> FractionObject {
    if denominator <= limit { return self }
    var (p0, q0, p1, q1): (BigInt, BigInt, BigInt, BigInt) = (0, 1, 1, 0)
    var (n, d) = (numerator, denominator)
    while true {
      let a = BigIntegers.floorDivide(n, d).quotient
      let q2 = q0 + a * q1
      if q2 > limit { break }
      (p0, q0, p1, q1) = (p1, q1, p0 + a * p1, q2)
      (n, d) = (d, n - a * d)
    }
    let k = (limit - q0) / q1
    return 2 * d * (q0 + k * q1) <= denominator
      ? FractionObject(p1, q1) : FractionObject(p0 + k * p1, q0 + k * q1)
  }
}

/// `fractions`.
enum FractionsModule {
  static let module: (name: String, make: ModuleCatalogue.Maker) = (
    "fractions",
    { ModuleObject("fractions") { [("Fraction", .object(type($0)))] } }
  )

  static func type(_ interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("fractions.Fraction") {
      TypeObject(
        "Fraction", module: "fractions", base: interpreter.types.object,
        constructor: { interpreter, call in
          let function = BuiltinFunction.bound("Fraction(numerator=0, denominator=None)", "") {
            interpreter, call in try make(call[0], call[1], interpreter)
          }
          return try function.call(call, in: interpreter)
        }
      ) { type in
        type.add([
          .method(
            "limit_denominator(self, max_denominator=1000000)", "The closest simple fraction."
          ) {
            interpreter, call in
            let limit = try interpreter.requireInteger(call[1])
            if limit < 1 { throw Raised(.valueError, "max_denominator should be at least 1") }
            return .object(try receiver(call[0], interpreter).limited(limit))
          },
          .simpleMethod("as_integer_ratio(self, /)", "Numerator and denominator.") {
            interpreter, value in
            let fraction = try receiver(value, interpreter)
            return .tuple([.integer(fraction.numerator), .integer(fraction.denominator)])
          },
          .simpleMethod("conjugate(self, /)", "The number itself.") { _, value in value },
          .simpleMethod("__floor__(self, /)", "The largest int not above.") {
            interpreter, value in
            let fraction = try receiver(value, interpreter)
            return .integer(
              BigIntegers.floorDivide(fraction.numerator, fraction.denominator).quotient)
          },
          .simpleMethod("__ceil__(self, /)", "The smallest int not below.") {
            interpreter, value in
            let fraction = try receiver(value, interpreter)
            return .integer(
              -BigIntegers.floorDivide(-fraction.numerator, fraction.denominator).quotient)
          },
          .simpleMethod("__trunc__(self, /)", "The number towards zero.") { interpreter, value in
            let fraction = try receiver(value, interpreter)
            return .integer(fraction.numerator / fraction.denominator)
          },
        ])
        for name in ["from_float", "from_decimal"] {
          type.set(
            Name(name),
            to: .object(
              ClassMethodObject(
                .object(
                  BuiltinFunction.binary("\(name)(type, f, /)", "The exact value of a float.") {
                    interpreter, _, value in try make(value, .none, interpreter)
                  }))))
        }
      }
    }
  }

  private static func receiver(_ value: Value, _ interpreter: Interpreter) throws -> FractionObject
  {
    if case .object(let object) = value, let fraction = object as? FractionObject {
      return fraction
    }
    throw interpreter.wrongReceiver("Fraction", value)
  }

  private static func make(_ first: Value, _ second: Value, _ interpreter: Interpreter) throws
    -> Value
  {
    if second.isNone {
      if let exact = FractionObject.exact(first) { return .object(exact) }
      if case .float(let number) = first {
        let name = number.isNaN ? "NaN" : "infinity"
        if number.isNaN {
          throw Raised(.valueError, "cannot convert \(name) to integer ratio")
        }
        if number.isInfinite {
          throw Raised(.overflowError, "cannot convert Infinity to integer ratio")
        }
        let (top, bottom) = FloatMethods.exactRatio(number)
        return .object(FractionObject(top, bottom))
      }
      if let text = first.text {
        if let fraction = parse(text) { return .object(fraction) }
        if text.contains("/"), text.split(separator: "/").last.map({ Int($0) == 0 }) == true {
          throw Raised(
            .zeroDivisionError, "Fraction(\(text.split(separator: "/")[0]), 0)")
        }
        throw Raised(
          .valueError, "Invalid literal for Fraction: \(StringRepresentation.quoted(text))")
      }
      if case .object(let object) = first, object is InstanceObject,
        let method = try interpreter.attributeIfPresent("as_integer_ratio", of: first),
        case .tuple(let ratio) = try interpreter.call(method, []), ratio.elements.count == 2,
        let top = ratio.elements[0].bigInt, let bottom = ratio.elements[1].bigInt, bottom != 0
      {
        return .object(FractionObject(top, bottom))
      }
      throw Raised(.typeError, "argument should be a string or a Rational instance")
    }
    guard let top = FractionObject.exact(first), let bottom = FractionObject.exact(second) else {
      throw Raised(.typeError, "both arguments should be Rational instances")
    }
    if bottom.numerator == 0 {
      throw Raised(.zeroDivisionError, "Fraction(\(top.numerator), 0)")
    }
    return .object(
      FractionObject(
        top.numerator * bottom.denominator, top.denominator * bottom.numerator))
  }

  /// `3/4`, `-1.25`, `2e-3`.
  private static func parse(_ text: String) -> FractionObject? {
    let body = StringMethods.strip(text)
    let parts = body.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2 {
      guard let top = BigInt(String(parts[0])), let bottom = BigInt(String(parts[1])), bottom > 0,
        parts[1].allSatisfy(\.isNumber)
      else { return nil }
      return FractionObject(top, bottom)
    }
    guard parts.count == 1, !body.isEmpty else { return nil }
    let halves = body.lowercased().split(separator: "e", omittingEmptySubsequences: false)
    guard halves.count <= 2, let exponent = halves.count == 2 ? Int(halves[1]) : 0,
      abs(exponent) < 100_000
    else { return nil }
    let decimals = halves[0].split(separator: ".", omittingEmptySubsequences: false)
    guard decimals.count <= 2 else { return nil }
    let fraction = decimals.count == 2 ? String(decimals[1]) : ""
    guard fraction.allSatisfy({ $0.isASCII && $0.isNumber }),
      let digits = BigInt(String(decimals[0]) + fraction)
    else { return nil }
    let scale = exponent - fraction.utf8.count
    return scale >= 0
      ? FractionObject(digits * BigInt(10).power(scale), 1)
      : FractionObject(digits, BigInt(10).power(-scale))
  }
}
