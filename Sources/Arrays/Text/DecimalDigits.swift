#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Decimal digits of a finite number: `0.d₀d₁d₂… × 10^point`, with the sign apart.
///
/// Zero has the single digit 0 and `point` 1. `digits` are values 0…9, the first one not 0 except for zero itself and for
/// numbers rounded to a fixed number of fractional digits that keep none of their own.
package struct DecimalDigits: Hashable, Sendable {
  package var isNegative: Bool
  package var digits: [UInt8]
  /// Position of the decimal point, counted from before the first digit.
  package var point: Int

  package init(isNegative: Bool, digits: [UInt8], point: Int) {
    self.isNegative = isNegative
    self.digits = digits
    self.point = point
  }

  /// The exponent of scientific notation.
  package var exponent: Int { point - 1 }
  package var isZero: Bool { digits.allSatisfy { $0 == 0 } }

  /// The fewest digits that read back as `value`, the nearest such.
  package static func shortest(_ value: Double) -> DecimalDigits {
    parse(value.description.utf8)
  }

  /// The fewest digits that read back as `value` in single precision.
  package static func shortest(_ value: Float) -> DecimalDigits {
    parse(value.description.utf8)
  }

  /// Correctly rounded (ties to even on the exact binary value) to `count` ≥ 1 significant digits.
  package static func rounded(_ value: Double, significant count: Int) -> DecimalDigits {
    var result = parse(print("%.*e", max(count, 1) - 1, value), trimming: false)
    if value == 0 { result.point = 1 }
    return result
  }

  /// Correctly rounded (ties to even on the exact binary value) to `count` ≥ 0 digits after the point.
  ///
  /// Keeps every digit from the first integer digit to the last fractional one, zeros included.
  package static func rounded(_ value: Double, fraction count: Int) -> DecimalDigits {
    parseFixed(print("%.*f", max(count, 0), value))
  }

  /// `digits` without the zeros at its end.
  package func trimmed() -> DecimalDigits {
    var result = self
    while result.digits.count > 1, result.digits.last == 0 { result.digits.removeLast() }
    return result
  }

  // The C library's conversions are exact for any precision, as C17 annex F asks.
  private static func print(_ format: String, _ precision: Int, _ value: Double) -> [UInt8] {
    let arguments: [any CVarArg] = [Int32(clamping: precision), value]
    let length = withVaList(arguments) { vsnprintf(nil, 0, format, $0) }
    var text = [CChar](repeating: 0, count: Int(length) + 1)
    _ = withVaList(arguments) { vsnprintf(&text, text.count, format, $0) }
    return text.dropLast().map { UInt8(bitPattern: $0) }
  }

  private static func parse(
    _ text: some Sequence<UInt8>, trimming: Bool = true
  ) -> DecimalDigits {
    var result = DecimalDigits(isNegative: false, digits: [], point: 0)
    var seenPoint = false
    var inExponent = false
    var exponent = 0
    var exponentIsNegative = false
    for byte in text {
      switch byte {
      case UInt8(ascii: "-"): if inExponent { exponentIsNegative = true } else { result.isNegative = true }
      case UInt8(ascii: "+"): break
      case UInt8(ascii: "."): seenPoint = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"): inExponent = true
      default:
        let digit = byte - UInt8(ascii: "0")
        if inExponent {
          exponent = exponent * 10 + Int(digit)
        } else {
          if !seenPoint { result.point += 1 }
          result.digits.append(digit)
        }
      }
    }
    result.point += exponentIsNegative ? -exponent : exponent
    if trimming {
      let leading = result.digits.prefix { $0 == 0 }.count
      if leading == result.digits.count {
        return DecimalDigits(isNegative: result.isNegative, digits: [0], point: 1)
      }
      result.digits.removeFirst(leading)
      result.point -= leading
      while result.digits.count > 1, result.digits.last == 0 { result.digits.removeLast() }
    }
    return result
  }

  private static func parseFixed(_ text: [UInt8]) -> DecimalDigits {
    var result = DecimalDigits(isNegative: false, digits: [], point: 0)
    result.digits.reserveCapacity(text.count)
    var seenPoint = false
    for byte in text {
      if byte == UInt8(ascii: "-") {
        result.isNegative = true
      } else if byte == UInt8(ascii: ".") {
        seenPoint = true
      } else {
        if !seenPoint { result.point += 1 }
        result.digits.append(byte - UInt8(ascii: "0"))
      }
    }
    return result
  }

  /// ASCII of the digits in `range`, zeros where there are none.
  func ascii(_ range: Range<Int>) -> String {
    var text = ""
    text.reserveCapacity(range.count)
    for index in range {
      let digit = digits.indices.contains(index) ? digits[index] : 0
      text.unicodeScalars.append(Unicode.Scalar(digit + UInt8(ascii: "0")))
    }
    return text
  }

  /// The digits before the point, "0" when there are none.
  var integerText: String { point <= 0 ? "0" : ascii(0..<point) }

  /// At least `minimum` digits after the point.
  func fractionText(minimum: Int = 0) -> String {
    let end = max(digits.count, point + minimum)
    return end <= point ? "" : ascii(point..<end)
  }
}
