import Arrays
import BigInt

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Methods and attributes of `int` and `bool`.
enum IntMethods {
  static func load(_ type: TypeObject) {
    type.add([
      .simpleMethod("bit_length(self, /)", "Bits of the absolute value.") { interpreter, receiver in
        .int(try interpreter.requireInteger(receiver).magnitude.bitWidth)
      },
      .simpleMethod("bit_count(self, /)", "Ones among the bits of the absolute value.") {
        interpreter, receiver in
        .int(
          try interpreter.requireInteger(receiver).magnitude.words.reduce(0) {
            $0 + $1.nonzeroBitCount
          })
      },
      .simpleMethod("conjugate(self, /)", "The number itself.") { interpreter, receiver in
        .integer(try interpreter.requireInteger(receiver))
      },
      .simpleMethod("as_integer_ratio(self, /)", "The number and 1.") { interpreter, receiver in
        .tuple([.integer(try interpreter.requireInteger(receiver)), .int(1)])
      },
    ])
    property(type, "real") { .integer(try $0.requireInteger($1)) }
    property(type, "imag") { _, _ in .int(0) }
    property(type, "numerator") { .integer(try $0.requireInteger($1)) }
    property(type, "denominator") { _, _ in .int(1) }
    type.add(SpecialMethods.numbers + SpecialMethods.integers + SpecialMethods.comparisons)
  }

  static func property(
    _ type: TypeObject, _ name: String, _ body: @escaping (Interpreter, Value) throws -> Value
  ) {
    let getter = BuiltinFunction.simpleMethod("\(name)(self, /)", "A part of the number.", body)
    type.set(Name(name), to: .object(PropertyObject(getter: .object(getter))))
  }
}

/// Methods and attributes of `float`.
enum FloatMethods {
  static func load(_ type: TypeObject) {
    type.add([
      .simpleMethod("is_integer(self, /)", "Whether the number has no fraction.") {
        interpreter, receiver in
        let value = try interpreter.floatReceiver(receiver)
        return .bool(value.isFinite && value == value.rounded(.towardZero))
      },
      .simpleMethod("conjugate(self, /)", "The number itself.") { interpreter, receiver in
        .float(try interpreter.floatReceiver(receiver))
      },
      .simpleMethod("as_integer_ratio(self, /)", "The exact ratio of two ints.") {
        interpreter, receiver in
        let value = try interpreter.floatReceiver(receiver)
        if value.isNaN { throw Raised(.valueError, "cannot convert NaN to integer ratio") }
        if value.isInfinite {
          throw Raised(.overflowError, "cannot convert Infinity to integer ratio")
        }
        let (numerator, denominator) = exactRatio(value)
        return .tuple([.integer(numerator), .integer(denominator)])
      },
      .simpleMethod("hex(self, /)", "The number in hexadecimal notation.") {
        interpreter, receiver in
        .string(hexadecimal(try interpreter.floatReceiver(receiver)))
      },
    ])
    type.set(
      "fromhex",
      to: .object(
        ClassMethodObject(
          .object(
            BuiltinFunction.native("fromhex(type, string, /)", "Reads hexadecimal notation.") {
              interpreter, call in
              .float(try parseHexadecimal(interpreter.requireText(call[1])))
            }))))
    IntMethods.property(type, "real") { .float(try $0.floatReceiver($1)) }
    IntMethods.property(type, "imag") { _, _ in .float(0) }
    type.add(SpecialMethods.numbers + SpecialMethods.comparisons)
  }

  /// Numerator and denominator in lowest terms of a finite float.
  static func exactRatio(_ value: Double) -> (BigInt, BigInt) {
    if value == 0 { return (0, 1) }
    var significand = value.significandBitPattern
    var exponent = Int(value.exponentBitPattern) - 1023 - 52
    if value.exponentBitPattern == 0 { exponent += 1 } else { significand |= 1 << 52 }
    let zeros = significand.trailingZeroBitCount
    significand >>= UInt64(zeros)
    exponent += zeros
    var numerator = BigInt(significand)
    var denominator: BigInt = 1
    if exponent >= 0 { numerator <<= exponent } else { denominator <<= -exponent }
    return (value < 0 ? -numerator : numerator, denominator)
  }

  private static func hexadecimal(_ value: Double) -> String {
    if !value.isFinite { return FloatFormatting.repr(value) }
    let sign = value.sign == .minus ? "-" : ""
    if value == 0 { return sign + "0x0.0p+0" }
    let isSubnormal = value.exponentBitPattern == 0
    let exponent = isSubnormal ? -1022 : Int(value.exponentBitPattern) - 1023
    let digits = String(value.significandBitPattern, radix: 16)
    let padded = String(repeating: "0", count: 13 - digits.count) + digits
    return sign + (isSubnormal ? "0x0." : "0x1.") + padded + "p" + (exponent < 0 ? "" : "+")
      + String(exponent)
  }

  private static func parseHexadecimal(_ text: String) throws -> Double {
    let invalid = Raised(.valueError, "invalid hexadecimal floating-point string")
    var body = StringMethods.strip(text).lowercased()
    var sign = 1.0
    if body.hasPrefix("-") { sign = -1 }
    if body.hasPrefix("-") || body.hasPrefix("+") { body.removeFirst() }
    switch body {
    case "inf", "infinity": return sign * .infinity
    case "nan": return .nan
    default: break
    }
    if body.hasPrefix("0x") { body.removeFirst(2) }
    let parts = body.split(separator: "p", omittingEmptySubsequences: false)
    guard parts.count <= 2, let digits = parts.first, !digits.isEmpty else { throw invalid }
    guard digits.allSatisfy({ $0.isHexDigit && $0.isASCII || $0 == "." }),
      digits.contains(where: { $0 != "." })
    else { throw invalid }
    let exponent = parts.count == 2 ? String(parts[1]) : "0"
    guard Int(exponent) != nil, let value = Double("0x\(digits)p\(exponent)") else {
      throw invalid
    }
    if value.isInfinite {
      throw Raised(.overflowError, "hexadecimal value too large to represent as a float")
    }
    return sign * value
  }
}

/// Methods and attributes of `complex`.
enum ComplexMethods {
  static func load(_ type: TypeObject) {
    type.add([
      .simpleMethod("conjugate(self, /)", "The complex conjugate.") { interpreter, receiver in
        let number = try interpreter.complexReceiver(receiver)
        return .complex(number.real, -number.imaginary)
      }
    ])
    IntMethods.property(type, "real") { .float(try $0.complexReceiver($1).real) }
    IntMethods.property(type, "imag") { .float(try $0.complexReceiver($1).imaginary) }
    type.add(SpecialMethods.numbers + SpecialMethods.equality)
  }
}
