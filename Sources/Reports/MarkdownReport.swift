import Records
import Regression

/// A summary for a pull request: one table, and the failures in fenced blocks.
enum MarkdownReport {
  /// GitHub accepts a megabyte; people read less.
  static let failureLimit = 50

  static func render(_ results: [ScriptResult]) -> String {
    let fine = results.count { $0.isFine }
    var text = "## agrun: \(fine) passed, \(results.count - fine) failed\n\n"
    text += "| script | result | checks | differing | ms |\n|---|---|---:|---:|---:|\n"
    for result in results {
      let word = result.isFine ? "ok" : result.hasError ? result.status.rawValue : "differs"
      text += "| \(cell(result.script)) | \(word) | \(result.compared.count) "
      text += "| \(result.failures.count) | \(Int(result.milliseconds.rounded())) |\n"
    }
    var shown = 0
    var hidden = 0
    for result in results where !result.isFine {
      if result.hasError, let error = result.error {
        text += "\n### \(cell(result.script))\n\n" + fenced(error)
      }
      for check in result.failures {
        if shown < failureLimit {
          text += "\n" + fenced(FailureText(script: result.script, check: check).rendered)
          shown += 1
        } else {
          hidden += 1
        }
      }
    }
    if hidden > 0 { text += "\n\(hidden) further failures are not shown.\n" }
    return text
  }

  private static func cell(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }

  /// A fence longer than any run of backticks inside.
  private static func fenced(_ text: String) -> String {
    var longest = 2
    var run = 0
    for character in text {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    return "\(fence)text\n\(text)\n\(fence)\n"
  }
}
