import ArgumentParser
import Foundation
import Records
import Notebooks
import Results

/// `agrun doctor`.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Says what agrun found on this machine and in this project.")

  func run() throws {
    let location = ProjectDatabase.current
    print("agrun       \(Version.text), numerics revision \(NumericsRevision.current)")
    print("platform    \(Platform.name), kernels for \(Platform.instructionSet)")
    print("sqlite      \(SQLiteLibrary.version), journal mode \(SQLiteLibrary.journalMode)")
    print("project     \(location.root)")
    var status = ExitStatus.ok
    print("results.db  \(location.resultsDatabase)")
    if ResultsStore.exists(at: location.resultsDatabase) {
      do {
        let store = try ResultsStore(path: location.resultsDatabase)
        let count = try DatabaseQuery(sql: "SELECT count(*) AS n FROM runs").run(
          on: location.resultsDatabase)
        if let cell = count.rows.first?.first, case .integer(let runs) = cell {
          print("            ok, \(runs) runs")
        }
        if let version = store.newerVersion {
          print("            written by a newer agrun (schema \(version)): read-only")
        }
      } catch {
        print("            \(error.message)")
        status = .notRecorded
      }
    } else {
      let folder = writableFolder(above: location.resultsDatabase)
      print("            not there yet" + (folder == nil ? "; its folder cannot be written" : ""))
      if folder == nil { status = .notRecorded }
    }
    print("cache.db    \(location.cacheDatabase)")
    let cache = CacheStore(
      path: location.cacheDatabase, engineRevision: NumericsRevision.current, mode: .readOnly)
    for problem in cache.problems { print("            \(problem.message)") }
    let entries = cache.statistics().groups.reduce(0) { $0 + $1.entries }
    print("            \(entries) entries")
    for name in ["AGRUN_DB", "AGRUN_CACHE", "AGRUN_CACHE_DIR", "AGRUN_ISA", "NO_COLOR"] {
      if let value = ProcessInfo.processInfo.environment[name] { print("\(name)=\(value)") }
    }
    try status.end()
  }

  /// The nearest existing folder above a path, where it can be written.
  private func writableFolder(above path: String) -> String? {
    var folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    while !FileManager.default.fileExists(atPath: folder.path), folder.path != "/" {
      folder = folder.deletingLastPathComponent()
    }
    return FileManager.default.isWritableFile(atPath: folder.path) ? folder.path : nil
  }
}
