/// Text of floating-point numbers as CPython writes it.
package enum FloatFormatting {
  /// Python's `repr(float)`: the shortest digits that read back, positional for exponents −4…15.
  package static func repr(_ value: Double) -> String {
    let size = abs(value)
    // Swift's own text is the same where it is positional.
    if size >= 1e-4 && size < 1e15 { return value.description }
    return nonFinite(value) ?? shortForm(.shortest(value), largestPoint: 16)
  }

  /// Text of a single-precision scalar as NumPy prints it: shortest digits, positional from 1e-4 up
  /// to 1e6.
  package static func repr(_ value: Float) -> String {
    if let text = nonFinite(Double(value)) { return text }
    let size = abs(Double(value))
    let digits = DecimalDigits.shortest(value)
    if size == 0 || (size >= 1e-4 && size < 1e6) { return positional(digits) }
    return scientific(digits)
  }

  /// A number as the floating-point format types write it, without padding or grouping.
  ///
  /// - Parameters:
  ///   - type: One of `e E f F g G`; nil is the type-less form (`repr` digits without a precision,
  ///     `g` that keeps a digit after the point with one).
  ///   - precision: Digits after the point (`e`, `f`) or significant digits (`g`); 6 where nil.
  ///   - alternate: The `#` flag: keep the point and, for `g`, trailing zeros.
  package static func text(
    _ value: Double, type: Character?, precision: Int?, alternate: Bool = false,
    addsPoint: Bool = true
  ) -> String {
    let isUpper = type == "E" || type == "F" || type == "G"
    if let text = nonFinite(value) { return isUpper ? text.uppercased() : text }
    switch type {
    case "f", "F":
      let digits = DecimalDigits.rounded(value, fraction: precision ?? 6)
      return fixed(digits, fraction: precision ?? 6, alternate: alternate)
    case "e", "E":
      let digits = DecimalDigits.rounded(value, significant: (precision ?? 6) + 1)
      let text = scientific(digits, alternate: alternate)
      return isUpper ? text.uppercased() : text
    case "g", "G":
      let text = general(
        value, precision: precision ?? 6, alternate: alternate, addsPoint: false)
      return isUpper ? text.uppercased() : text
    default:
      if let precision {
        return general(value, precision: precision, alternate: alternate, addsPoint: addsPoint)
      }
      return shortForm(
        .shortest(value), largestPoint: 16, alternate: alternate, addsPoint: addsPoint)
    }
  }

  /// Reads what Python's `float(text)` reads, surrounding white space and underscores between
  /// digits included.
  package static func parse(_ text: String) -> Double? {
    guard let plain = plainLiteral(text) else { return nil }
    return Double(plain)
  }

  /// Reads a decimal literal straight into single precision, without rounding twice.
  package static func parseSingle(_ text: String) -> Float? {
    guard let plain = plainLiteral(text) else { return nil }
    return Float(plain)
  }

  private static func plainLiteral(_ text: String) -> String? {
    var bytes = Array(text.utf8)
    func isSpace(_ byte: UInt8) -> Bool { (9...13).contains(byte) || (28...32).contains(byte) }
    while let last = bytes.last, isSpace(last) { bytes.removeLast() }
    bytes.removeFirst(bytes.prefix(while: isSpace).count)
    func isDigit(_ index: Int) -> Bool {
      bytes.indices.contains(index) && bytes[index] >= 48 && bytes[index] <= 57
    }
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "_") {
        guard isDigit(index - 1), isDigit(index + 1) else { return nil }
      } else {
        plain.append(byte)
      }
    }
    let lowered = String(decoding: plain, as: UTF8.self).lowercased()
    let body = lowered.drop { $0 == "+" || $0 == "-" }
    let signCount = lowered.count - body.count
    guard signCount <= 1 else { return nil }
    let sign = lowered.hasPrefix("-") ? "-" : ""
    switch body {
    case "inf", "infinity": return sign + "inf"
    case "nan": return sign + "nan"
    default: break
    }
    // Swift also reads hexadecimal floats and payloads of NaN, which Python does not.
    let allowed = body.utf8.allSatisfy {
      ($0 >= 48 && $0 <= 57) || $0 == 46 || $0 == 101 || $0 == 43 || $0 == 45
    }
    guard allowed, body.utf8.contains(where: { $0 >= 48 && $0 <= 57 }) else { return nil }
    let mantissa = body.prefix { $0 != "e" }
    guard mantissa.utf8.contains(where: { $0 >= 48 && $0 <= 57 }) else { return nil }
    return sign + body
  }

  // MARK: Forms

  static func nonFinite(_ value: Double) -> String? {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    return nil
  }

  private static func text(
    _ digits: DecimalDigits, integer: [UInt8], point: Bool, fraction: [UInt8],
    exponent: [UInt8] = []
  ) -> String {
    var bytes: [UInt8] = digits.isNegative ? [UInt8(ascii: "-")] : []
    bytes.reserveCapacity(integer.count + fraction.count + exponent.count + 2)
    bytes += integer
    if point { bytes.append(UInt8(ascii: ".")) }
    bytes += fraction
    bytes += exponent
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `1.5`, `100.0`: always a digit after the point.
  static func positional(_ digits: DecimalDigits) -> String {
    text(
      digits, integer: digits.integerBytes, point: true,
      fraction: digits.fractionBytes(minimum: 1))
  }

  /// `1e+16`, `1.5e-07`: no point without digits after it (unless `alternate`), at least two
  /// digits of exponent.
  static func scientific(_ digits: DecimalDigits, alternate: Bool = false) -> String {
    text(
      digits, integer: digits.ascii(0..<1), point: digits.digits.count > 1 || alternate,
      fraction: digits.ascii(1..<max(1, digits.digits.count)),
      exponent: exponentBytes(digits.exponent, minimumDigits: 2))
  }

  /// `e+05`: letter, sign and digits of an exponent.
  static func exponentBytes(_ exponent: Int, minimumDigits: Int) -> [UInt8] {
    let magnitude = String(abs(exponent)).utf8
    var bytes = [UInt8(ascii: "e"), UInt8(ascii: exponent < 0 ? "-" : "+")]
    bytes += repeatElement(48, count: max(0, minimumDigits - magnitude.count))
    bytes += magnitude
    return bytes
  }

  private static func fixed(_ digits: DecimalDigits, fraction: Int, alternate: Bool) -> String {
    text(
      digits, integer: digits.integerBytes, point: fraction > 0 || alternate,
      fraction: digits.fractionBytes(minimum: fraction))
  }

  private static func shortForm(
    _ digits: DecimalDigits, largestPoint: Int, alternate: Bool = false, addsPoint: Bool = true
  ) -> String {
    if digits.point <= -4 || digits.point > largestPoint {
      return scientific(digits, alternate: alternate)
    }
    if addsPoint { return positional(digits) }
    let fraction = digits.fractionBytes()
    return text(
      digits, integer: digits.integerBytes, point: alternate || !fraction.isEmpty,
      fraction: fraction)
  }

  private static func general(
    _ value: Double, precision: Int, alternate: Bool, addsPoint: Bool
  ) -> String {
    let significant = max(precision, 1)
    let full = DecimalDigits.rounded(value, significant: significant)
    let digits = alternate ? full : full.trimmed()
    if digits.point <= -4 || digits.point > significant - (addsPoint ? 1 : 0) {
      return scientific(digits, alternate: alternate)
    }
    let fraction = digits.fractionBytes(minimum: addsPoint && !alternate ? 1 : 0)
    let shown = addsPoint && fraction.isEmpty ? [48] : fraction
    return text(
      digits, integer: digits.integerBytes, point: alternate || !shown.isEmpty, fraction: shown)
  }
}
