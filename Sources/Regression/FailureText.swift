package import Records

/// What the terminal shows of a failing check.
package struct FailureText: Sendable {
  /// As the user named it, so that the command given can be pasted.
  package var script: String
  package var check: CheckRecord
  /// Verdicts of this expectation in earlier runs, the newest first.
  package var history: [Verdict]

  package init(script: String, check: CheckRecord, history: [Verdict] = []) {
    self.script = script
    self.check = check
    self.history = history
  }

  /// Line to point at: the expectation's, or the statement's where there is none.
  package var line: Int { check.expectationLine ?? check.line }

  /// One line: place, verdict, what is wrong.
  package var summary: String {
    let occurrence = check.occurrence > 1 ? " (occurrence \(check.occurrence))" : ""
    return "\(script):\(line): \(check.verdict.rawValue): \(check.detail)\(occurrence)"
  }

  /// Lines without a final line feed: summary, expected, actual, unrounded value, history, and the
  /// command that accepts it.
  package var rendered: String {
    var lines = [summary]
    if !check.expected.isEmpty { lines += labelled("expected", check.expected) }
    if !check.actual.isEmpty { lines += labelled("actual", check.actual) }
    if let worst = check.worst, !check.ok, check.verdict == .num {
      lines += labelled("unrounded", "\(worst.unrounded) (expected \(worst.expected))")
      lines += labelled(
        "difference",
        "absolute \(worst.absolute.brief), relative \(worst.relative.brief)"
          + (worst.ulps.map { ", \($0.brief) ulp" } ?? "")
          + "; allowed \(worst.allowed.brief) (rtol \(check.rtol.brief), atol \(check.atol.brief))")
    }
    if !history.isEmpty {
      lines += labelled("history", history.map(\.rawValue).joined(separator: " "))
    }
    if isAcceptable { lines += labelled("accept", "agrun accept \(script):\(line)") }
    return lines.joined(separator: "\n")
  }

  private var isAcceptable: Bool {
    switch check.verdict {
    case .num, .text, .shape, .extra, .format, .label: true
    case .missing: !check.actual.isEmpty || check.occurrence > 0
    default: false
    }
  }

  private func labelled(_ label: String, _ text: String) -> [String] {
    let padded = label + String(repeating: " ", count: 11 - label.utf8.count)
    return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
      "  " + ($0.offset == 0 ? padded : String(repeating: " ", count: 11)) + $0.element
    }
  }
}
