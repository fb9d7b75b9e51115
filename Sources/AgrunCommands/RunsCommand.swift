import ArgumentParser
import Foundation
import Records
import Results

/// `agrun runs`.
struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "Lists recorded runs, newest first.")

  @Argument(help: "Only runs of this script.") var script: String?
  @Option(name: .shortAndLong, help: "At most so many.") var limit = 20

  func run() throws {
    let database = try ProjectDatabase.open()
    let folder = FileManager.default.currentDirectoryPath
    let name = script.map { database.location.recordedPath(of: $0, currentFolder: folder) }
    let runs = try database.reporting { store throws(StoreError) in
      try store.runs(script: name, limit: limit)
    }
    if runs.isEmpty {
      print(script.map { "no recorded run of \($0)" } ?? "no recorded runs")
      return
    }
    for run in runs {
      let time = Date(timeIntervalSince1970: Double(run.startedAt) / 1000)
      let milliseconds = run.milliseconds.map { String(format: "%8.1f ms", $0) } ?? "          -"
      let uid = run.uid.description.prefix(13)
      print(
        "\(uid)  \(Timestamp.text(time))  \(run.status.rawValue.padded(to: 11)) \(milliseconds)  \(run.script)"
          + (run.error.map { "  \($0)" } ?? ""))
    }
  }
}

/// Times as listings show them.
enum Timestamp {
  static func text(_ date: Date) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.dateFormat = "yyyy-MM-dd HH:mm:ss"
    return formatter.string(from: date)
  }
}

extension String {
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}

/// The results database of the project around the current folder.
struct ProjectDatabase {
  let location: ProjectLocation
  let store: ResultsStore

  /// Ends the command with a message where there is none or it cannot be read.
  static func open() throws -> ProjectDatabase {
    let location = current
    guard ResultsStore.exists(at: location.resultsDatabase) else {
      StandardError.fail(
        "no results database at \(location.resultsDatabase); run a script first: agrun FILE.ag")
      throw ExitCode(ExitStatus.nothingToDo.rawValue)
    }
    do {
      return ProjectDatabase(
        location: location, store: try ResultsStore(path: location.resultsDatabase))
    } catch {
      StandardError.fail(error.message)
      throw ExitCode(ExitStatus.notRecorded.rawValue)
    }
  }

  static var current: ProjectLocation {
    let folder = FileManager.default.currentDirectoryPath
    return ProjectLocation(
      folder: folder, environment: ProcessInfo.processInfo.environment, currentFolder: folder)
  }

  /// Runs a read and ends the command with its message where it fails.
  func reporting<Result>(_ body: (ResultsStore) throws(StoreError) -> Result) throws -> Result {
    do {
      return try body(store)
    } catch {
      StandardError.fail(error.message)
      throw ExitCode(ExitStatus.usage.rawValue)
    }
  }
}
