package import BigInt

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Arithmetic of Python ints beyond what the machine's integers do.
package enum BigIntegers {
  /// CPython's default bound on the digits of an int in text.
  private static let mostDigits = 4300

  /// The digits of `str(int)`.
  package static func decimal(_ value: BigInt) throws -> String {
    // 10^4300 has 14285 bits.
    if value.magnitude.bitWidth > 14_284 {
      let text = value.description
      if text.utf8.count - (value < 0 ? 1 : 0) > mostDigits { throw tooManyDigits }
      return text
    }
    return value.description
  }

  private static let tooManyDigits = Raised(
    .valueError,
    "Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit"
  )

  /// Refuses texts of more digits than CPython converts.
  static func checkDigits(_ count: Int, text: String) throws {
    guard count > mostDigits else { return }
    throw Raised(
      .valueError,
      "Exceeds the limit (4300 digits) for integer string conversion: value has \(count) digits; use sys.set_int_max_str_digits() to increase the limit"
    )
  }

  /// The nearest float, ties to even; `OverflowError` where there is none.
  package static func double(_ value: BigInt) throws -> Double {
    let magnitude = value.magnitude
    let width = magnitude.bitWidth
    var result: Double
    if width <= 64 {
      result = Double(UInt64(magnitude))
    } else {
      let shift = width - 64
      var top = UInt64(magnitude >> shift)
      // What was shifted out only breaks ties.
      if magnitude.trailingZeroBitCount < shift { top |= 1 }
      result = shift > 2000 ? .infinity : scalbn(Double(top), Int32(shift))
    }
    if result.isInfinite {
      throw Raised(.overflowError, "int too large to convert to float")
    }
    return value < 0 ? -result : result
  }

  /// An integral float as an int; the value must be finite.
  package static func integer(_ value: Double) -> Value {
    if let small = Int(exactly: value) { return .int(small) }
    return .integer(BigInt(exactly: value.rounded(.towardZero)) ?? 0)
  }

  /// `a / b` rounded once, as CPython does.
  package static func trueDivide(_ a: BigInt, _ b: BigInt) throws -> Double {
    if b == 0 { throw Raised(.zeroDivisionError, "division by zero") }
    if a == 0 { return 0 }
    let isNegative = (a < 0) != (b < 0)
    let (numerator, denominator) = (a.magnitude, b.magnitude)
    let difference = numerator.bitWidth - denominator.bitWidth
    let tooLarge = Raised(
      .overflowError, "integer division result too large for a float")
    if difference > 1024 { throw tooLarge }
    if difference < -1075 - 2 { return isNegative ? -0.0 : 0 }
    // The quotient keeps two bits more than a float holds, fewer where the result is subnormal.
    let shift = max(difference, -1021) - 53 - 2
    let dividend = shift <= 0 ? numerator << -shift : numerator >> shift
    var isInexact = shift > 0 && numerator.trailingZeroBitCount < shift
    let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: denominator)
    if remainder != 0 { isInexact = true }
    var bits = UInt64(quotient)
    let width = quotient.bitWidth
    let extra = max(width, -1021 - shift) - 53
    let mask = UInt64(1) << UInt64(extra - 1)
    if isInexact { bits |= 1 }
    if bits & mask != 0, bits & (3 * mask - 1) != 0 { bits += mask }
    bits &= ~(2 * mask - 1)
    let result = scalbn(Double(bits), Int32(shift))
    if result.isInfinite { throw tooLarge }
    return isNegative ? -result : result
  }

  /// Quotient rounded towards −∞ and the remainder with the sign of the divisor.
  package static func floorDivide(_ a: BigInt, _ b: BigInt) -> (quotient: BigInt, remainder: BigInt)
  {
    var (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
    if remainder != 0, (remainder < 0) != (b < 0) {
      quotient -= 1
      remainder += b
    }
    return (quotient, remainder)
  }

  package static func floorDivide(_ a: Int, _ b: Int) -> (quotient: Int, remainder: Int) {
    var quotient = a / b
    var remainder = a % b
    if remainder != 0, (remainder < 0) != (b < 0) {
      quotient -= 1
      remainder += b
    }
    return (quotient, remainder)
  }

  /// `base ** exponent mod modulus` with Python's sign rules; an exponent below 0 uses the inverse.
  package static func power(_ base: BigInt, _ exponent: BigInt, modulus: BigInt) throws -> BigInt {
    if modulus == 0 { throw Raised(.valueError, "pow() 3rd argument cannot be 0") }
    let magnitude = BigInt(modulus.magnitude)
    var base = floorDivide(base, magnitude).remainder
    var exponent = exponent
    if exponent < 0 {
      guard let inverse = base.magnitude.inverse(magnitude.magnitude) else {
        throw Raised(.valueError, "base is not invertible for the given modulus")
      }
      base = BigInt(inverse)
      exponent.negate()
    }
    var result = BigInt(base.magnitude.power(exponent.magnitude, modulus: magnitude.magnitude))
    if modulus < 0, result != 0 { result += modulus }
    return result
  }
}
