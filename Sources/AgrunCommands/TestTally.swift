import ArgumentParser
import Foundation
import Records
import Reports

/// Counts of one `agrun test`.
struct TestTally {
  private(set) var passed = 0
  private(set) var failed = 0
  private var checks = 0
  private var failedChecks = 0
  private var labels = 0
  private var derivatives = 0
  var status = ExitStatus.ok
  private(set) var results: [ScriptResult] = []
  private(set) var isUnrecorded = false

  mutating func add(_ result: TestResult) {
    if result.isFine { passed += 1 } else { failed += 1 }
    derivatives += result.derivatives
    status = status.combined(with: ExitStatus(rawValue: result.status) ?? .internalError)
    isUnrecorded = isUnrecorded || result.isUnrecorded
    guard let record = result.result else {
      results.append(
        ScriptResult(
          script: result.script, status: .error, milliseconds: 0, checks: [],
          error: result.messages.trimmingCharacters(in: .whitespacesAndNewlines)))
      return
    }
    results.append(record)
    checks += record.checks.count { $0.verdict != .new }
    failedChecks += record.checks.count { !$0.ok }
    labels += record.checks.count { $0.verdict == .label }
  }

  mutating func report() {
    print("checks: \(checks), differing: \(failedChecks), labels drifted: \(labels)")
    print("\(passed) passed, \(failed) failed")
    if checks == 0, derivatives == 0, status == .ok {
      StandardError.fail("nothing to compare: no script has `# output:` lines")
      status = .nothingToDo
    }
  }
}

/// One report of a test run and where it goes.
struct ReportFile {
  var format: TestReportFormat
  /// Nil for stdout.
  var path: String?

  /// The reports asked for, and annotations where GitHub runs the tests.
  static func parse(_ texts: [String]) throws -> [ReportFile] {
    var reports = try texts.map { text -> ReportFile in
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard let name = parts.first, let format = TestReportFormat(rawValue: name) else {
        throw ValidationError(
          "--report '\(text)': the formats are \(TestReportFormat.allCases.map(\.rawValue).joined(separator: ", "))"
        )
      }
      guard parts.count == 2 || format == .github else {
        throw ValidationError("--report '\(text)': expected \(format.rawValue)=FILE")
      }
      return ReportFile(format: format, path: parts.count == 2 ? parts[1] : nil)
    }
    let isGitHub = ProcessInfo.processInfo.environment["GITHUB_ACTIONS"] == "true"
    if isGitHub, !reports.contains(where: { $0.format == .github }) {
      reports.append(ReportFile(format: .github, path: nil))
    }
    return reports
  }

  func write(_ results: [ScriptResult], _ status: inout ExitStatus) {
    let text = format.render(results)
    guard let path, path != "-" else {
      print(text, terminator: "")
      return
    }
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      StandardError.fail("cannot write the report \(path)")
      status = status.combined(with: .notRecorded)
    }
  }
}
