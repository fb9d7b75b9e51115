import BigInt
import Foundation

/// `math`: the C library's functions with CPython's checks of their domains.
enum MathModule {
  static let module: (name: String, make: ModuleCatalogue.Maker) = (
    "math",
    {
      ModuleObject("math") { _ in
        var members: [(String, Value)] = [
          ("pi", .float(Double.pi)), ("e", .float(M_E)), ("tau", .float(2 * Double.pi)),
          ("inf", .float(.infinity)), ("nan", .float(.nan)),
        ]
        for function in functions + rounding + binary + MathIntegers.functions + MathSums.functions
          + special
        {
          members.append((function.name, .object(function)))
        }
        return members
      }
    }
  )

  /// What C reports through errno: a result that is not finite although the argument is.
  static func checked(_ result: Double, _ arguments: Double..., overflows: Bool) throws -> Value {
    if result.isNaN, !arguments.contains(where: \.isNaN) {
      throw Raised(.valueError, "math domain error")
    }
    if result.isInfinite, arguments.allSatisfy(\.isFinite) {
      throw overflows
        ? Raised(.overflowError, "math range error") : Raised(.valueError, "math domain error")
    }
    return .float(result)
  }

  private static func real(
    _ name: String, _ summary: String, overflows: Bool = false, _ body: @escaping (Double) -> Double
  ) -> BuiltinFunction {
    .unary("\(name)(x, /)", summary) { interpreter, value in
      let x: Double
      if case .float(let number) = value {
        x = number
      } else {
        x = try interpreter.requireFloat(value)
      }
      return try checked(body(x), x, overflows: overflows)
    }
  }

  private static var functions: [BuiltinFunction] {
    [
      real("sin", "The sine of x radians.") { Foundation.sin($0) },
      real("cos", "The cosine of x radians.") { Foundation.cos($0) },
      real("tan", "The tangent of x radians.") { Foundation.tan($0) },
      real("asin", "The arc sine of x, in radians.") { Foundation.asin($0) },
      real("acos", "The arc cosine of x, in radians.") { Foundation.acos($0) },
      real("atan", "The arc tangent of x, in radians.") { Foundation.atan($0) },
      real("sinh", "The hyperbolic sine of x.", overflows: true) { Foundation.sinh($0) },
      real("cosh", "The hyperbolic cosine of x.", overflows: true) { Foundation.cosh($0) },
      real("tanh", "The hyperbolic tangent of x.") { Foundation.tanh($0) },
      real("asinh", "The inverse hyperbolic sine of x.") { Foundation.asinh($0) },
      real("acosh", "The inverse hyperbolic cosine of x.") { Foundation.acosh($0) },
      real("atanh", "The inverse hyperbolic tangent of x.") { Foundation.atanh($0) },
      real("exp", "e to the power x.", overflows: true) { Foundation.exp($0) },
      real("exp2", "2 to the power x.", overflows: true) { Foundation.exp2($0) },
      real("expm1", "e to the power x, minus 1, exact for small x.", overflows: true) {
        Foundation.expm1($0)
      },
      real("log1p", "The natural logarithm of 1 + x, exact for small x.") { Foundation.log1p($0) },
      real("sqrt", "The square root of x.") { $0.squareRoot() },
      real("cbrt", "The cube root of x.") { Foundation.cbrt($0) },
      real("fabs", "The absolute value of x as a float.") { $0.magnitude },
      real("degrees", "Radians to degrees.") { $0 * (180 / Double.pi) },
      real("radians", "Degrees to radians.") { $0 * (Double.pi / 180) },
      real("erf", "The error function at x.") { Foundation.erf($0) },
      real("erfc", "The complementary error function at x.") { Foundation.erfc($0) },
      .bound("log(x, base=<no value>, /)", "The logarithm of x to a base, natural by default.") {
        interpreter, call in
        let numerator = try logarithm(call[0], interpreter) { Foundation.log($0) }
        guard !call[1].isUnbound else { return .float(numerator) }
        let denominator = try logarithm(call[1], interpreter) { Foundation.log($0) }
        guard denominator != 0 else {
          throw Raised(.zeroDivisionError, "float division by zero")
        }
        return .float(numerator / denominator)
      },
      .unary("log2(x, /)", "The logarithm of x to base 2.") { interpreter, value in
        .float(try logarithm(value, interpreter) { Foundation.log2($0) })
      },
      .unary("log10(x, /)", "The logarithm of x to base 10.") { interpreter, value in
        .float(try logarithm(value, interpreter) { Foundation.log10($0) })
      },
    ]
  }

  /// The logarithm of a float, or of an int of any size.
  private static func logarithm(
    _ value: Value, _ interpreter: Interpreter, _ body: (Double) -> Double
  ) throws -> Double {
    if case .object(let object) = value, let big = object as? BigIntObject {
      guard big.value > 0 else { throw Raised(.valueError, "math domain error") }
      let rounded = Double(big.value)
      if rounded.isFinite { return body(rounded) }
      // log(m·2^k) = log(m) + k·log(2), with 0.5 ≤ m < 1.
      let exponent = big.value.bitWidth - 1
      let mantissa = Foundation.scalbn(Double(big.value >> (exponent - 64)), -64)
      return body(mantissa) + Double(exponent) * body(2)
    }
    let x = try interpreter.requireFloat(value)
    guard x > 0 || x.isNaN else { throw Raised(.valueError, "math domain error") }
    return body(x)
  }

  // MARK: Rounding

  private static func whole(
    _ name: String, _ summary: String, _ special: Name, _ body: @escaping (Double) -> Double
  ) -> BuiltinFunction {
    .unary("\(name)(x, /)", summary) { interpreter, value in
      switch value {
      case .int, .bool: return .integer(try interpreter.requireInteger(value))
      case .object(let object) where object is BigIntObject: return value
      case .object(let object):
        if let method = object.type(in: interpreter).lookUp(special) {
          return try interpreter.call(method, [value])
        }
      default: break
      }
      let x = try interpreter.requireFloat(value)
      guard !x.isNaN else { throw Raised(.valueError, "cannot convert float NaN to integer") }
      guard x.isFinite else {
        throw Raised(.overflowError, "cannot convert float infinity to integer")
      }
      let rounded = body(x)
      if let small = Int(exactly: rounded) { return .int(small) }
      return .integer(BigInt(rounded))
    }
  }

  private static var rounding: [BuiltinFunction] {
    [
      whole("floor", "The largest integer not above x.", "__floor__") { $0.rounded(.down) },
      whole("ceil", "The smallest integer not below x.", "__ceil__") { $0.rounded(.up) },
      whole("trunc", "x without its fraction.", "__trunc__") { $0.rounded(.towardZero) },
      .unary("isnan(x, /)", "Whether x is not a number.") { interpreter, value in
        .bool(try interpreter.requireFloat(value).isNaN)
      },
      .unary("isinf(x, /)", "Whether x is infinite.") { interpreter, value in
        .bool(try interpreter.requireFloat(value).isInfinite)
      },
      .unary("isfinite(x, /)", "Whether x is neither infinite nor NaN.") { interpreter, value in
        .bool(try interpreter.requireFloat(value).isFinite)
      },
      .unary("modf(x, /)", "Fraction and integer part of x, both with its sign.") {
        interpreter, value in
        let x = try interpreter.requireFloat(value)
        let whole = x.rounded(.towardZero)
        let fraction = x.isInfinite ? Double(signOf: x, magnitudeOf: 0) : x - whole
        return .tuple([.float(Double(signOf: x, magnitudeOf: fraction)), .float(whole)])
      },
      .unary("frexp(x, /)", "Mantissa and exponent: x = m * 2**e with 0.5 <= |m| < 1.") {
        interpreter, value in
        let x = try interpreter.requireFloat(value)
        guard x.isFinite, x != 0 else { return .tuple([.float(x), .int(0)]) }
        return .tuple([
          .float(Double(signOf: x, magnitudeOf: x.significand / 2)), .int(Int(x.exponent) + 1),
        ])
      },
      .binary("ldexp(x, i, /)", "x * 2**i.") { interpreter, value, exponent in
        let x = try interpreter.requireFloat(value)
        let power = try interpreter.requireInteger(exponent)
        let clamped = Int(max(-5000, min(5000, power)))
        return try checked(Foundation.scalbn(x, clamped), x, overflows: true)
      },
    ]
  }

  // MARK: Two arguments

  private static func two(
    _ declaration: String, _ summary: String, overflows: Bool = false,
    _ body: @escaping (Double, Double) -> Double
  ) -> BuiltinFunction {
    .binary(declaration, summary) { interpreter, first, second in
      let x = try interpreter.requireFloat(first)
      let y = try interpreter.requireFloat(second)
      return try checked(body(x, y), x, y, overflows: overflows)
    }
  }

  private static var binary: [BuiltinFunction] {
    [
      two("atan2(y, x, /)", "The angle of the point (x, y), in radians.") {
        Foundation.atan2($0, $1)
      },
      two("fmod(x, y, /)", "The remainder of x / y with the sign of x.") {
        Foundation.fmod($0, $1)
      },
      two("remainder(x, y, /)", "The IEEE 754 remainder of x / y.") {
        Foundation.remainder($0, $1)
      },
      two("copysign(x, y, /)", "The magnitude of x with the sign of y.") {
        Foundation.copysign($0, $1)
      },
      .binary("pow(x, y, /)", "x to the power y, as floats.") { interpreter, first, second in
        let x = try interpreter.requireFloat(first)
        let y = try interpreter.requireFloat(second)
        if x == 0, y < 0, y.isFinite { throw Raised(.valueError, "math domain error") }
        return try checked(Foundation.pow(x, y), x, y, overflows: true)
      },
      .bound("nextafter(x, y, /)", "The next float after x towards y.") { interpreter, call in
        .float(
          Foundation.nextafter(
            try interpreter.requireFloat(call[0]), try interpreter.requireFloat(call[1])))
      },
      .unary("ulp(x, /)", "The value of the last bit of x.") { interpreter, value in
        let x = try interpreter.requireFloat(value).magnitude
        if x.isNaN || x.isInfinite { return .float(x) }
        return .float(x.ulp)
      },
      .bound(
        "isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)", "Whether two numbers are nearly equal."
      ) { interpreter, call in
        let a = try interpreter.requireFloat(call[0])
        let b = try interpreter.requireFloat(call[1])
        let relative = try interpreter.requireFloat(call[2])
        let absolute = try interpreter.requireFloat(call[3])
        guard relative >= 0, absolute >= 0 else {
          throw Raised(.valueError, "tolerances must be non-negative")
        }
        if a == b { return .true }
        if a.isInfinite || b.isInfinite { return .false }
        let difference = (b - a).magnitude
        return .bool(
          difference <= (relative * b).magnitude || difference <= (relative * a).magnitude
            || difference <= absolute)
      },
    ]
  }

  // MARK: Gamma

  private static var special: [BuiltinFunction] {
    [
      .unary("gamma(x, /)", "The gamma function at x.") { interpreter, value in
        let x = try interpreter.requireFloat(value)
        if x == -.infinity || (x <= 0 && x == x.rounded()) {
          throw Raised(.valueError, "math domain error")
        }
        if x.isNaN || x == .infinity { return .float(x) }
        return try checked(MathGamma.gamma(x), x, overflows: true)
      },
      .unary("lgamma(x, /)", "The logarithm of the absolute value of the gamma function at x.") {
        interpreter, value in
        let x = try interpreter.requireFloat(value)
        if x <= 0, x == x.rounded(), x.isFinite { throw Raised(.valueError, "math domain error") }
        guard x.isFinite else { return .float(x.isNaN ? x : .infinity) }
        return try checked(MathGamma.logGamma(x), x, overflows: true)
      },
    ]
  }
}
