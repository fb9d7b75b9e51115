import ArgumentParser
import Diagnostics
import Foundation
import Notebooks
import Records
import Regression
import Results

/// `agrun accept`.
struct AcceptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept",
    abstract: "Writes what the last recorded run printed into the failing `# output:` lines.",
    discussion: """
      Works from the database, without another run, and refuses a script that was edited since. \
      Only failing expectations change; every other byte stays. AGRUN_UPDATE=no, and CI, allow \
      only --dry-run and --patch.
      """)

  @Argument(
    help: "Scripts or folders, a script with an optional :LINE.",
    completion: .file(extensions: ["ag"]))
  var places: [String] = []

  @Flag(help: "Every script whose last recorded run failed.")
  var all = false

  @Flag(name: .shortAndLong, help: "Ask for each change: accept, reject or skip.")
  var interactive = false

  @Flag(name: [.customShort("n"), .long], help: "Show what would change; write nothing.")
  var dryRun = false

  @Option(help: "Write the changes as a patch instead of making them (- is stdout).")
  var patch: String?

  @Option(help: "Make the changes of such a patch.", completion: .file())
  var apply: String?

  @Option(name: .customLong("max-rel"), help: "Leave lines whose number changed by more than this.")
  var maximumRelative: Double?

  @Option(help: "Why, for the log in the database.")
  var reason: String?

  @Flag(help: "Delete expectations whose statement ran and printed nothing, or that follow none.")
  var prune = false

  func validate() throws {
    guard all || apply != nil || !places.isEmpty else {
      throw ValidationError("name scripts, or use --all or --apply PATCH")
    }
    guard !(interactive && (patch != nil || dryRun)) else {
      throw ValidationError(
        "--interactive writes what is accepted; it takes no --patch or --dry-run")
    }
    if apply != nil, !places.isEmpty || all || interactive || patch != nil {
      throw ValidationError("--apply takes its scripts from the patch")
    }
    if let maximumRelative, !(maximumRelative >= 0) {
      throw ValidationError("--max-rel must be at least 0")
    }
  }

  func run() throws {
    if interactive, isatty(0) != 1 {
      StandardError.fail("--interactive needs a terminal; use --dry-run or --patch elsewhere")
      throw ExitCode(ExitStatus.usage.rawValue)
    }
    if !dryRun, patch == nil, let why = UpdatePermission.refusal {
      StandardError.fail("\(why): no script is changed; use --dry-run or --patch FILE")
      throw ExitCode(ExitStatus.usage.rawValue)
    }
    if let apply {
      try PatchApplication(path: apply, isDry: dryRun, reason: reason).run().end()
      return
    }
    var review = AcceptanceReview(isInteractive: interactive)
    var status = ExitStatus.ok
    var patchBytes: [UInt8] = []
    for (path, line) in try targets() {
      do {
        status = status.combined(with: try accept(path, line, &review, &patchBytes))
      } catch let problem as ScriptFile.Problem {
        StandardError.fail(problem.message)
        status = status.combined(with: .usage)
      } catch let error as StoreError {
        StandardError.fail(error.message)
        status = status.combined(with: .notRecorded)
      } catch let refusal as Acceptance.Refusal {
        StandardError.fail("\(path): \(refusal.message)")
        status = status.combined(with: .differs)
      }
      if review.hasQuit { break }
    }
    if let patch { try write(patchBytes, to: patch) }
    try status.end()
  }

  /// `a.ag:12` is line 12 of `a.ag`; a colon in the name itself is no line.
  static func split(_ place: String) -> (path: String, line: Int?) {
    guard let colon = place.lastIndex(of: ":"), let line = Int(place[place.index(after: colon)...])
    else { return (place, nil) }
    return (String(place[..<colon]), line)
  }

  private func targets() throws -> [(path: String, line: Int?)] {
    do {
      var targets = try places.flatMap { place throws(ScriptFile.Problem) in
        let (path, line) = Self.split(place)
        guard line == nil else { return [(path, line)] }
        return try ScriptFile.find([path]).map { ($0, nil as Int?) }
      }
      if all { targets += try failed().map { ($0, nil) } }
      return targets
    } catch let problem as ScriptFile.Problem {
      StandardError.fail(problem.message)
      throw ExitCode(ExitStatus.usage.rawValue)
    }
  }

  private func failed() throws -> [String] {
    let database = try ProjectDatabase.open()
    let names = try database.reporting { store throws(StoreError) in
      try store.lastFailed(withStatus: .fail)
    }
    let folder = FileManager.default.currentDirectoryPath
    let scripts = names.map { name in
      let path = name.hasPrefix("/") ? name : database.location.root + "/" + name
      return path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : path
    }.filter { FileManager.default.fileExists(atPath: $0) }
    if scripts.isEmpty {
      StandardError.fail("no script's last run failed")
      throw ExitCode(ExitStatus.nothingToDo.rawValue)
    }
    return scripts
  }

  private func accept(
    _ path: String, _ line: Int?, _ review: inout AcceptanceReview, _ patchBytes: inout [UInt8]
  ) throws -> ExitStatus {
    let file = try ScriptFile.read(path)
    guard let recorded = try RecordedScript(path) else { return .nothingToDo }
    let report = recorded.report
    let expectations = ScriptExpectations.specs(of: file)
    let judged = report.checks.filter { !$0.ok }
    let comparison = Comparison(
      expectations: expectations, outputs: report.outputs,
      options: Comparison.Options(
        strict: judged.contains { $0.verdict == .format || $0.verdict == .label }))
    let acceptance = try Acceptance(
      source: file.bytes, recorded: report.run.sourceSHA256, expectations: expectations,
      comparison: comparison,
      failing: report.checks.isEmpty ? nil : Set(judged.compactMap(\.expectationLine)),
      lines: line.map { [$0] }, maximumRelative: maximumRelative,
      prunable: prune ? Acceptance.silent(in: report.checks) : [])
    let changes = acceptance.changes.filter { change in
      review.accepts(change, of: path, verb: dryRun || patch != nil ? "would accept" : "accepted")
    }
    for refusal in acceptance.refusals { StandardError.warn("\(path): \(refusal.message)") }
    if acceptance.changes.isEmpty, acceptance.refusals.isEmpty {
      print("\(path): nothing to accept")
    }
    let isComplete = acceptance.refusals.isEmpty && changes.count == acceptance.changes.count
    let status = isComplete ? ExitStatus.ok : .differs
    guard !changes.isEmpty else { return status }
    let source = Acceptance.rewritten(file.bytes, changes)
    if patch != nil {
      patchBytes += UnifiedPatch.text(path: path, before: file.bytes, after: source)
    } else if !dryRun {
      try ScriptRewriting.replace(path, with: source)
      try recorded.store.record(
        changes.map {
          AcceptanceRecord(
            run: report.run.uid, script: report.run.script, line: $0.line, old: $0.old,
            new: $0.new, relativeChange: $0.relativeChange, reason: reason)
        }, at: Recording.now())
    }
    return status
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    if path == "-" {
      FileHandle.standardOutput.write(Data(bytes))
      return
    }
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      StandardError.fail("cannot write \(path)")
      throw ExitCode(ExitStatus.usage.rawValue)
    }
  }
}
