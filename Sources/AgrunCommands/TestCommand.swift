import ArgumentParser
import Diagnostics
import Foundation
import Notebooks
import Records
import Regression
import Reports
import Results

/// `agrun test`.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Runs scripts and compares what they print with their references.",
    discussion: """
      The references are the `# output:` lines after a statement. Exit codes: 0 all agree · \
      1 an expectation differs · 3 uncaught error · 4 does not parse · 5 nothing to compare.
      """)

  @Argument(help: "Scripts, or folders of them.", completion: .file(extensions: ["ag"]))
  var paths: [String]

  @OptionGroup var options: ScriptOptions

  @Option(name: [.customShort("k")], help: "Only scripts whose path contains this text.")
  var filter: String?

  @Flag(help: "Stop at the first script that fails.")
  var failFast = false

  @Flag(help: "Only scripts whose last recorded run failed.")
  var lastFailed = false

  @Flag(help: "Labels that drifted, other spellings and prints without a reference fail too.")
  var strict = false

  @Option(help: "Relative tolerance (default: 1e-9 for float64, 1e-6 for float32).")
  var rtol: Double?

  @Option(help: "Absolute tolerance (default: 1e-12).")
  var atol: Double?

  @Option(
    help: ArgumentHelp(
      "Also write a report: junit=FILE, tap=FILE, json=FILE, md=FILE, or github (repeatable).",
      valueName: "format=file"))
  var report: [String] = []

  @Option(help: "Compare with an imported engine's reference (agrun reference import).")
  var against: String?

  @Option(
    help: "diff shows every failing line, summary one line a script, minimal only the counts.")
  var output: OutputStyle = .diff

  enum OutputStyle: String, ExpressibleByArgument, CaseIterable { case diff, summary, minimal }

  func run() throws {
    var scripts: [String]
    do {
      scripts = try ScriptFile.find(paths)
    } catch {
      StandardError.fail(error.message)
      throw ExitCode(ExitStatus.usage.rawValue)
    }
    if let filter { scripts = scripts.filter { $0.contains(filter) } }
    let recording = try options.recording()
    if lastFailed { scripts = try scripts.filter { try hasFailed($0, recording) } }
    guard !scripts.isEmpty else {
      StandardError.fail("no script selected")
      throw ExitCode(ExitStatus.nothingToDo.rawValue)
    }
    let reports = try self.reports()
    var tally = Tally()
    for script in scripts {
      try test(script, recording, &tally)
      if Interruption.isRequested || (failFast && tally.failed > 0) { break }
    }
    for report in reports { report.write(tally.results, &tally.status) }
    tally.report(scripts: scripts.count)
    if recording.failed, options.requireDB {
      tally.status = tally.status.combined(with: .notRecorded)
    }
    try tally.status.end()
  }

  /// The reports asked for, and annotations where GitHub runs the tests.
  private func reports() throws -> [ReportFile] {
    var reports = try report.map { text -> ReportFile in
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard let format = TestReportFormat(rawValue: parts[0]) else {
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

  /// Expectations of an imported reference in place of the script's own; nil where there is none.
  private func reference(for script: String, _ file: SourceFile, _ recording: Recording) throws
    -> [ExpectationSpec]?
  {
    guard let against else { return nil }
    let name = recording.location(of: script).recordedPath(
      of: script, currentFolder: FileManager.default.currentDirectoryPath)
    return try recording.store(for: script)?.reference(
      engine: against, script: name, source: SHA256.digest(of: file.bytes))?.expectations
  }

  private func hasFailed(_ script: String, _ recording: Recording) throws -> Bool {
    guard let store = recording.store(for: script) else { return false }
    let name = recording.location(of: script).recordedPath(
      of: script, currentFolder: FileManager.default.currentDirectoryPath)
    return try store.lastFailed().contains(name)
  }

  private func test(_ script: String, _ recording: Recording, _ tally: inout Tally) throws {
    let file: SourceFile
    do {
      file = try ScriptFile.read(script)
    } catch {
      StandardError.fail(error.message)
      tally.status = tally.status.combined(with: .usage)
      tally.failed += 1
      return
    }
    let reference = try self.reference(for: script, file, recording)
    if let against, reference == nil {
      StandardError.fail("\(script): no reference of \(against) for the script as it is now")
      tally.status = tally.status.combined(with: .differs)
      tally.failed += 1
      return
    }
    let execution = ScriptExecution.execute(
      script, file, try options.runOptions(), recording,
      comparing: Comparison.Options(rtol: rtol, atol: atol, strict: strict),
      expectations: reference, print: { _ in })
    let report = FailureReport(execution, store: recording.store(for: script))
    let checks = execution.comparison?.checks ?? []
    let failures = checks.filter { !$0.ok }.count
    let isFine = execution.status == .ok && failures == 0
    tally.add(execution, isFine: isFine)
    tally.status = tally.status.combined(with: execution.status)
    if failures > 0 { tally.status = tally.status.combined(with: .differs) }
    guard output != .minimal else { return }
    if output == .diff {
      StandardError.write(execution.messages)
      print(report.notices + report.text, terminator: "")
    }
    if isFine {
      let compared = checks.filter { $0.verdict != .new }.count
      let new = checks.filter { $0.verdict == .new }.count
      print(
        "ok   \(script) (\(compared) checked" + (new > 0 ? ", \(new) new" : "")
          + ", \(Int(execution.outcome.milliseconds.rounded())) ms)")
    } else {
      let reason =
        failures > 0
        ? "\(failures) of \(checks.count) checks differ"
        : (execution.run.error ?? execution.run.status.rawValue)
      print("FAIL \(script) (\(reason))")
    }
  }
}

/// Counts of one `agrun test`.
private struct Tally {
  var passed = 0
  var failed = 0
  var checks = 0
  var failedChecks = 0
  var labels = 0
  var status = ExitStatus.ok
  var results: [ScriptResult] = []

  mutating func add(_ execution: ScriptExecution, isFine: Bool) {
    let checks = execution.comparison?.checks ?? []
    results.append(
      ScriptResult(
        script: execution.path, status: execution.run.status,
        milliseconds: execution.outcome.milliseconds, checks: checks, error: execution.run.error,
        errorLine: execution.errorLine))
    if isFine { passed += 1 } else { failed += 1 }
    self.checks += checks.filter { $0.verdict != .new }.count
    failedChecks += checks.filter { !$0.ok }.count
    labels += checks.filter { $0.verdict == .label }.count
  }

  mutating func report(scripts: Int) {
    print("checks: \(checks), differing: \(failedChecks), labels drifted: \(labels)")
    print("\(passed) passed, \(failed) failed")
    if checks == 0, status == .ok {
      StandardError.fail("nothing to compare: no script has `# output:` lines")
      status = .nothingToDo
    }
  }
}

/// One report of a test run and where it goes.
private struct ReportFile {
  var format: TestReportFormat
  /// Nil for stdout.
  var path: String?

  func write(_ results: [ScriptResult], _ status: inout ExitStatus) {
    let text = format.render(results)
    guard let path else {
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
