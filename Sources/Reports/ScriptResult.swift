package import Records

/// What `agrun test` knows of one script, for the reports of continuous integration.
package struct ScriptResult: Codable, Sendable {
  /// As the user named it.
  package var script: String
  package var status: RunRecord.Status
  package var milliseconds: Double
  package var checks: [CheckRecord]
  /// Last line of an uncaught error or of a parse error.
  package var error: String?
  /// Line of that error in the script, where it is known.
  package var errorLine: Int?

  package init(
    script: String, status: RunRecord.Status, milliseconds: Double, checks: [CheckRecord],
    error: String? = nil, errorLine: Int? = nil
  ) {
    self.script = script
    self.status = status
    self.milliseconds = milliseconds
    self.checks = checks
    self.error = error
    self.errorLine = errorLine
  }

  package var failures: [CheckRecord] { checks.filter { !$0.ok } }

  /// Whether every expectation agrees and the script ran to its end.
  package var isFine: Bool { failures.isEmpty && (status == .ok || status == .fail) }

  /// Checks that compare something, in the script's order; what is only new is not counted as a
  /// test.
  var compared: [CheckRecord] { checks.filter { $0.verdict != .new || !$0.ok } }
}

/// Formats of `agrun test --report`.
package enum TestReportFormat: String, Sendable, CaseIterable {
  case junit, tap, json, github, md

  package func render(_ results: [ScriptResult]) -> String {
    switch self {
    case .junit: JUnitReport.render(results)
    case .tap: TAPReport.render(results)
    case .json: JSONReport.render(results)
    case .github: GitHubAnnotations.render(results)
    case .md: MarkdownReport.render(results)
    }
  }
}
