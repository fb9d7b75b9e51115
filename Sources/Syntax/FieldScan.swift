import Diagnostics

/// Finds the end of the expression of an f-string field: quotes and brackets are skipped,
/// backslashes and `#` refused.
struct FieldScan {
  let bytes: [UInt8]
  let upper: Int
  private var brackets: [(byte: UInt8, offset: Int)] = []
  private var quote: UInt8 = 0
  private var isTriple = false
  private var quoteStart = 0

  init(bytes: [UInt8], upper: Int) {
    self.bytes = bytes
    self.upper = upper
  }

  static func isBlank(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), 0x0C: true
    default: false
    }
  }

  private func peek(_ index: Int) -> UInt8 { index < upper ? bytes[index] : 0 }

  /// Moves the cursor to the byte that ends the expression, or returns what is wrong.
  mutating func run(_ cursor: inout Int) -> Diagnostic? {
    while cursor < upper {
      let byte = bytes[cursor]
      if byte == UInt8(ascii: "\\") {
        return .formattedStringPart("cannot include a backslash", at: range(cursor))
      }
      if quote != 0 {
        skipQuoted(&cursor)
        continue
      }
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        quote = byte
        quoteStart = cursor
        isTriple = peek(cursor + 1) == byte && peek(cursor + 2) == byte
        cursor += isTriple ? 3 : 1
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        guard brackets.count < Lexer.maximumBrackets else {
          return .formattedString("too many nested parenthesis", at: range(cursor))
        }
        brackets.append((byte, cursor))
        cursor += 1
      case UInt8(ascii: "#"):
        return .formattedStringPart("cannot include '#'", at: range(cursor))
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        if brackets.isEmpty, byte == UInt8(ascii: "}") { return nil }
        if let problem = close(byte, cursor) { return problem }
        cursor += 1
      case UInt8(ascii: "!"), UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "<"),
        UInt8(ascii: ">"):
        guard brackets.isEmpty else {
          cursor += 1
          continue
        }
        if byte != UInt8(ascii: ":"), peek(cursor + 1) == UInt8(ascii: "=") {
          cursor += 2
        } else if byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") {
          cursor += 1
        } else {
          return nil
        }
      default: cursor += 1
      }
    }
    if quote != 0 { return .formattedString("unterminated string", at: range(quoteStart)) }
    if let open = brackets.last {
      return .formattedString(
        "unmatched '\(Character(Unicode.Scalar(open.byte)))'", at: range(open.offset))
    }
    return nil
  }

  private mutating func skipQuoted(_ cursor: inout Int) {
    if bytes[cursor] != quote {
      cursor += 1
    } else if !isTriple {
      quote = 0
      cursor += 1
    } else if peek(cursor + 1) == quote, peek(cursor + 2) == quote {
      quote = 0
      cursor += 3
    } else {
      cursor += 1
    }
  }

  private mutating func close(_ byte: UInt8, _ cursor: Int) -> Diagnostic? {
    let character = Character(Unicode.Scalar(byte))
    guard let open = brackets.popLast() else {
      return .formattedString("unmatched '\(character)'", at: range(cursor))
    }
    switch (open.byte, byte) {
    case (UInt8(ascii: "("), UInt8(ascii: ")")), (UInt8(ascii: "["), UInt8(ascii: "]")),
      (UInt8(ascii: "{"), UInt8(ascii: "}")):
      return nil
    default:
      let opening = Character(Unicode.Scalar(open.byte))
      return .mismatchedBracket(
        character, opening, openLine: nil, inFormattedString: true, at: range(cursor),
        open: range(open.offset))
    }
  }

  private func range(_ offset: Int) -> SourceRange {
    SourceRange(lower: Int32(offset), upper: Int32(offset + 1))
  }
}
