import Diagnostics
import Foundation
import Notebooks
import Records
import Regression
import Reports
import Results

/// What testing one script gave, in a form that goes from one process to another.
struct TestResult: Codable, Sendable {
  var script: String
  var status: Int32
  var result: ScriptResult?
  /// Standard error's share: tracebacks and warnings.
  var messages = ""
  /// Failures and notices.
  var text = ""
  /// The line that closes the script's report.
  var summary = ""
  /// Derivatives that `--gradcheck` looked at.
  var derivatives = 0
  /// Set where the run could not be recorded.
  var isUnrecorded = false

  var isFine: Bool { status == ExitStatus.ok.rawValue }
}

/// Runs one script after the other and judges what they print.
struct TestRunner {
  let options: ScriptOptions
  let judging: JudgingOptions
  let recording: Recording

  func test(_ script: String) throws -> TestResult {
    let file: SourceFile
    do {
      file = try ScriptFile.read(script)
    } catch {
      return problem(script, .usage, error.message)
    }
    var expectations: [ExpectationSpec]?
    if let against = judging.against {
      expectations = try reference(against, for: script, file)
      if expectations == nil {
        return problem(
          script, .differs, "\(script): no reference of \(against) for the script as it is now")
      }
    }
    var runOptions = try options.runOptions()
    runOptions.checksDerivatives = judging.gradcheck
    let execution = ScriptExecution.execute(
      script, file, runOptions, recording,
      comparing: Comparison.Options(
        rtol: judging.rtol, atol: judging.atol, strict: judging.strict),
      expectations: expectations, print: { _ in })
    var result = judged(execution, script)
    if judging.count > 1, execution.status == .ok || execution.status == .scriptError {
      try repeatRun(of: execution, file, runOptions, &result)
    }
    result.isUnrecorded = recording.failed
    return result
  }

  private func problem(_ script: String, _ status: ExitStatus, _ message: String) -> TestResult {
    TestResult(
      script: script, status: status.rawValue, messages: "agrun: error: \(message)\n",
      summary: "FAIL \(script) (not run)")
  }

  private func judged(_ execution: ScriptExecution, _ script: String) -> TestResult {
    let report = FailureReport(execution, store: recording.store(for: script))
    let checks = execution.comparison?.checks ?? []
    let failures = checks.count { !$0.ok }
    let derivatives = execution.outcome.derivativeChecks
    var status = execution.status
    if failures > 0 { status = status.combined(with: .differs) }
    var text = report.notices + report.text
    if judging.gradcheck {
      text += DerivativeReport(script: script, checks: derivatives).text
      if derivatives.contains(where: { !$0.agrees }) { status = status.combined(with: .differs) }
    }
    var parts = ["\(checks.count { $0.verdict != .new }) checked"]
    let new = checks.count { $0.verdict == .new }
    if new > 0 { parts.append("\(new) new") }
    if judging.gradcheck { parts.append("\(derivatives.count) derivatives") }
    parts.append("\(Int(execution.outcome.milliseconds.rounded())) ms")
    var reasons: [String] = []
    if failures > 0 { reasons.append("\(failures) of \(checks.count) checks differ") }
    let wrong = derivatives.count { !$0.agrees }
    if wrong > 0 { reasons.append("\(wrong) of \(derivatives.count) derivatives disagree") }
    if reasons.isEmpty { reasons.append(execution.run.error ?? execution.run.status.rawValue) }
    var result = TestResult(
      script: script, status: status.rawValue,
      result: ScriptResult(
        script: execution.path, status: execution.run.status,
        milliseconds: execution.outcome.milliseconds, checks: checks, error: execution.run.error,
        errorLine: execution.errorLine),
      messages: execution.messages, text: text,
      summary: status == .ok
        ? "ok   \(script) (\(parts.joined(separator: ", ")))"
        : "FAIL \(script) (\(reasons.joined(separator: "; ")))")
    result.derivatives = derivatives.count
    return result
  }

  /// Computes the script anew, past every cache, until `--count` is reached or a bit differs.
  private func repeatRun(
    of first: ScriptExecution, _ file: SourceFile, _ runOptions: RunOptions,
    _ result: inout TestResult
  ) throws {
    let plain = Recording(isOn: !options.noRecord, cacheMode: .off)
    for round in 2...judging.count {
      let next = ScriptExecution.execute(
        first.path, file, runOptions, plain, comparing: nil, print: { _ in })
      if Interruption.isRequested { return }
      guard let difference = BitDifference.first(first.outcome, next.outcome) else { continue }
      let status =
        (ExitStatus(rawValue: result.status) ?? .internalError).combined(with: .notReproducible)
      result.status = status.rawValue
      result.text +=
        "\(first.path):\(difference.line): not reproducible: run \(round) of \(judging.count) gave other bits\n"
        + "  \(difference.name)\n  first      \(difference.before)\n  run \(round)      \(difference.after)\n"
      result.summary = "FAIL \(first.path) (not reproducible)"
      return
    }
  }

  /// Expectations of an imported reference in place of the script's own; nil where there is none.
  private func reference(_ engine: String, for script: String, _ file: SourceFile) throws
    -> [ExpectationSpec]?
  {
    try recording.store(for: script)?.reference(
      engine: engine, script: recording.recordedName(of: script),
      source: SHA256.digest(of: file.bytes))?.expectations
  }
}
