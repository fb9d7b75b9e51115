import Records
import Regression

/// Workflow commands that make GitHub mark lines of a change.
enum GitHubAnnotations {
  /// GitHub shows ten of each kind a step and drops the rest without a word.
  static let limit = 10

  static func render(_ results: [ScriptResult]) -> String {
    var errors: [(rank: Double, summary: String, text: String)] = []
    var notices: [String] = []
    for result in results {
      if result.hasError {
        errors.append(
          (
            .infinity, "\(result.script): \(result.error ?? result.status.rawValue)",
            command(
              "error", result.script, result.errorLine ?? 1, "agrun: \(result.status.rawValue)",
              result.error ?? result.status.rawValue)
          ))
      }
      for check in result.checks {
        let line = check.expectationLine ?? check.line
        if !check.ok {
          let text = FailureText(script: result.script, check: check)
          errors.append(
            (
              rank(check), text.summary,
              command(
                "error", result.script, line, "agrun: \(check.verdict.rawValue)", text.rendered)
            ))
        } else if check.verdict == .label {
          notices.append(
            command(
              "notice", result.script, line, "agrun: label",
              "the words differ, the numbers agree\nexpected \(check.expected)\nactual \(check.actual)"
            ))
        }
      }
    }
    // Stable: equal ranks keep the order of scripts and lines.
    let ordered = errors.enumerated().sorted {
      ($1.element.rank, $0.offset) < ($0.element.rank, $1.offset)
    }
    var text = ordered.prefix(limit).map { $0.element.text + "\n" }.joined()
    text += notices.prefix(limit).map { $0 + "\n" }.joined()
    let hidden = max(0, errors.count - limit)
    if hidden > 0 {
      text += "::group::\(hidden) further failures\n"
      text += ordered.dropFirst(limit).map { $0.element.summary + "\n" }.joined()
      text += "::endgroup::\n"
    }
    return text
  }

  /// Worst first: numbers by how far they are beyond what was allowed, other failures before them.
  private static func rank(_ check: CheckRecord) -> Double {
    guard check.verdict == .num, let worst = check.worst else { return .greatestFiniteMagnitude }
    let rank = worst.absolute / worst.allowed
    return rank.isNaN ? .greatestFiniteMagnitude : rank
  }

  private static func command(
    _ kind: String, _ file: String, _ line: Int, _ title: String, _ message: String
  ) -> String {
    "::\(kind) file=\(property(file)),line=\(line),title=\(property(title))::\(data(message))"
  }

  private static func data(_ text: String) -> String {
    replaced(text, ["%": "%25", "\r": "%0D", "\n": "%0A"])
  }

  private static func property(_ text: String) -> String {
    replaced(text, ["%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"])
  }

  private static func replaced(_ text: String, _ table: [Unicode.Scalar: String]) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if let replacement = table[scalar] {
        result += replacement
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
