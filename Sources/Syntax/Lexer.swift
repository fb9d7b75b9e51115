import Diagnostics

/// Cuts a range of a file into tokens, with Python's indentation, line joining and literals.
///
/// Errors become diagnostics and `.error` tokens, so the parser can go on at the next line. Time is
/// linear.
struct Lexer {
  /// CPython's limits.
  static let maximumBrackets = 200
  static let maximumIndentation = 100

  let file: SourceFile
  let bytes: [UInt8]
  var position: Int
  let end: Int
  /// Whether the range is an expression inside an f-string, where line ends are blanks.
  let isFragment: Bool

  var tokens: [Token] = []
  var comments: [Comment] = []
  var diagnostics: [Diagnostic] = []
  /// Regions after brackets that were never closed; errors of the parser inside them mean nothing.
  var unclosedRegions: [SourceRange] = []
  var brackets: [(byte: UInt8, offset: Int)] = []
  private var indents: [(column: Int, alternate: Int)] = [(0, 0)]
  private var lineHasTokens = false
  /// Line of the last character that was refused.
  var lastInvalidLine = 0
  var isStopped = false

  init(file: SourceFile, lower: Int = 0, upper: Int? = nil, isFragment: Bool = false) {
    self.file = file
    bytes = file.bytes
    position = lower
    end = upper ?? file.bytes.count
    self.isFragment = isFragment
    if lower == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    tokens.reserveCapacity((end - lower) / 4 + 4)
  }

  /// Byte at `position + distance`, 0 past the end.
  func peek(_ distance: Int = 0) -> UInt8 {
    position + distance < end ? bytes[position + distance] : 0
  }

  mutating func tokenize() {
    if isFragment {
      while position < end, !isStopped { scanInsideLine() }
    } else {
      while position < end, !isStopped {
        if lineHasTokens || !brackets.isEmpty { scanInsideLine() } else { beginLine() }
      }
    }
    finish()
  }

  private mutating func finish() {
    if let open = brackets.last, !isStopped {
      reportUnclosed(open, through: end)
      add(.error, end, end)
    }
    if !isFragment {
      if lineHasTokens { add(.newline, end, end) }
      while indents.count > 1 {
        indents.removeLast()
        add(.dedent, end, end)
      }
    }
    add(.endOfFile, end, end)
  }

  mutating func reportUnclosed(_ open: (byte: UInt8, offset: Int), through upper: Int) {
    let bracket = range(open.offset, open.offset + 1)
    report(
      isFragment
        ? .formattedString("expecting '}'", at: bracket)
        : .neverClosed(Character(Unicode.Scalar(open.byte)), at: bracket))
    unclosedRegions.append(range(open.offset, upper + 1))
  }

  func range(_ lower: Int, _ upper: Int) -> SourceRange {
    SourceRange(lower: Int32(lower), upper: Int32(upper))
  }

  /// Many errors mean that the file is no script at all.
  mutating func report(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
    if diagnostics.count >= 2 * Parser.maximumErrors { isStopped = true }
  }

  mutating func add(_ kind: TokenKind, _ lower: Int, _ upper: Int) {
    tokens.append(Token(kind: kind, lower: Int32(lower), upper: Int32(upper)))
    lineHasTokens = kind != .newline
  }

  /// Reports an error and leaves a token in its place, up to the current position.
  mutating func fail(_ diagnostic: Diagnostic, from lower: Int) {
    report(diagnostic)
    add(.error, lower, position)
    lineHasTokens = true
  }

  // MARK: Lines

  /// Ends the logical line although brackets are open; used after errors.
  mutating func abandonLine() {
    brackets.removeAll()
    if lineHasTokens, !isFragment { add(.newline, position, position) }
  }

  /// Skips a line end (LF, CRLF or CR) at the position, if there is one.
  mutating func skipLineEnd() -> Bool {
    switch peek() {
    case UInt8(ascii: "\n"): position += 1
    case UInt8(ascii: "\r"): position += peek(1) == UInt8(ascii: "\n") ? 2 : 1
    default: return false
    }
    return true
  }

  /// Measures the indentation of a new logical line and emits `.indent` and `.dedent`.
  private mutating func beginLine() {
    var column = 0
    var alternate = 0
    // As in CPython, the blanks before the first `\` count, unless there are none.
    var continued = 0
    measuring: while position < end {
      switch bytes[position] {
      case UInt8(ascii: " "):
        column += 1
        alternate += 1
        position += 1
      case UInt8(ascii: "\t"):
        // Tabs count to a multiple of 8; counted again as one column, they show inconsistent use.
        column = (column / 8 + 1) * 8
        alternate += 1
        position += 1
      case 0x0C:
        column = 0
        alternate = 0
        position += 1
      case UInt8(ascii: "\\"):
        guard let next = continuationEnd() else { break measuring }
        if continued == 0 { continued = column }
        if next >= end { return failAtEnd() }
        position = next
      default: break measuring
      }
    }
    if continued > 0 { (column, alternate) = (continued, continued) }
    guard position < end else { return }
    if peek() == UInt8(ascii: "#") {
      scanComment(isWholeLine: true)
      return
    }
    if skipLineEnd() { return }
    changeIndentation(to: column, alternate)
    lineHasTokens = true
  }

  private mutating func changeIndentation(to column: Int, _ alternate: Int) {
    let start = position
    let current = indents[indents.count - 1]
    let lineStart = Int(file.lineStarts[file.line(at: Int32(start)) - 1])
    let blanks = range(lineStart, start)
    if column == current.column {
      if alternate != current.alternate { report(.inconsistentTabs(at: blanks)) }
    } else if column > current.column {
      if alternate <= current.alternate { report(.inconsistentTabs(at: blanks)) }
      guard indents.count < Lexer.maximumIndentation else {
        report(.tooDeeplyIndented(limit: Lexer.maximumIndentation, at: range(start, start + 1)))
        isStopped = true
        return
      }
      indents.append((column, alternate))
      add(.indent, start, start)
    } else {
      while indents.count > 1, indents[indents.count - 2].column >= column {
        indents.removeLast()
        add(.dedent, start, start)
      }
      guard let top = indents.last, top.column > column else {
        if indents[indents.count - 1].alternate != alternate {
          report(.inconsistentTabs(at: blanks))
        }
        return
      }
      // Between two levels: the line is taken to belong to the inner block.
      report(.unindentMismatch(at: range(start, start + 1)))
      indents[indents.count - 1] = (column, alternate)
      add(.error, start, start)
    }
  }

  /// Offset after `\` and a line end, or nil.
  private func continuationEnd() -> Int? {
    switch peek(1) {
    case UInt8(ascii: "\n"): position + 2
    case UInt8(ascii: "\r"): position + (peek(2) == UInt8(ascii: "\n") ? 3 : 2)
    default: nil
    }
  }

  private mutating func scanComment(isWholeLine: Bool) {
    let start = position
    while position < end, bytes[position] != UInt8(ascii: "\n"),
      bytes[position] != UInt8(ascii: "\r")
    {
      position += 1
    }
    comments.append(
      Comment(lower: Int32(start), upper: Int32(position), isWholeLine: isWholeLine))
  }

  // MARK: Tokens

  private mutating func scanInsideLine() {
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), 0x0C:
      position += 1
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
      let start = position
      _ = skipLineEnd()
      if isFragment { return }
      if brackets.isEmpty { add(.newline, start, position) } else { checkForgottenBracket() }
    case UInt8(ascii: "#"):
      if isFragment {
        position += 1
        fail(
          .formattedStringPart("cannot include '#'", at: range(position - 1, position)),
          from: position - 1)
        position = end
      } else {
        scanComment(isWholeLine: isFirstOnLine())
      }
    case UInt8(ascii: "\\"):
      scanContinuation()
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      scanNumber()
    case UInt8(ascii: "."):
      if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(peek(1)) {
        scanNumber()
      } else {
        scanOperator()
      }
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      scanString(prefixLower: position)
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"), 0x80...0xFF:
      scanName()
    default:
      scanOperator()
    }
  }

  private func isFirstOnLine() -> Bool {
    var index = position - 1
    while index >= 0 {
      switch bytes[index] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), 0x0C: index -= 1
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return true
      default: return false
      }
    }
    return true
  }

  /// A `\` that continues the last line.
  private mutating func failAtEnd() {
    let start = position
    position = end
    fail(.unexpectedEnd(at: range(start, start + 1)), from: start)
  }

  private mutating func scanContinuation() {
    let start = position
    if isFragment {
      position = end
      fail(
        .formattedStringPart("cannot include a backslash", at: range(start, start + 1)),
        from: start)
    } else if let next = continuationEnd() {
      if next >= end { return failAtEnd() }
      position = next
    } else {
      if position + 1 >= end { return failAtEnd() }
      position += 1
      fail(.characterAfterContinuation(at: range(start, start + 1)), from: start)
      while position < end, peek() != UInt8(ascii: "\n"), peek() != UInt8(ascii: "\r") {
        position += 1
      }
    }
  }

  /// At the beginning of a physical line inside brackets: a keyword that only begins statements, or
  /// a decorator, shows that a bracket was forgotten; the logical line ends here.
  private mutating func checkForgottenBracket() {
    var index = position
    while index < end, bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "\t") {
      index += 1
    }
    let lower = index
    while index < end, index - lower < 9,
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[index])
    {
      index += 1
    }
    guard index > lower, index < end, !Lexer.isNamePart(bytes[index]),
      let keyword = TokenKind.keywords[String(decoding: bytes[lower..<index], as: UTF8.self)],
      keyword.beginsStatementOnly, let open = brackets.last
    else { return }
    reportUnclosed(open, through: position - 1)
    add(.error, position, position)
    abandonLine()
  }
}
