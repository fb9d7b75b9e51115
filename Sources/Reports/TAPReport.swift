import Records
import Regression

/// The Test Anything Protocol, version 13: a test a script, diagnostics below.
enum TAPReport {
  static func render(_ results: [ScriptResult]) -> String {
    var text = "TAP version 13\n1..\(results.count)\n"
    for (index, result) in results.enumerated() {
      // `#` would begin a directive such as SKIP.
      let name = result.script.split(separator: "#", omittingEmptySubsequences: false)
        .joined(separator: "\\#")
      text += "\(result.isFine ? "ok" : "not ok") \(index + 1) - \(name)\n"
      if result.hasError { text += comment(result.error ?? result.status.rawValue) }
      for check in result.failures {
        text += comment(FailureText(script: result.script, check: check).rendered)
      }
    }
    return text
  }

  private static func comment(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "# \($0)\n" }.joined()
  }
}
