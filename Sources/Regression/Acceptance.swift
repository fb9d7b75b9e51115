package import Records

/// Rewrites failing `# output:` blocks with what the run printed.
package struct Acceptance: Sendable {
  /// Why nothing was rewritten, or one block was left.
  package enum Refusal: Error, Hashable, Sendable {
    /// The file is not the one that ran.
    case sourceChanged
    /// Patterns, expected errors and unreadable directives are for people to change.
    case notLiteral(line: Int)
    /// Nothing was printed: the statement may just not have run.
    case nothingPrinted(line: Int)
    case changeTooLarge(line: Int, relative: Double, limit: Double)

    package var message: String {
      switch self {
      case .sourceChanged:
        "the script was edited after its run; run it again, then accept"
      case .notLiteral(let line):
        "line \(line): only literal expectations are rewritten"
      case .nothingPrinted(let line):
        "line \(line): nothing was printed here; the expectation was kept"
      case .changeTooLarge(let line, let relative, let limit):
        "line \(line): a number changed by \(relative.brief), more than --max-rel \(limit.brief)"
      }
    }
  }

  package struct Change: Hashable, Sendable {
    /// Index among the expectations.
    package var expectation: Int
    /// Line of the block's first `#` before the rewrite.
    package var line: Int
    package var old: String
    package var new: String
    package var relativeChange: Double?
    /// Bytes of the source that are replaced, and by what.
    package var range: Range<Int>
    package var bytes: [UInt8]
  }

  /// The whole new source.
  package var source: [UInt8]
  package var changes: [Change]
  package var refusals: [Refusal]

  /// Replaces the text of failing blocks and no other byte: line ends, tabs, indentation and a
  /// missing final line feed stay.
  ///
  /// - Parameters:
  ///   - recorded: digest of the source that ran.
  ///   - failing: lines of the expectations that failed as the run judged them; nil where it judged none.
  ///   - prunable: lines of expectations to delete.
  ///   - lines: only expectations whose block or statement covers one of these lines; nil for all.
  ///   - maximumRelative: leaves blocks in which a number changed by more.
  /// - Throws: `Refusal.sourceChanged`.
  package init(
    source: [UInt8], recorded: Digest, expectations: [ExpectationSpec], comparison: Comparison,
    failing: Set<Int>? = nil, lines: Set<Int>? = nil, maximumRelative: Double? = nil,
    prunable: Set<Int> = []
  ) throws(Refusal) {
    guard SHA256.digest(of: source) == recorded else { throw .sourceChanged }
    changes = []
    refusals = []
    for block in comparison.blocks where !block.ok {
      let expectation = expectations[block.expectation]
      if let lines, !Acceptance.covers(expectation, source, lines) { continue }
      if let failing, !failing.contains(expectation.line) { continue }
      if prunable.contains(expectation.line),
        let range = Acceptance.wholeLines(expectation, source)
      {
        changes.append(
          Change(
            expectation: block.expectation, line: expectation.line,
            old: expectation.lines.joined(separator: "\n"), new: "", relativeChange: nil,
            range: range, bytes: []))
        continue
      }
      guard let accepted = block.accepted else {
        let isSilent = block.checks.allSatisfy { $0.actual.isEmpty }
        refusals.append(
          isSilent ? .nothingPrinted(line: expectation.line) : .notLiteral(line: expectation.line))
        continue
      }
      let relative = block.checks.compactMap { $0.worst?.relative }.max()
      if let maximumRelative, let relative, relative > maximumRelative {
        refusals.append(
          .changeTooLarge(line: expectation.line, relative: relative, limit: maximumRelative))
        continue
      }
      let form = BlockForm(source: source, range: expectation.byteRange)
      changes.append(
        Change(
          expectation: block.expectation, line: expectation.line,
          old: expectation.lines.joined(separator: "\n"), new: accepted.joined(separator: "\n"),
          relativeChange: relative, range: expectation.byteRange, bytes: form.written(accepted)))
    }
    self.source = Acceptance.rewritten(source, changes)
  }

  /// The source with some of the changes.
  package static func rewritten(_ source: [UInt8], _ changes: [Change]) -> [UInt8] {
    var result = source
    // From the end, so that earlier ranges stay true.
    for change in changes.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      result.replaceSubrange(change.range, with: change.bytes)
    }
    return result
  }

  /// Lines of expectations at which nothing can print: the statement ran in silence, or there is none.
  package static func silent(in checks: [CheckRecord]) -> Set<Int> {
    Set(
      checks.filter {
        !$0.ok && $0.actual.isEmpty
          && ($0.verdict == .missing || $0.detail == CheckMessage.unattached.text)
      }.compactMap(\.expectationLine))
  }

  /// The lines of an expectation that shares none with code, line ends included.
  private static func wholeLines(_ expectation: ExpectationSpec, _ source: [UInt8]) -> Range<Int>? {
    let feed = UInt8(ascii: "\n")
    let start = source[..<expectation.byteRange.lowerBound].lastIndex(of: feed).map { $0 + 1 } ?? 0
    let isBlank = source[start..<expectation.byteRange.lowerBound].allSatisfy {
      $0 == 0x20 || $0 == 0x09
    }
    guard isBlank else { return nil }
    let end =
      source[expectation.byteRange.upperBound...].firstIndex(of: feed).map { $0 + 1 }
      ?? source.count
    return start..<end
  }

  /// Whether a chosen line lies in the statement or its expectation.
  private static func covers(
    _ expectation: ExpectationSpec, _ source: [UInt8], _ lines: Set<Int>
  ) -> Bool {
    let feeds = source[expectation.byteRange].count { $0 == UInt8(ascii: "\n") }
    let first = expectation.statement?.lowerBound ?? expectation.line
    return (first...(expectation.line + feeds)).contains(where: lines.contains)
  }
}

/// How one block is laid out: what stands before its texts.
private struct BlockForm {
  /// From the first `#` to the colon.
  private let header: [UInt8]
  /// White space before the first `#`.
  private let indentation: [UInt8]
  /// `#` and padding of further lines.
  private let continuation: [UInt8]
  private let lineEnd: [UInt8]

  init(source: [UInt8], range: Range<Int>) {
    let block = source[range]
    let isReturn = { (index: Int) in
      index > source.startIndex && source[index - 1] == UInt8(ascii: "\r")
    }
    let feed =
      source[range.lowerBound...].firstIndex(of: UInt8(ascii: "\n"))
      ?? source.firstIndex(of: UInt8(ascii: "\n"))
    lineEnd = feed.map(isReturn) == true ? [0x0d, 0x0a] : [0x0a]
    let lineStart =
      source[..<range.lowerBound].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    indentation = Array(source[lineStart..<range.lowerBound])
    // The colon after `output` or after the directive's bracket; a directive may hold colons
    // itself.
    let firstLine = block.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    let bracket = firstLine.firstIndex(of: UInt8(ascii: "["))
    var colon = firstLine.firstIndex(of: UInt8(ascii: ":")) ?? firstLine.endIndex
    if let bracket, bracket < colon,
      let close = firstLine[bracket...].firstIndex(of: UInt8(ascii: "]")),
      let after = firstLine[close...].firstIndex(of: UInt8(ascii: ":"))
    {
      colon = after
    }
    header = Array(block[block.startIndex..<min(colon + 1, firstLine.endIndex)])
    // A second line shows the padding in use; else texts stand under the first one.
    var padding: [UInt8]?
    if let second = block.firstIndex(of: UInt8(ascii: "\n")),
      let hash = block[second...].firstIndex(of: UInt8(ascii: "#"))
    {
      let spaces = block[(hash + 1)...].prefix { $0 == 0x20 || $0 == 0x09 }
      // More than stands before the first text is the text's own padding.
      if spaces.count >= 2 { padding = [UInt8(ascii: "#")] + spaces.prefix(header.count) }
    }
    continuation =
      padding ?? [UInt8(ascii: "#")] + [UInt8](repeating: 0x20, count: header.count)
  }

  func written(_ lines: [String]) -> [UInt8] {
    var bytes = header
    for (index, line) in lines.enumerated() {
      var text = Array(line.utf8)
      while let last = text.last, last == 0x20 || last == 0x09 || last == 0x0d { text.removeLast() }
      if index == 0 {
        bytes += [0x20] + text.drop { $0 == 0x20 }
      } else {
        bytes += lineEnd + indentation + continuation + text
      }
    }
    return bytes
  }
}
