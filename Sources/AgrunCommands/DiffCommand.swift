import ArgumentParser
import Foundation
import Records
import Regression
import Results

/// `agrun diff`.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Shows what changed from one recorded run to another.",
    discussion: """
      A run is named by the beginning of its uid, latest, latest~1, or baseline:NAME; another \
      database's by FILE.db:RUN. Without --rtol and --atol every digit counts.
      """)

  @Argument(help: "The earlier run.") var before = "latest~1"
  @Argument(help: "The later run.") var after = "latest"
  @Option(help: "Only runs of this script, for latest and baselines.") var script: String?
  @Option(help: "Relative tolerance.") var rtol = 0.0
  @Option(help: "Absolute tolerance.") var atol = 0.0
  @Option(
    name: .customLong("fail-on"),
    help: "Exit 1 where a number changed (num), anything did (any), or time grew (time=1.1).")
  var failOn: [String] = []

  func validate() throws {
    for rule in failOn where rule != "num" && rule != "any" && Self.timeLimit(rule) == nil {
      throw ValidationError("--fail-on takes num, any or time=RATIO, got '\(rule)'")
    }
  }

  func run() throws {
    let earlier: RunReport
    let later: RunReport
    do {
      earlier = try report(before)
      later = try report(after)
    } catch let error as StoreError {
      StandardError.fail(error.message)
      throw ExitCode(ExitStatus.usage.rawValue)
    }
    let difference = RunDifference(before: earlier, after: later, rtol: rtol, atol: atol)
    print(
      DifferenceText(before: earlier.run, after: later.run, difference: difference).rendered,
      terminator: "")
    if failOn.contains(where: { fails($0, difference) }) {
      throw ExitCode(ExitStatus.differs.rawValue)
    }
  }

  private func fails(_ rule: String, _ difference: RunDifference) -> Bool {
    switch rule {
    case "num": difference.changes.contains { $0.kind == .num }
    case "any": !difference.changes.isEmpty
    default: (difference.timeRatio ?? 0) > (Self.timeLimit(rule) ?? .infinity)
    }
  }

  private static func timeLimit(_ rule: String) -> Double? {
    rule.hasPrefix("time=") ? Double(rule.dropFirst(5)) : nil
  }

  private func report(_ selector: String) throws -> RunReport {
    var selector = selector
    var path = ProjectDatabase.current.resultsDatabase
    if let mark = selector.range(of: ".db:", options: .backwards) {
      path = String(selector[..<mark.lowerBound]) + ".db"
      selector = String(selector[mark.upperBound...])
    } else if selector.hasSuffix(".db") {
      path = selector
      selector = "latest"
    }
    guard ResultsStore.exists(at: path) else {
      throw StoreError.cannotOpen(path: path, detail: "no such file")
    }
    let store = try ResultsStore(path: path)
    let name = script.map {
      ProjectDatabase.current.recordedPath(
        of: $0, currentFolder: FileManager.default.currentDirectoryPath)
    }
    return try store.report(of: try store.run(matching: selector, script: name))
  }
}
