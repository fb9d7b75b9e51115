/// NumPy's `dragon4_positional` and `dragon4_scientific`: text of one float with precision, trimming and padding.
package struct Dragon4: Hashable, Sendable {
  /// What happens to zeros at the end.
  package enum Trim: Character, Hashable, Sendable {
    case keep = "k"
    case zeros = "."
    case leaveOneZero = "0"
    case zerosAndPoint = "-"
  }

  /// Most digits: after the point, or significant where `isFractional` is false; nil for as many as needed.
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
  package var padRight = 0
  /// Fewest digits of an exponent; 2 where nil.
  package var exponentDigits: Int?

  package init() {}

  /// - Parameter isSingle: The value is single precision, which shortens its unique digits.
  package func positional(_ value: Double, isSingle: Bool = false) -> String {
    if let text = special(value) { return text }
    var digits = Dragon4.shortest(value, isSingle)
    let cutoff = precision.map { isFractional ? max(digits.point, 0) + $0 - min(0, 0) : $0 }
    digits = cutPositional(digits, value: value, cutoff: cutoff)
    let sign = digits.isNegative ? "-" : showsPlus ? "+" : ""
    let integer = sign + digits.integerText
    var fraction = digits.fractionText()
    if let minimumDigits, isUnique {
      // Minimum digits beyond the unique ones are zeros only after rounding the exact value.
      let wanted = isFractional ? minimumDigits : max(0, minimumDigits - max(digits.point, 0))
      if fraction.utf8.count < wanted {
        let exact = DecimalDigits.rounded(value, fraction: wanted)
        fraction = exact.fractionText(minimum: wanted)
        return finishPositional(sign + exact.integerText, fraction, isMinimum: true)
      }
    }
    return finishPositional(integer, fraction, isMinimum: false)
  }

  private func finishPositional(_ integer: String, _ digits: String, isMinimum: Bool) -> String {
    var fraction = digits
    var showsPoint = true
    if trim == .keep, let precision {
      // Keeping zeros fills up to the precision.
      let wanted = isFractional ? precision : fraction.utf8.count
      if fraction.utf8.count < wanted {
        fraction += String(repeating: "0", count: wanted - fraction.utf8.count)
      }
    } else if trim == .leaveOneZero, fraction.isEmpty {
      fraction = "0"
    } else if trim == .zerosAndPoint {
      showsPoint = !fraction.isEmpty
    }
    if !isMinimum, trim != .keep {
      while fraction.hasSuffix("0"), !(trim == .leaveOneZero && fraction.utf8.count == 1) {
        fraction.removeLast()
      }
      if trim == .zerosAndPoint { showsPoint = !fraction.isEmpty }
    }
    let left = String(repeating: " ", count: max(0, padLeft - integer.utf8.count))
    let right = String(
      repeating: " ",
      count: max(0, padRight - fraction.utf8.count + (showsPoint || padRight == 0 ? 0 : 1)))
    return left + integer + (showsPoint ? "." : "") + fraction + right
  }

  package func scientific(_ value: Double, isSingle: Bool = false) -> String {
    if let text = special(value) { return text }
    var digits = Dragon4.shortest(value, isSingle)
    if let precision, !isUnique || digits.digits.count > precision + 1 {
      digits = .rounded(value, significant: precision + 1)
    }
    if let minimumDigits, isUnique, digits.digits.count < minimumDigits + 1 {
      digits = .rounded(value, significant: minimumDigits + 1)
    } else {
      digits = digits.trimmed()
    }
    let sign = digits.isNegative ? "-" : showsPlus ? "+" : ""
    var fraction = digits.ascii(1..<max(1, digits.digits.count))
    var showsPoint = true
    switch trim {
    case .keep:
      if let precision, fraction.utf8.count < precision {
        fraction += String(repeating: "0", count: precision - fraction.utf8.count)
      }
    case .zeros: fraction = Dragon4.withoutZeros(fraction)
    case .leaveOneZero:
      fraction = Dragon4.withoutZeros(fraction)
      if fraction.isEmpty { fraction = "0" }
    case .zerosAndPoint:
      fraction = Dragon4.withoutZeros(fraction)
      showsPoint = !fraction.isEmpty
    }
    let exponent = digits.isZero ? 0 : digits.exponent
    let integer = sign + digits.ascii(0..<1)
    let left = String(repeating: " ", count: max(0, padLeft - integer.utf8.count))
    return left + integer + (showsPoint ? "." : "") + fraction + "e"
      + FloatFormatting.exponentText(exponent, minimumDigits: exponentDigits ?? 2)
  }

  private func special(_ value: Double) -> String? {
    guard let text = FloatFormatting.nonFinite(value) else { return nil }
    let signed = showsPlus && !text.hasPrefix("-") ? "+" + text : text
    let width = padLeft + padRight
    return String(repeating: " ", count: max(0, width - signed.utf8.count)) + signed
  }

  private static func withoutZeros(_ text: String) -> String {
    var result = text
    while result.hasSuffix("0") { result.removeLast() }
    return result
  }

  private static func shortest(_ value: Double, _ isSingle: Bool) -> DecimalDigits {
    isSingle ? .shortest(Float(value)) : .shortest(value)
  }

  /// `digits` cut to the precision; where digits fall away, the exact value is rounded (ties to even).
  private func cutPositional(
    _ digits: DecimalDigits, value: Double, cutoff: Int?
  ) -> DecimalDigits {
    guard let precision else { return digits }
    if isFractional {
      let fraction = digits.digits.count - digits.point
      if isUnique && fraction <= precision { return digits }
      let cut = DecimalDigits.rounded(value, fraction: precision)
      return isUnique || trim != .keep ? cut.trimmedFraction() : cut
    }
    if isUnique && digits.digits.count <= precision { return digits }
    let cut = DecimalDigits.rounded(value, significant: precision)
    return isUnique || trim != .keep ? cut.trimmed() : cut
  }
}

extension DecimalDigits {
  /// Without the zeros at the end of the fraction; integer digits stay.
  func trimmedFraction() -> DecimalDigits {
    var result = self
    while result.digits.count > max(point, 1), result.digits.last == 0 { result.digits.removeLast() }
    return result
  }
}
