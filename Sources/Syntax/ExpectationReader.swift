import Diagnostics

/// Reads `# output:` comments and finds the statements that they follow.
///
/// A continuation line begins with `#` and at least two spaces, of which up to three are padding;
/// or any comment line while a bracket of the text before it is open, provided that it is closed in
/// the same run of comments. A bare `#` between continuation lines is an empty line.
struct ExpectationReader {
  let file: SourceFile
  let comments: [Comment]
  let statements: [Statement]
  let cells: [Cell]

  func read(after diagnostics: [Diagnostic]) -> ([Expectation], [Diagnostic]) {
    var diagnostics = diagnostics
    var expectations: [Expectation] = []
    var ends = StatementEnds(file: file)
    var isIndexed = false
    var index = 0
    var cell = 0
    // Last line of the expectation read before, and the statement it belongs to.
    var previous: (line: Int, statement: SourceRange?) = (-1, nil)
    while index < comments.count {
      let comment = comments[index]
      index += 1
      guard let header = Header(text(comment)) else { continue }
      while cell + 1 < cells.count, cells[cell + 1].range.lower <= comment.lower { cell += 1 }
      if !isIndexed {
        ends.add(statements, isInline: false)
        isIndexed = true
      }
      var expectation = Expectation(
        directive: header.directive, lines: [], range: range(comment), lineRanges: [],
        statement: nil, cell: cells.indices.contains(cell) ? cells[cell].number : 1)
      let line = file.line(at: comment.lower)
      if comment.isWholeLine {
        index = readLines(header, from: index, into: &expectation)
        expectation.statement =
          previous.line == line - 1
          ? previous.statement : ends.statement(endingOn: line - 1, column: column(comment))
        previous = (file.line(at: expectation.range.upper), expectation.statement)
      }
      if expectation.statement == nil {
        // In a [markdown] cell it is prose.
        if cells.indices.contains(cell), cells[cell].isMarkdown { continue }
        diagnostics.append(
          .detachedExpectation(sharesLine: !comment.isWholeLine, at: range(comment)))
      }
      expectations.append(expectation)
    }
    return (expectations, diagnostics)
  }

  private func range(_ comment: Comment) -> SourceRange {
    SourceRange(lower: comment.lower, upper: comment.upper)
  }

  private func text(_ comment: Comment) -> String { file.text(in: range(comment)) }

  private func column(_ comment: Comment) -> Int {
    StatementEnds.column(of: comment.lower, in: file)
  }

  /// `# output:` or `# output[…]:`.
  private struct Header {
    var directive: String?
    /// Bytes up to and with the colon and the space after it.
    var length: Int

    init?(_ comment: String) {
      var rest = comment.utf8.dropFirst()
      if rest.first == UInt8(ascii: " ") { rest = rest.dropFirst() }
      guard rest.starts(with: "output".utf8) else { return nil }
      rest = rest.dropFirst(6)
      if rest.first == UInt8(ascii: "[") {
        guard let close = rest.firstIndex(of: UInt8(ascii: "]")) else { return nil }
        directive = String(rest[rest.index(after: rest.startIndex)..<close])
        rest = rest[rest.index(after: close)...]
      }
      guard rest.first == UInt8(ascii: ":") else { return nil }
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: " ") { rest = rest.dropFirst() }
      length = comment.utf8.count - rest.count
    }
  }

  // MARK: Lines

  /// Takes the lines of one expectation and returns the index of the comment after it.
  private func readLines(
    _ header: Header, from start: Int, into expectation: inout Expectation
  ) -> Int {
    let first = SourceRange(
      lower: expectation.range.lower + Int32(header.length), upper: expectation.range.upper)
    let firstText = file.text(in: first)
    if !firstText.allSatisfy(\.isWhitespace) { expectation.append(firstText, first) }
    var last = start
    var open = depth(of: firstText)
    if open > 0, !closes(open, from: start, firstLower: expectation.range.lower) { open = 0 }
    var blanks: [SourceRange] = []
    var index = start
    while index < comments.count,
      follows(index, firstLower: expectation.range.lower)
    {
      let comment = comments[index]
      let content = text(comment)
      if Header(content) != nil || (CellHeader(content) != nil && open == 0) { break }
      let spaces = content.dropFirst().prefix { $0 == " " }.count
      let isBlank = content.dropFirst().allSatisfy(\.isWhitespace)
      if isBlank, open == 0 {
        blanks.append(SourceRange(lower: comment.upper, upper: comment.upper))
        index += 1
        continue
      }
      guard open > 0 || spaces >= 2 else { break }
      for blank in blanks { expectation.append("", blank) }
      blanks = []
      let body = SourceRange(
        lower: comment.lower + 1 + Int32(min(3, spaces)), upper: comment.upper)
      let bodyText = file.text(in: body)
      expectation.append(bodyText, body)
      expectation.range.upper = comment.upper
      open += depth(of: bodyText)
      if open < 0 { open = 0 }
      index += 1
      last = index
    }
    return last
  }

  /// Whether the comment stands on the line after the one before it, in the column of the first.
  private func follows(_ index: Int, firstLower: Int32) -> Bool {
    guard index > 0 else { return false }
    let comment = comments[index]
    return comment.isWholeLine
      && file.line(at: comment.lower) == file.line(at: comments[index - 1].lower) + 1
      && column(comment) == StatementEnds.column(of: firstLower, in: file)
  }

  private func depth(of text: String) -> Int {
    text.utf8.reduce(0) { depth, byte in
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth + 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth - 1
      default: depth
      }
    }
  }

  /// Whether `open` brackets are closed before the run of comments ends; else a `(` was just text.
  private func closes(_ open: Int, from start: Int, firstLower: Int32) -> Bool {
    var open = open
    var index = start
    while index < comments.count, follows(index, firstLower: firstLower) {
      let content = text(comments[index])
      if Header(content) != nil { return false }
      open += depth(of: content)
      if open <= 0 { return true }
      index += 1
    }
    return false
  }
}

extension Expectation {
  fileprivate mutating func append(_ line: String, _ range: SourceRange) {
    lines.append(line)
    lineRanges.append(range)
  }
}
