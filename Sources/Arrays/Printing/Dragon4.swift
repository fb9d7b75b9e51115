/// NumPy's `dragon4_positional` and `dragon4_scientific`: text of one float with precision,
/// trimming and padding.
package struct Dragon4: Hashable, Sendable {
  /// What happens to zeros at the end.
  package enum Trim: Character, Hashable, Sendable {
    case keep = "k"
    case zeros = "."
    case leaveOneZero = "0"
    case zerosAndPoint = "-"
  }

  /// Most digits: after the point, or significant where `isFractional` is false; nil for as many as
  /// needed.
  package var precision: Int?
  /// Fewest digits, for `isUnique`.
  package var minimumDigits: Int?
  /// Shortest digits that identify the value (else exact digits).
  package var isUnique = true
  package var isFractional = true
  package var trim = Trim.keep
  /// A `+` before what is not negative.
  package var showsPlus = false
  package var padLeft = 0
  /// nil for no padding on the right.
  package var padRight: Int?
  /// Fewest digits of an exponent; 2 where nil.
  package var exponentDigits: Int?

  package init() {}

  /// `12.5`, `0.001`, `1000.`.
  ///
  /// - Parameter isSingle: The value is single precision, which shortens its unique digits.
  package func positional(_ value: Double, isSingle: Bool = false) -> String {
    if let text = special(value) { return text }
    let digits = positionalDigits(value, isSingle)
    let wanted = (isUnique ? minimumDigits : precision) ?? 0
    var bytes = integerBytes(digits, digits.integerBytes)
    let (fraction, showsPoint) = trimmed(
      digits.fractionBytes(), filledTo: isFractional ? wanted : wanted - max(digits.point, 1))
    if showsPoint { bytes.append(UInt8(ascii: ".")) }
    bytes += fraction
    if let padRight, padRight >= fraction.count {
      bytes += repeatElement(32, count: padRight - fraction.count + (showsPoint ? 0 : 1))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `1.25e+01`, `1.e-03`.
  package func scientific(_ value: Double, isSingle: Bool = false) -> String {
    if let text = special(value) { return text }
    let digits = significantDigits(
      value, isSingle, most: precision.map { $0 + 1 }, fewest: minimumDigits.map { $0 + 1 })
    let wanted = (isUnique ? minimumDigits : precision) ?? 0
    var bytes = integerBytes(digits, digits.ascii(0..<1))
    let (fraction, showsPoint) = trimmed(
      digits.ascii(1..<max(1, digits.digits.count)), filledTo: wanted)
    if showsPoint { bytes.append(UInt8(ascii: ".")) }
    bytes += fraction
    bytes += FloatFormatting.exponentBytes(
      digits.isZero ? 0 : digits.exponent, minimumDigits: exponentDigits ?? 2)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func special(_ value: Double) -> String? {
    guard let text = FloatFormatting.nonFinite(value) else { return nil }
    return showsPlus && text == "inf" ? "+inf" : text
  }

  /// Padding, sign and the digits before the point.
  private func integerBytes(_ digits: DecimalDigits, _ integer: [UInt8]) -> [UInt8] {
    let hasSign = digits.isNegative || showsPlus
    let spaces = max(0, padLeft - integer.count - (hasSign ? 1 : 0))
    var bytes = [UInt8](repeating: 32, count: spaces)
    if hasSign { bytes.append(UInt8(ascii: digits.isNegative ? "-" : "+")) }
    return bytes + integer
  }

  /// The fraction after filling and trimming zeros, and whether a point stands before it.
  private func trimmed(_ digits: [UInt8], filledTo count: Int) -> ([UInt8], Bool) {
    var fraction = digits
    if trim == .keep {
      if count > fraction.count {
        fraction += repeatElement(48, count: count - fraction.count)
      }
      return (fraction, true)
    }
    while fraction.last == 48 { fraction.removeLast() }
    if trim == .leaveOneZero, fraction.isEmpty { fraction = [48] }
    return (fraction, trim != .zerosAndPoint || !fraction.isEmpty)
  }

  private func significantDigits(
    _ value: Double, _ isSingle: Bool, most: Int?, fewest: Int?
  ) -> DecimalDigits {
    guard isUnique else { return .rounded(value, significant: most ?? 1) }
    let unique: DecimalDigits = isSingle ? .shortest(Float(value)) : .shortest(value)
    if let most, unique.digits.count > most { return .rounded(value, significant: most) }
    if let fewest, unique.digits.count < fewest { return .rounded(value, significant: fewest) }
    return unique
  }

  private func positionalDigits(_ value: Double, _ isSingle: Bool) -> DecimalDigits {
    guard isFractional else {
      return significantDigits(value, isSingle, most: precision, fewest: minimumDigits)
    }
    guard isUnique else { return .rounded(value, fraction: precision ?? 0) }
    let unique: DecimalDigits = isSingle ? .shortest(Float(value)) : .shortest(value)
    let fraction = unique.digits.count - unique.point
    // Shortest digits may end before the point (1e22): those beyond are zeros, as NumPy pads them.
    if let precision, fraction > precision { return .rounded(value, fraction: precision) }
    if let minimumDigits, fraction < minimumDigits {
      return .rounded(value, fraction: minimumDigits)
    }
    return unique
  }
}
