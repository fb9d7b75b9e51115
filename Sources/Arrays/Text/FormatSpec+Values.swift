extension FormatSpec {
  /// `format(value, spec)` for a float.
  package func format(_ value: Double, typeName: String = "float") throws(FormatError) -> String {
    var text: String
    switch type {
    case nil:
      text = FloatFormatting.text(value, type: nil, precision: precision, alternate: isAlternate)
    case "n":
      text = FloatFormatting.text(value, type: "g", precision: precision, alternate: isAlternate)
    case "%":
      text = FloatFormatting.text(
        value * 100, type: "f", precision: precision, alternate: isAlternate)
    case "e", "E", "f", "F", "g", "G":
      text = FloatFormatting.text(value, type: type, precision: precision, alternate: isAlternate)
    case .some(let type): throw .unknownType(type, typeName: typeName)
    }
    if type == "%" { text += "%" }
    let isPlain = grouping == nil && sign == nil && !coercesNegativeZero
    if isPlain, (width ?? 0) <= text.utf8.count { return text }
    if isPlain, let width, fill == nil, alignment == nil || alignment == .right, !padsWithZeros {
      return String(repeating: " ", count: width - text.utf8.count) + text
    }
    var isNegative = text.utf8.first == UInt8(ascii: "-")
    if isNegative { text.removeFirst() }
    if coercesNegativeZero && isNegative {
      let mantissa = text.utf8.prefix { $0 != UInt8(ascii: "e") && $0 != UInt8(ascii: "E") }
      // Zeros and punctuation only.
      if mantissa.allSatisfy({ $0 <= UInt8(ascii: "0") }) { isNegative = false }
    }
    let integer = text.prefix { $0.isASCII && $0.isNumber }
    let tail = String(text.dropFirst(integer.count))
    return assemble(
      isNegative: isNegative, prefix: "", digits: String(integer), tail: tail, groupSize: 3)
  }

  /// `format(value, spec)` for an integer of any size.
  ///
  /// - Parameters:
  ///   - magnitude: Digits of the absolute value in a radix (2, 8, 10 or 16), lower case.
  ///   - asDouble: The value as a float, for the types `e E f F g G %`.
  ///   - typeName: `int` or `bool`, for messages.
  package func formatInteger(
    isNegative: Bool, typeName: String = "int", magnitude: (_ radix: Int) -> String,
    asDouble: () -> Double
  ) throws(FormatError) -> String {
    if let type, "eEfFgG%".contains(type) {
      return try format(asDouble(), typeName: typeName)
    }
    let type = self.type ?? "d"
    guard "bcdoxXn".contains(type) else { throw .unknownType(type, typeName: typeName) }
    if precision != nil { throw .precisionInInteger }
    if coercesNegativeZero { throw .negativeZeroInInteger }
    if type == "c" {
      if sign != nil { throw .signWithCharacter }
      if isAlternate { throw .alternateWithCharacter }
      guard !isNegative, let value = UInt32(magnitude(10)), let scalar = Unicode.Scalar(value)
      else { throw .characterOutOfRange }
      return assemble(
        isNegative: false, prefix: "", digits: "", tail: String(Character(scalar)), groupSize: 3)
    }
    let radix = type == "b" ? 2 : type == "o" ? 8 : type == "x" || type == "X" ? 16 : 10
    var digits = magnitude(radix)
    if type == "X" { digits = digits.uppercased() }
    let prefix = isAlternate && radix != 10 ? "0" + String(type) : ""
    return assemble(
      isNegative: isNegative, prefix: prefix, digits: digits, tail: "",
      groupSize: radix == 10 ? 3 : 4)
  }

  /// `format(value, spec)` for an integer that fits in 64 bits.
  package func format(_ value: Int, typeName: String = "int") throws(FormatError) -> String {
    try formatInteger(
      isNegative: value < 0, typeName: typeName,
      magnitude: { String(value.magnitude, radix: $0) }, asDouble: { Double(value) })
  }

  /// `format(value, spec)` for a string.
  package func format(_ value: String, typeName: String = "str") throws(FormatError) -> String {
    if let type, type != "s" { throw .unknownType(type, typeName: typeName) }
    if sign != nil { throw .signInString }
    if coercesNegativeZero { throw .negativeZeroInString }
    if isAlternate { throw .alternateInString }
    if alignment == .afterSign { throw .afterSignInString }
    var text = value
    if let precision, precision < value.unicodeScalars.count {
      text = String(String.UnicodeScalarView(value.unicodeScalars.prefix(precision)))
    }
    let count = text.unicodeScalars.count
    guard let width, width > count else { return text }
    return pad(
      text, count: count, width: width, fill: fill ?? (padsWithZeros ? "0" : " "),
      alignment: alignment ?? .left)
  }

  /// `format(value, spec)` for a complex number.
  package func format(
    real: Double, imaginary: Double, typeName: String = "complex"
  ) throws(FormatError) -> String {
    if let type, !"eEfFgGn".contains(type) { throw .unknownType(type, typeName: typeName) }
    if alignment == .afterSign { throw .afterSignInComplex }
    if padsWithZeros || fill == "0" { throw .zeroPaddingInComplex }
    var part = self
    part.fill = nil
    part.alignment = nil
    part.width = nil
    let isBare = type == nil
    // The type-less form writes its parts as `repr(complex)` does: no ".0", and no real part that
    // is +0.
    let showsReal = !(isBare && real == 0 && real.sign == .plus)
    var text = ""
    if showsReal { text += try part.formatPart(real, isBare: isBare) }
    if showsReal { part.sign = "+" }
    text += try part.formatPart(imaginary, isBare: isBare) + "j"
    if isBare && showsReal { text = "(" + text + ")" }
    guard let width, width > text.unicodeScalars.count else { return text }
    return pad(
      text, count: text.unicodeScalars.count, width: width, fill: fill ?? " ",
      alignment: alignment ?? .right)
  }

  private func formatPart(_ value: Double, isBare: Bool) throws(FormatError) -> String {
    guard isBare else { return try format(value) }
    let written = FloatFormatting.text(
      value, type: nil, precision: precision, alternate: isAlternate, addsPoint: false)
    var text = written
    var isNegative = text.hasPrefix("-")
    if isNegative { text.removeFirst() }
    if coercesNegativeZero, isNegative, text.allSatisfy({ $0 == "0" || $0 == "." }) {
      isNegative = false
    }
    let integer = text.prefix { $0.isASCII && $0.isNumber }
    return assemble(
      isNegative: isNegative, prefix: "", digits: String(integer),
      tail: String(text.dropFirst(integer.count)), groupSize: 3)
  }

  // MARK: Padding and grouping

  private func assemble(
    isNegative: Bool, prefix: String, digits: String, tail: String, groupSize: Int
  ) -> String {
    let signText = isNegative ? "-" : sign == "+" ? "+" : sign == " " ? " " : ""
    let fill = self.fill ?? (padsWithZeros ? "0" : " ")
    let alignment = self.alignment ?? (padsWithZeros ? .afterSign : .right)
    let head = signText + prefix
    let fixedCount = head.utf8.count + tail.unicodeScalars.count
    var body = digits
    if let grouping {
      let minimum = fill == "0" && alignment == .afterSign ? (width ?? 0) - fixedCount : 0
      body = FormatSpec.group(digits, by: groupSize, separator: grouping, minimumCount: minimum)
    }
    let count = fixedCount + body.utf8.count
    guard let width, width > count else { return head + body + tail }
    if alignment == .afterSign {
      return head + String(repeating: fill, count: width - count) + body + tail
    }
    return pad(head + body + tail, count: count, width: width, fill: fill, alignment: alignment)
  }

  private func pad(
    _ text: String, count: Int, width: Int, fill: Character, alignment: Alignment
  ) -> String {
    let total = width - count
    let left: Int
    switch alignment {
    case .left: left = 0
    case .right, .afterSign: left = total
    case .center: left = total / 2
    }
    return String(repeating: fill, count: left) + text
      + String(repeating: fill, count: total - left)
  }

  /// `digits` with a separator every `size` digits from the right, led by zeros up to
  /// `minimumCount` characters.
  private static func group(
    _ digits: String, by size: Int, separator: Character, minimumCount: Int
  ) -> String {
    guard !digits.isEmpty else { return digits }
    var characters = Array(digits)
    while characters.count + (characters.count - 1) / size < minimumCount {
      characters.insert("0", at: 0)
    }
    var result = ""
    for (index, character) in characters.enumerated() {
      if index > 0, (characters.count - index) % size == 0 { result.append(separator) }
      result.append(character)
    }
    return result
  }
}
