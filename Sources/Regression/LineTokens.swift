/// A line of text cut into numbers, words and signs; white space is dropped, line breaks count as
/// such.
package struct LineTokens: Sendable {
  package enum Token: Hashable, Sendable {
    case number(NumberLiteral)
    /// `isAttached`: no space between it and the number before it, as in `10px`.
    case word(String, isAttached: Bool)
    /// Any other character.
    case sign(UInt8)
  }

  package private(set) var tokens: [Token] = []
  /// UTF-8 offset of each token in the text.
  package private(set) var offsets: [Int] = []

  private let bytes: [UInt8]
  private var position = 0

  package init(_ text: String) {
    bytes = Array(text.utf8)
    while position < bytes.count {
      let byte = bytes[position]
      if byte == 0x20 || (byte >= 0x09 && byte <= 0x0d) {
        position += 1
      } else if startsNumber {
        scanNumber()
      } else if byte.isWordStart {
        scanWord()
      } else {
        append(.sign(byte), length: 1)
      }
    }
  }

  package var numbers: [NumberLiteral] {
    tokens.compactMap { if case .number(let literal) = $0 { literal } else { nil } }
  }

  private mutating func append(_ token: Token, length: Int) {
    tokens.append(token)
    offsets.append(position)
    position += length
  }

  private func byte(_ offset: Int) -> UInt8 {
    position + offset < bytes.count ? bytes[position + offset] : 0
  }

  private var previous: UInt8 { position > 0 ? bytes[position - 1] : 0x20 }

  /// Whether a number begins here; a sign belongs to it unless it stands directly behind an
  /// operand.
  private var startsNumber: Bool {
    var offset = 0
    if byte(0) == UInt8(ascii: "-") || byte(0) == UInt8(ascii: "+") {
      if previous.isOperandEnd { return imaginaryFollows }
      offset = 1
      if isNonFinite(at: position + 1) { return true }
    } else if previous.isWordPart || previous == UInt8(ascii: ".") && byte(0).isDigit == false {
      return false
    }
    if byte(offset).isDigit { return true }
    return byte(offset) == UInt8(ascii: ".") && byte(offset + 1).isDigit
  }

  /// Whether the sign here joins an imaginary part to the number directly before it.
  private var imaginaryFollows: Bool {
    guard case .number(let last)? = tokens.last, !last.isImaginary,
      let end = numberEnd(from: position + 1)
    else { return false }
    return end < bytes.count && bytes[end] == UInt8(ascii: "j")
  }

  /// Offset after the digits, fraction and exponent (or `nan`, `inf`) that begin at `start`.
  private func numberEnd(from start: Int) -> Int? {
    if isNonFinite(at: start) { return start + 3 }
    var end = start
    while end < bytes.count, bytes[end].isDigit { end += 1 }
    var digits = end - start
    if end < bytes.count, bytes[end] == UInt8(ascii: ".") {
      let fraction = end + 1
      var next = fraction
      while next < bytes.count, bytes[next].isDigit { next += 1 }
      digits += next - fraction
      if digits > 0 { end = next }
    }
    guard digits > 0 else { return nil }
    if end < bytes.count, bytes[end] | 0x20 == UInt8(ascii: "e") {
      var next = end + 1
      if next < bytes.count, bytes[next] == UInt8(ascii: "-") || bytes[next] == UInt8(ascii: "+") {
        next += 1
      }
      let first = next
      while next < bytes.count, bytes[next].isDigit { next += 1 }
      if next > first { end = next }
    }
    return end
  }

  /// `nan` or `inf`, as a whole word or before the `j` of an imaginary part.
  private func isNonFinite(at start: Int) -> Bool {
    guard start + 3 <= bytes.count else { return false }
    let word = bytes[start..<start + 3]
    guard word.elementsEqual("nan".utf8) || word.elementsEqual("inf".utf8) else { return false }
    var end = start + 3
    if end < bytes.count, bytes[end] == UInt8(ascii: "j") { end += 1 }
    return end == bytes.count || !bytes[end].isWordPart
  }

  private mutating func scanNumber() {
    let start = position
    let signed = bytes[start] == UInt8(ascii: "-") || bytes[start] == UInt8(ascii: "+")
    let digitsStart = start + (signed ? 1 : 0)
    if let end = prefixedIntegerEnd(from: digitsStart) {
      let text = String(decoding: bytes[start..<end], as: UTF8.self)
      let literal = NumberLiteral(
        text: text, kind: .integer, isImaginary: false, value: prefixedValue(text), decimals: 0,
        significantDigits: end - digitsStart - 2)
      append(.number(literal), length: end - start)
      return
    }
    guard let end = numberEnd(from: digitsStart) else {
      append(.sign(bytes[start]), length: 1)
      return
    }
    let isImaginary =
      end < bytes.count && bytes[end] == UInt8(ascii: "j")
      && (end + 1 == bytes.count || !bytes[end + 1].isWordPart)
    append(
      .number(literal(from: start, digitsStart, to: end, isImaginary: isImaginary)),
      length: end - start + (isImaginary ? 1 : 0))
  }

  private func literal(
    from start: Int, _ digitsStart: Int, to end: Int, isImaginary: Bool
  ) -> NumberLiteral {
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    if isNonFinite(at: digitsStart) {
      let isNaN = bytes[digitsStart] == UInt8(ascii: "n")
      let isNegative = bytes[start] == UInt8(ascii: "-")
      return NumberLiteral(
        text: text, kind: isNaN ? .nan : .infinity, isImaginary: isImaginary,
        value: isNaN ? .nan : isNegative ? -.infinity : .infinity, decimals: 0,
        significantDigits: 0)
    }
    var fraction = 0
    var significant = 0
    var exponent = 0
    var isFloat = false
    var index = digitsStart
    while index < end {
      let byte = bytes[index]
      if byte == UInt8(ascii: ".") {
        isFloat = true
      } else if byte.isDigit {
        if byte != UInt8(ascii: "0") || significant > 0 { significant += 1 }
        if isFloat { fraction += 1 }
      } else {
        isFloat = true
        exponent = Int(String(decoding: bytes[(index + 1)..<end], as: UTF8.self)) ?? 0
        break
      }
      index += 1
    }
    return NumberLiteral(
      text: text, kind: isFloat ? .float : .integer, isImaginary: isImaginary,
      value: Double(text) ?? .nan, decimals: fraction - exponent,
      significantDigits: max(significant, 1))
  }

  /// Offset after `0x1f`, `0b1` or `0o7`; nil where none begins at `start`.
  private func prefixedIntegerEnd(from start: Int) -> Int? {
    guard start + 2 < bytes.count, bytes[start] == UInt8(ascii: "0") else { return nil }
    let isDigit: (UInt8) -> Bool
    switch bytes[start + 1] {
    case UInt8(ascii: "x"): isDigit = { $0.isDigit || (0x61...0x66).contains($0 | 0x20) }
    case UInt8(ascii: "b"): isDigit = { $0 == 0x30 || $0 == 0x31 }
    case UInt8(ascii: "o"): isDigit = { (0x30...0x37).contains($0) }
    default: return nil
    }
    var end = start + 2
    while end < bytes.count, isDigit(bytes[end]) { end += 1 }
    return end > start + 2 && (end == bytes.count || !bytes[end].isWordPart) ? end : nil
  }

  private func prefixedValue(_ text: String) -> Double {
    let isNegative = text.hasPrefix("-")
    let digits = text.drop { $0 == "-" || $0 == "+" }
    let radix = digits.dropFirst().first == "x" ? 16 : digits.dropFirst().first == "b" ? 2 : 8
    let magnitude = digits.dropFirst(2).reduce(0.0) {
      $0 * Double(radix) + Double($1.hexDigitValue ?? 0)
    }
    return isNegative ? -magnitude : magnitude
  }

  private mutating func scanWord() {
    let start = position
    var isAttached = false
    if case .number? = tokens.last, previous.isOperandEnd { isAttached = true }
    if isNonFinite(at: start), !previous.isWordPart {
      scanNumber()
      return
    }
    var end = start
    while end < bytes.count, bytes[end].isWordPart { end += 1 }
    append(
      .word(String(decoding: bytes[start..<end], as: UTF8.self), isAttached: isAttached),
      length: end - start)
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { self >= 0x30 && self <= 0x39 }

  /// Letters, underscore and every byte of a character beyond ASCII.
  fileprivate var isWordStart: Bool {
    self == 0x5f || self >= 0x80 || (0x61...0x7a).contains(self | 0x20)
  }

  fileprivate var isWordPart: Bool { isWordStart || isDigit }

  /// Whether a sign directly behind it is an operator.
  fileprivate var isOperandEnd: Bool {
    isWordPart || self == UInt8(ascii: ")") || self == UInt8(ascii: "]")
      || self == UInt8(ascii: "}") || self == UInt8(ascii: ".")
  }
}
