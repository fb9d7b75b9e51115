import Diagnostics

/// Where the parts of a string token lie.
struct StringLiteral {
  /// Offsets of the text between the quotes.
  var lower: Int
  var upper: Int
  var isRaw = false
  var isFormatted = false

  init(_ token: Token, in bytes: [UInt8]) {
    lower = Int(token.lower)
    upper = Int(token.upper)
    while bytes[lower] != UInt8(ascii: "'"), bytes[lower] != UInt8(ascii: "\"") {
      if bytes[lower] | 0x20 == UInt8(ascii: "r") { isRaw = true }
      if bytes[lower] | 0x20 == UInt8(ascii: "f") { isFormatted = true }
      lower += 1
    }
    let quote = bytes[lower]
    let isTriple =
      upper - lower >= 6 && bytes[lower + 1] == quote && bytes[lower + 2] == quote
    lower += isTriple ? 3 : 1
    upper -= isTriple ? 3 : 1
  }
}

/// Decodes the text of string literals: escapes and line ends.
struct EscapeDecoder {
  let bytes: [UInt8]
  /// Escapes Python does not know, which it keeps and warns about.
  var warnings: [Diagnostic] = []

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Text of the bytes `lower..<upper`.
  mutating func decode(
    _ lower: Int, _ upper: Int, isRaw: Bool
  ) throws(ParseFailure) -> String {
    let body = bytes[lower..<upper]
    let hasEscapes = !isRaw && body.contains(UInt8(ascii: "\\"))
    guard hasEscapes || body.contains(UInt8(ascii: "\r")) else {
      return String(decoding: body, as: UTF8.self)
    }
    var result: [UInt8] = []
    result.reserveCapacity(body.count)
    var position = lower
    while position < upper {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\r") {
        result.append(UInt8(ascii: "\n"))
        position += position + 1 < upper && bytes[position + 1] == UInt8(ascii: "\n") ? 2 : 1
      } else if byte == UInt8(ascii: "\\"), hasEscapes, position + 1 < upper {
        try decodeEscape(&position, upper, into: &result)
      } else {
        result.append(byte)
        position += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private mutating func decodeEscape(
    _ position: inout Int, _ upper: Int, into result: inout [UInt8]
  ) throws(ParseFailure) {
    let start = position
    let letter = bytes[position + 1]
    position += 2
    switch letter {
    case UInt8(ascii: "\n"): break
    case UInt8(ascii: "\r"):
      if position < upper, bytes[position] == UInt8(ascii: "\n") { position += 1 }
    case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): result.append(letter)
    case UInt8(ascii: "a"): result.append(7)
    case UInt8(ascii: "b"): result.append(8)
    case UInt8(ascii: "f"): result.append(12)
    case UInt8(ascii: "n"): result.append(10)
    case UInt8(ascii: "r"): result.append(13)
    case UInt8(ascii: "t"): result.append(9)
    case UInt8(ascii: "v"): result.append(11)
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      var value = UInt32(letter - UInt8(ascii: "0"))
      var count = 1
      while count < 3, position < upper,
        (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(bytes[position])
      {
        value = value * 8 + UInt32(bytes[position] - UInt8(ascii: "0"))
        position += 1
        count += 1
      }
      try append(value, start, position, into: &result)
    case UInt8(ascii: "x"): try decodeHexadecimal(2, "\\xXX", start, &position, upper, &result)
    case UInt8(ascii: "u"): try decodeHexadecimal(4, "\\uXXXX", start, &position, upper, &result)
    case UInt8(ascii: "U"):
      try decodeHexadecimal(8, "\\UXXXXXXXX", start, &position, upper, &result)
    case UInt8(ascii: "N"):
      throw .diagnostic(.namedCharacter(at: range(start, position)))
    default:
      // The letter itself may be the first byte of a longer scalar; it is decoded next.
      position -= 1
      result.append(UInt8(ascii: "\\"))
      if letter < 0x80 {
        warnings.append(
          .unknownEscape(Character(Unicode.Scalar(letter)), at: range(start, start + 2)))
      }
    }
  }

  private func decodeHexadecimal(
    _ count: Int, _ form: String, _ start: Int, _ position: inout Int, _ upper: Int,
    _ result: inout [UInt8]
  ) throws(ParseFailure) {
    var value: UInt32 = 0
    for _ in 0..<count {
      guard position < upper, let digit = hexadecimalDigit(bytes[position]) else {
        throw .diagnostic(.truncatedEscape(form, at: range(start, position)))
      }
      value = value << 4 | digit
      position += 1
    }
    try append(value, start, position, into: &result)
  }

  private func hexadecimalDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }

  private func append(
    _ value: UInt32, _ start: Int, _ end: Int, into result: inout [UInt8]
  ) throws(ParseFailure) {
    guard let scalar = Unicode.Scalar(value) else {
      throw .diagnostic(
        (0xD800..<0xE000).contains(value)
          ? .surrogateEscape(at: range(start, end)) : .illegalCharacter(at: range(start, end)))
    }
    result.append(contentsOf: Array(String(Character(scalar)).utf8))
  }

  private func range(_ lower: Int, _ upper: Int) -> SourceRange {
    SourceRange(lower: Int32(lower), upper: Int32(upper))
  }
}
