import ArgumentParser
import Foundation
import Records
import Reports
import Results

/// `agrun test`.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Runs scripts and compares what they print with their references.",
    discussion: """
      The references are the `# output:` lines after a statement. Exit codes: 0 all agree · \
      1 an expectation differs · 2 bad command line · 3 uncaught error · 4 does not parse · \
      5 nothing selected or nothing to compare · 7 not reproducible (--count) · 8 not recorded \
      (--require-db) · 124 timeout · 130 interrupted.
      """)

  @Argument(
    help: "Scripts, or folders of them (default: the current folder).",
    completion: .file(extensions: ["ag"]))
  var paths: [String] = []

  @OptionGroup var options: ScriptOptions
  @OptionGroup var judging: JudgingOptions

  @Option(name: [.customShort("k")], help: "Only scripts whose path contains this text.")
  var filter: String?

  @Option(name: [.customShort("j"), .customLong("jobs")], help: "Scripts that run at once.")
  var jobs = 1

  @Option(
    help: ArgumentHelp(
      "Only this part of the scripts, cut into n parts of like duration as recorded.",
      valueName: "i/n"))
  var shard: String?

  @Flag(help: "Stop at the first script that fails.")
  var failFast = false

  @Flag(help: "Only scripts whose last recorded run failed.")
  var lastFailed = false

  @Option(
    help: ArgumentHelp(
      "Also write a report: junit=FILE, tap=FILE, json=FILE, md=FILE, or github (repeatable).",
      valueName: "format=file"))
  var report: [String] = []

  @Option(
    help: "diff shows every failing line, summary one line a script, minimal only the counts.")
  var output: OutputStyle = .diff

  @Flag(help: .hidden) var worker = false

  enum OutputStyle: String, ExpressibleByArgument, CaseIterable { case diff, summary, minimal }

  func validate() throws {
    guard jobs >= 1 else { throw ValidationError("-j must be at least 1") }
    try judging.check()
    _ = try shard.map { try ShardSelection(parsing: $0) }
  }

  func run() throws {
    let recording = try options.recording()
    let runner = TestRunner(options: options, judging: judging, recording: recording)
    if worker { return TestWorker.serve(runner) }
    let scripts = try selected(recording)
    guard !scripts.isEmpty else {
      StandardError.fail("no script selected")
      throw ExitCode(ExitStatus.nothingToDo.rawValue)
    }
    let reports = try ReportFile.parse(report)
    var tally = TestTally()
    let progress = TestProgress(total: scripts.count)
    try results(of: scripts, runner, progress) { result in
      progress.clear()
      tally.add(result)
      show(result)
      progress.advance(failing: tally.failed)
      return !(failFast && tally.failed > 0)
    }
    progress.clear()
    for report in reports { report.write(tally.results, &tally.status) }
    tally.report()
    if Interruption.isRequested { tally.status = tally.status.combined(with: .interrupted) }
    if recording.failed || tally.isUnrecorded, options.requireDB {
      tally.status = tally.status.combined(with: .notRecorded)
    }
    try tally.status.end()
  }

  /// Hands the results over in the order of the scripts, until `take` returns false.
  private func results(
    of scripts: [String], _ runner: TestRunner, _ progress: TestProgress,
    _ take: (TestResult) -> Bool
  ) throws {
    if jobs > 1, scripts.count > 1 {
      TestPool(scripts, jobs: min(jobs, scripts.count)).run(take)
      return
    }
    for script in scripts {
      progress.begin(script)
      guard take(try runner.test(script)), !Interruption.isRequested else { return }
    }
  }

  private func selected(_ recording: Recording) throws -> [String] {
    var scripts: [String]
    do {
      scripts = try ScriptFile.find(paths.isEmpty ? ["."] : paths)
    } catch {
      StandardError.fail(error.message)
      throw ExitCode(ExitStatus.usage.rawValue)
    }
    if let filter { scripts = scripts.filter { $0.contains(filter) } }
    if lastFailed {
      scripts = scripts.filter { script in
        guard let store = recording.store(for: script) else { return false }
        return ((try? store.lastFailed()) ?? []).contains(recording.recordedName(of: script))
      }
    }
    if let shard {
      scripts = try ShardSelection(parsing: shard).part(of: scripts) { script in
        recording.store(for: script).flatMap { store in
          try? store.duration(
            ofScript: recording.recordedName(of: script),
            besidesCommit: recording.commit(of: script))
        }
      }
    }
    return scripts
  }

  private func show(_ result: TestResult) {
    guard output != .minimal else { return }
    if output == .diff {
      StandardError.write(result.messages)
      print(result.text, terminator: "")
    }
    print(result.summary)
    fflush(nil)
  }
}

/// What a script's output is held against, and how closely.
struct JudgingOptions: ParsableArguments {
  @Flag(help: "Labels that drifted, other spellings and prints without a reference fail too.")
  var strict = false

  @Option(help: "Relative tolerance (default: 1e-9 for float64, 1e-6 for float32).")
  var rtol: Double?

  @Option(help: "Absolute tolerance (default: 1e-12).")
  var atol: Double?

  @Option(help: "Compare with an imported engine's reference (agrun reference import).")
  var against: String?

  @Option(help: "Run each script so often and compare the bits; exit 7 where they differ.")
  var count = 1

  @Flag(
    help: "Check every derivative against a second derivation; exit 1 where they disagree.")
  var gradcheck = false

  func check() throws {
    guard count >= 1 else { throw ValidationError("--count must be at least 1") }
    guard (rtol ?? 0) >= 0, (atol ?? 0) >= 0 else {
      throw ValidationError("--rtol and --atol must be at least 0")
    }
  }
}
