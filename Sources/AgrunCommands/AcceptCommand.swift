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
      Only failing expectations change; every other byte stays.
      """)

  @Argument(help: "Scripts, each with an optional :LINE.", completion: .file(extensions: ["ag"]))
  var places: [String]

  @Flag(help: "Show what would change; write nothing.")
  var dryRun = false

  @Option(name: .customLong("max-rel"), help: "Leave lines whose number changed by more than this.")
  var maximumRelative: Double?

  @Option(help: "Why, for the log in the database.")
  var reason: String?

  func run() throws {
    var status = ExitStatus.ok
    for place in places {
      let (path, line) = Self.split(place)
      do {
        status = status.combined(with: try accept(path, line))
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
    }
    try status.end()
  }

  /// `a.ag:12` is line 12 of `a.ag`; a colon in the name itself is no line.
  static func split(_ place: String) -> (path: String, line: Int?) {
    guard let colon = place.lastIndex(of: ":"), let line = Int(place[place.index(after: colon)...])
    else { return (place, nil) }
    return (String(place[..<colon]), line)
  }

  private func accept(_ path: String, _ line: Int?) throws -> ExitStatus {
    let file = try ScriptFile.read(path)
    let folder = FileManager.default.currentDirectoryPath
    let location = ProjectLocation(
      script: path, environment: ProcessInfo.processInfo.environment, currentFolder: folder)
    guard ResultsStore.exists(at: location.resultsDatabase) else {
      StandardError.fail("\(path): no recorded run; run it first: agrun test \(path)")
      return .nothingToDo
    }
    let store = try ResultsStore(path: location.resultsDatabase)
    let name = location.recordedPath(of: path, currentFolder: folder)
    guard let uid = try store.lastRun(ofScript: name) else {
      StandardError.fail("\(path): no recorded run; run it first: agrun test \(path)")
      return .nothingToDo
    }
    let report = try store.report(of: uid)
    let expectations = ScriptExpectations.specs(of: file)
    let comparison = Comparison(expectations: expectations, outputs: report.outputs)
    let acceptance = try Acceptance(
      source: file.bytes, recorded: report.run.sourceSHA256, expectations: expectations,
      comparison: comparison, lines: line.map { [$0] }, maximumRelative: maximumRelative)
    for change in acceptance.changes {
      print("\(path):\(change.line): \(dryRun ? "would accept" : "accepted")")
      change.old.split(separator: "\n").forEach { print("  - \($0)") }
      change.new.split(separator: "\n").forEach { print("  + \($0)") }
    }
    for refusal in acceptance.refusals { StandardError.warn("\(path): \(refusal.message)") }
    if acceptance.changes.isEmpty, acceptance.refusals.isEmpty {
      print("\(path): nothing to accept")
    }
    if !dryRun, !acceptance.changes.isEmpty {
      // Atomic, so that a full disk leaves the script as it was.
      try Data(acceptance.source).write(to: URL(fileURLWithPath: path), options: .atomic)
      try store.record(
        acceptance.changes.map {
          AcceptanceRecord(
            run: uid, script: name, line: $0.line, old: $0.old, new: $0.new,
            relativeChange: $0.relativeChange, reason: reason)
        }, at: Recording.now())
    }
    return acceptance.refusals.isEmpty ? .ok : .differs
  }
}
