import Diagnostics

/// Wordings of the lexer, CPython's where it has them.
extension Diagnostic {
  static func neverClosed(_ bracket: Character, at range: SourceRange) -> Diagnostic {
    Diagnostic(id: "never-closed", "'\(bracket)' was never closed", at: range)
  }

  static func unmatchedBracket(_ bracket: Character, at range: SourceRange) -> Diagnostic {
    Diagnostic(id: "unmatched-bracket", "unmatched '\(bracket)'", at: range)
  }

  static func mismatchedBracket(
    _ closing: Character, _ opening: Character, openLine: Int?, inFormattedString: Bool,
    at range: SourceRange, open: SourceRange
  ) -> Diagnostic {
    let place = openLine.map { " on line \($0)" } ?? ""
    return Diagnostic(
      id: "mismatched-bracket",
      "\(inFormattedString ? "f-string: " : "")closing parenthesis '\(closing)' does not match "
        + "opening parenthesis '\(opening)'\(place)",
      at: range, notes: [Note("'\(opening)' opened here", at: open)])
  }

  static func tooManyBrackets(limit: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "too-many-brackets", "too many nested parentheses (at most \(limit))", at: range,
      hint: "give the inner parts names")
  }

  static func inconsistentTabs(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "inconsistent-tabs", "inconsistent use of tabs and spaces in indentation", at: range,
      hint: "indent the whole block with spaces")
  }

  static func tooDeeplyIndented(limit: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "too-deeply-indented", "too many levels of indentation (at most \(limit - 1))",
      at: range, hint: "move the inner blocks into functions")
  }

  static func unindentMismatch(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "unindent-mismatch", "unindent does not match any outer indentation level", at: range,
      hint: "begin the line in the column of the block it belongs to")
  }

  static func unexpectedEnd(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "unexpected-end", "unexpected EOF while parsing", at: range,
      hint: "the last line ends in `\\`, which continues it")
  }

  static func characterAfterContinuation(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "character-after-continuation",
      "unexpected character after line continuation character", at: range,
      hint: "`\\` must be the last character of its line")
  }

  static func invalidCharacter(_ scalar: Unicode.Scalar, at range: SourceRange) -> Diagnostic {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    guard scalar.isPrintable else {
      return Diagnostic(
        id: "invalid-character", "invalid non-printable character \(code)", at: range,
        hint: "delete it; it was probably pasted from elsewhere")
    }
    let plain: String? =
      switch scalar {
      case "“", "”", "„", "«", "»": "use the plain quote `\"`"
      case "‘", "’", "`": "use the plain quote `'`"
      case "–", "—", "−": "use the plain minus `-`"
      case "×", "·": "use `*`"
      case "÷": "use `/`"
      case "≤": "use `<=`"
      case "≥": "use `>=`"
      case "≠": "use `!=`"
      case "²", "³": "use `**`"
      default: nil
      }
    return Diagnostic(
      id: "invalid-character", "invalid character '\(Character(scalar))' (\(code))", at: range,
      hint: plain)
  }

  static func invalidNumber(_ base: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(id: "invalid-number", "invalid \(base) literal", at: range)
  }

  static func invalidDigit(
    _ digit: Character, _ base: String, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(id: "invalid-number", "invalid digit '\(digit)' in \(base) literal", at: range)
  }

  static func leadingZeros(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "invalid-number",
      "leading zeros in decimal integer literals are not permitted; "
        + "use an 0o prefix for octal integers", at: range)
  }

  static func integerTooLong(_ count: Int, limit: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "integer-too-long",
      "integer literal has \(count) digits, more than the limit of \(limit)", at: range)
  }

  // MARK: Strings

  static func unterminatedString(line: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "unterminated-string", "unterminated string literal (detected at line \(line))",
      at: range, hint: "close the quote, or use triple quotes for several lines")
  }

  static func unterminatedTripleString(line: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "unterminated-string",
      "unterminated triple-quoted string literal (detected at line \(line))", at: range)
  }

  static func bytesLiteral(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "bytes-literal", "bytes literals are not supported by agrun", at: range,
      hint: "use a string")
  }

  static func truncatedEscape(_ form: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "invalid-escape",
      "(unicode error) 'unicodeescape' codec can't decode bytes: truncated \(form) escape",
      at: range, hint: "write `\\\\` for a backslash, or use a raw string r\"…\"")
  }

  static func illegalCharacter(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "invalid-escape",
      "(unicode error) 'unicodeescape' codec can't decode bytes: illegal Unicode character",
      at: range)
  }

  static func surrogateEscape(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "surrogate-escape", "strings with surrogate code points are not supported by agrun",
      at: range, hint: "write the character with one \\U escape")
  }

  static func namedCharacter(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "named-character", "\\N{…} escapes are not supported by agrun", at: range,
      hint: "write the character itself, or its \\u escape")
  }

  static func unknownEscape(_ letter: Character, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "unknown-escape", "invalid escape sequence '\\\(letter)'", at: range,
      severity: .warning, hint: "write `\\\\` for a backslash, or use a raw string r\"…\"")
  }

  static func formattedString(_ message: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(id: "invalid-f-string", "f-string: \(message)", at: range)
  }

  static func formattedStringPart(_ message: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "invalid-f-string", "f-string expression part \(message)", at: range,
      hint: "compute the value in a variable first")
  }

  /// The same error inside an f-string, with CPython's prefix.
  var inFormattedString: Diagnostic {
    guard !message.hasPrefix("f-string"), !message.hasPrefix("(unicode error)") else { return self }
    var copy = self
    copy.message = "f-string: " + message
    return copy
  }

  // MARK: Files

  static func nullByte(at range: SourceRange) -> Diagnostic {
    Diagnostic(id: "null-byte", "source code cannot contain null bytes", at: range)
  }

  static func invalidUTF8(_ byte: UInt8, _ offset: Int, at range: SourceRange) -> Diagnostic {
    let digits = String(byte, radix: 16)
    let hex = digits.count == 1 ? "0" + digits : digits
    return Diagnostic(
      id: "invalid-utf-8",
      "(unicode error) 'utf-8' codec can't decode byte 0x\(hex) in position \(offset)",
      at: range, hint: "save the file as UTF-8")
  }

  static func fileTooLarge(_ count: Int, limit: Int) -> Diagnostic {
    Diagnostic(
      id: "file-too-large", "the script has \(count) bytes, more than the limit of \(limit)",
      at: nil)
  }
}

extension Unicode.Scalar {
  /// `str.isprintable` of Python, for one character.
  fileprivate var isPrintable: Bool {
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      false
    case .spaceSeparator: self == " "
    default: true
    }
  }
}
