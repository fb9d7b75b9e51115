import Diagnostics

extension Lexer {
  static func isNamePart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...0xFF:
      true
    default: false
    }
  }

  /// Scans an identifier, a keyword or the prefix of a string.
  mutating func scanName() {
    let start = position
    var isASCII = true
    while position < end, Lexer.isNamePart(bytes[position]) {
      if bytes[position] >= 0x80 { isASCII = false }
      position += 1
    }
    if isASCII, position - start <= 2, peek() == UInt8(ascii: "'") || peek() == UInt8(ascii: "\""),
      bytes[start..<position].allSatisfy(Lexer.isPrefixLetter)
    {
      scanString(prefixLower: start)
      return
    }
    if !isASCII, let bad = firstInvalidScalar(start, position) {
      position = bad.offset
      let scalar = bad.scalar
      let width = UTF8.width(scalar)
      if bad.offset > start { add(.name, start, bad.offset) }
      position = bad.offset + width
      failCharacter(scalar, from: bad.offset)
      return
    }
    // The longest keyword has eight letters.
    if isASCII, position - start <= 8,
      let keyword = TokenKind.keywords[String(decoding: bytes[start..<position], as: UTF8.self)]
    {
      add(keyword, start, position)
    } else {
      add(.name, start, position)
    }
  }

  /// Reports the first strange character of a line; the others are usually of the same kind.
  mutating func failCharacter(_ scalar: Unicode.Scalar, from lower: Int) {
    let line = file.line(at: Int32(lower))
    if line == lastInvalidLine {
      add(.error, lower, position)
    } else {
      lastInvalidLine = line
      fail(.invalidCharacter(scalar, at: range(lower, position)), from: lower)
    }
  }

  private static func isPrefixLetter(_ byte: UInt8) -> Bool {
    switch byte | 0x20 {
    case UInt8(ascii: "r"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "u"): true
    default: false
    }
  }

  /// First scalar that may not stand in an identifier (XID_Start, then XID_Continue).
  private func firstInvalidScalar(
    _ lower: Int, _ upper: Int
  ) -> (offset: Int, scalar: Unicode.Scalar)? {
    var offset = lower
    for scalar in String(decoding: bytes[lower..<upper], as: UTF8.self).unicodeScalars {
      let properties = scalar.properties
      let isValid =
        scalar == "_" || (offset == lower ? properties.isXIDStart : properties.isXIDContinue)
      if !isValid { return (offset, scalar) }
      offset += UTF8.width(scalar)
    }
    return nil
  }
}
