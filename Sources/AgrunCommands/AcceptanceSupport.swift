import Diagnostics
import Foundation
import Records
import Regression
import Results

/// Whether scripts may be rewritten: `AGRUN_UPDATE`, which continuous integration forces to `no`.
enum UpdatePermission {
  /// Why not; nil where they may.
  static var refusal: String? {
    let environment = ProcessInfo.processInfo.environment
    if let text = environment["CI"], !["", "0", "false", "no"].contains(text.lowercased()) {
      return "CI is set"
    }
    if environment["AGRUN_UPDATE"]?.lowercased() == "no" { return "AGRUN_UPDATE is no" }
    return nil
  }
}

/// A script's newest recorded run.
struct RecordedScript {
  let store: ResultsStore
  let report: RunReport

  /// Nil, with a message, where there is none.
  init?(_ path: String) throws {
    let folder = FileManager.default.currentDirectoryPath
    let location = ProjectLocation(
      script: path, environment: ProcessInfo.processInfo.environment, currentFolder: folder)
    let missing = "\(path): no recorded run; run it first: agrun test \(path)"
    guard ResultsStore.exists(at: location.resultsDatabase) else {
      StandardError.fail(missing)
      return nil
    }
    store = try ResultsStore(path: location.resultsDatabase)
    let name = location.recordedPath(of: path, currentFolder: folder)
    guard let uid = try store.lastRun(ofScript: name) else {
      StandardError.fail(missing)
      return nil
    }
    report = try store.report(of: uid)
  }
}

/// Writes a script back: by renaming, so that a full disk leaves it as it was, with its permissions.
enum ScriptRewriting {
  static func replace(_ path: String, with bytes: [UInt8]) throws(ScriptFile.Problem) {
    // A link's target is rewritten, not the link.
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    let attributes = try? FileManager.default.attributesOfItem(atPath: target.path)
    do {
      try Data(bytes).write(to: target, options: .atomic)
    } catch {
      throw ScriptFile.Problem(message: "cannot write \(path); it is as it was")
    }
    if let mode = attributes?[.posixPermissions] {
      try? FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: target.path)
    }
  }
}

/// Shows changes and asks about each where a person wants to be asked.
struct AcceptanceReview {
  let isInteractive: Bool
  private(set) var hasQuit = false

  init(isInteractive: Bool) { self.isInteractive = isInteractive }

  mutating func accepts(_ change: Acceptance.Change, of path: String, verb: String) -> Bool {
    guard !hasQuit else { return false }
    print("\(path):\(change.line):" + (isInteractive ? "" : " \(verb)"))
    change.old.split(separator: "\n").forEach { print("  - \($0)") }
    change.new.split(separator: "\n").forEach { print("  + \($0)") }
    if let relative = change.relativeChange { print("  relative change \(relative)") }
    guard isInteractive else { return true }
    while true {
      print("[a]ccept, [r]eject, [s]kip, [q]uit? ", terminator: "")
      fflush(nil)
      guard let answer = readLine()?.lowercased().first else {
        hasQuit = true
        return false
      }
      switch answer {
      case "a", "y": return true
      case "r", "s", "n": return false
      case "q":
        hasQuit = true
        return false
      default: continue
      }
    }
  }
}

/// `agrun accept --apply`.
struct PatchApplication {
  let path: String
  let isDry: Bool
  let reason: String?

  func run() throws -> ExitStatus {
    guard let data = FileManager.default.contents(atPath: path) else {
      StandardError.fail("cannot read \(path)")
      return .usage
    }
    let files: [UnifiedPatch.File]
    do {
      files = try UnifiedPatch(parsing: [UInt8](data)).files
    } catch {
      StandardError.fail("\(path): \(error.message)")
      return .usage
    }
    // All or nothing: every file is checked before the first is written.
    var results: [(path: String, hunks: [UnifiedPatch.Hunk], bytes: [UInt8])] = []
    for file in files {
      do {
        let source = try ScriptFile.read(file.path)
        results.append(
          (file.path, file.hunks, try UnifiedPatch.applying(file, to: source.bytes)))
      } catch let problem as ScriptFile.Problem {
        StandardError.fail(problem.message)
        return .usage
      } catch let problem as UnifiedPatch.Problem {
        StandardError.fail("\(file.path): \(problem.message)")
        return .differs
      }
    }
    for result in results {
      print("\(result.path): \(isDry ? "would apply" : "applied") \(result.hunks.count) changes")
      guard !isDry else { continue }
      do {
        try ScriptRewriting.replace(result.path, with: result.bytes)
      } catch {
        StandardError.fail(error.message)
        return .usage
      }
      try log(result.path, result.hunks)
    }
    return .ok
  }

  private func log(_ path: String, _ hunks: [UnifiedPatch.Hunk]) throws {
    guard let recorded = try RecordedScript(path) else { return }
    func text(_ lines: [[UInt8]], besides others: [[UInt8]]) -> String {
      lines.filter { !others.contains($0) }.map { String(decoding: $0, as: UTF8.self) }.joined()
    }
    try recorded.store.record(
      hunks.map {
        AcceptanceRecord(
          run: recorded.report.run.uid, script: recorded.report.run.script, line: $0.start + 1,
          old: text($0.old, besides: $0.new), new: text($0.new, besides: $0.old),
          relativeChange: nil, reason: reason)
      }, at: Recording.now())
  }
}
