#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Decimal digits of a finite number: `0.d₀d₁d₂… × 10^point`, with the sign apart.
///
/// Zero has the single digit 0 and `point` 1. `digits` are values 0…9, the first one not 0 except
/// for zero itself and for numbers rounded to a fixed number of fractional digits that keep none of
/// their own.
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
    if let quick = quickSignificant(value, max(count, 1)) { return quick }
    var result = parse(print("%.*e", max(count, 1) - 1, value), trimming: false)
    if value == 0 { result.point = 1 }
    return result
  }

  /// Correctly rounded (ties to even on the exact binary value) to `count` ≥ 0 digits after the
  /// point.
  ///
  /// Keeps every digit from the first integer digit to the last fractional one, zeros included.
  package static func rounded(_ value: Double, fraction count: Int) -> DecimalDigits {
    if let scaled = scaledInteger(abs(value), count) {
      var digits = Array(String(scaled).utf8)
      for index in digits.indices { digits[index] -= UInt8(ascii: "0") }
      if digits.count <= count {
        digits.insert(contentsOf: repeatElement(0, count: count + 1 - digits.count), at: 0)
      }
      return DecimalDigits(
        isNegative: value.sign == .minus, digits: digits, point: digits.count - count)
    }
    return parseFixed(print("%.*f", max(count, 0), value))
  }

  /// `value · 10^count` rounded to the nearest integer, ties to even; nil where 128 bits do not
  /// hold it exactly.
  private static func scaledInteger(_ value: Double, _ count: Int) -> UInt64? {
    guard count >= 0, count <= 19 else { return nil }
    // value = significand · 2^exponent with an integer significand below 2^53.
    let isNormal = value.exponentBitPattern != 0
    let significand = value.significandBitPattern | (isNormal ? 1 << 52 : 0)
    let exponent = Int(isNormal ? value.exponentBitPattern : 1) - 1075
    let product = UInt128(significand) * UInt128(powersOfTen[count])
    if exponent >= 0 {
      guard exponent <= 10, product <= UInt128(UInt64.max >> UInt64(exponent)) else { return nil }
      return UInt64(product) << UInt64(exponent)
    }
    // The product is below 2^117, so that from here on it is less than a half.
    if exponent < -120 { return 0 }
    let shift = UInt128(-exponent)
    var quotient = product >> shift
    let rest = product - (quotient << shift)
    let half: UInt128 = 1 << (shift - 1)
    if rest > half || (rest == half && quotient & 1 == 1) { quotient += 1 }
    return UInt64(exactly: quotient)
  }

  private static func quickSignificant(_ value: Double, _ count: Int) -> DecimalDigits? {
    let size = abs(value)
    guard count <= 17, size >= 1e-3, size < 1e15 else { return nil }
    // Powers of ten up to 1e19 are exact, so the first guess is the number of integer digits.
    var exponent = size < 0.01 ? -3 : size < 0.1 ? -2 : size < 1 ? -1 : 0
    if size >= 1 {
      while exponent < 15, size >= Double(powersOfTen[exponent + 1]) { exponent += 1 }
    }
    guard let scaled = scaledInteger(size, count - 1 - exponent) else { return nil }
    var digits = Array(String(scaled).utf8)
    for index in digits.indices { digits[index] -= UInt8(ascii: "0") }
    // Rounding up to a power of ten adds a digit, a zero.
    if digits.count > count {
      digits.removeLast()
      exponent += 1
    }
    guard digits.count == count else { return nil }
    return DecimalDigits(
      isNegative: value.sign == .minus, digits: digits, point: exponent + 1)
  }

  private static let powersOfTen: [UInt64] = {
    var powers: [UInt64] = [1]
    while powers.count < 20 { powers.append(powers[powers.count - 1] * 10) }
    return powers
  }()

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
      case UInt8(ascii: "-"):
        if inExponent { exponentIsNegative = true } else { result.isNegative = true }
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
  func ascii(_ range: Range<Int>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(range.count + 8)
    let stored = range.clamped(to: 0..<max(digits.count, 0))
    if range.lowerBound < 0 {
      bytes.append(contentsOf: repeatElement(48, count: min(range.count, -range.lowerBound)))
    }
    for index in stored { bytes.append(digits[index] + 48) }
    if bytes.count < range.count {
      bytes.append(contentsOf: repeatElement(48, count: range.count - bytes.count))
    }
    return bytes
  }

  /// ASCII of the digits before the point, "0" when there are none.
  var integerBytes: [UInt8] { point <= 0 ? [48] : ascii(0..<point) }

  /// ASCII of at least `minimum` digits after the point.
  func fractionBytes(minimum: Int = 0) -> [UInt8] {
    let end = max(digits.count, point + minimum)
    return end <= point ? [] : ascii(point..<end)
  }

  var integerText: String { String(decoding: integerBytes, as: UTF8.self) }

  func fractionText(minimum: Int = 0) -> String {
    String(decoding: fractionBytes(minimum: minimum), as: UTF8.self)
  }
}
