import ArgumentParser
import Foundation
import Records
import Results

/// `agrun db`.
struct DatabaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "db", abstract: "Looks after the results database.",
    subcommands: [Info.self, Check.self, Export.self, Merge.self, Prune.self])

  /// `agrun db info`.
  struct Info: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Shows size, versions and row counts.")

    func run() throws {
      let database = try ProjectDatabase.open()
      let information = try database.reporting { (store) throws(StoreError) in
        try store.information()
      }
      print("file      \(information.path)")
      print("bytes     \(information.fileBytes)")
      print("schema    \(information.schemaVersion)")
      print("journal   \(information.journalMode)")
      print("sqlite    \(SQLiteLibrary.version)")
      for table in information.rows { print("\(table.name.padded(to: 17)) \(table.rows)") }
    }
  }

  /// `agrun db check`.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Reads the whole database and says what is wrong with it.")

    func run() throws {
      let database = try ProjectDatabase.open()
      let problems = try database.reporting { (store) throws(StoreError) in try store.check() }
      for problem in problems { print(problem) }
      guard problems.isEmpty else { throw ExitCode(ExitStatus.notRecorded.rawValue) }
      print("ok")
    }
  }

  /// `agrun db export`.
  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Writes a consistent copy, even while runs are being recorded.")

    @Argument(help: "The copy's path; an existing file is refused.", completion: .file())
    var destination: String

    func run() throws {
      let database = try ProjectDatabase.open()
      try database.reporting { (store) throws(StoreError) in try store.export(to: destination) }
      print("wrote \(destination)")
    }
  }

  /// `agrun db merge`.
  struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Adds the runs of other databases, such as those of shards; twice is as once.")

    @Argument(help: "Database files.", completion: .file(extensions: ["db"]))
    var files: [String]

    @Option(help: "How many files there must be; exit 6 while some are missing.")
    var expect: Int?

    func run() throws {
      let path = ProjectDatabase.current.resultsDatabase
      var status = ExitStatus.ok
      do {
        let store = try ResultsStore(path: path, durability: .powerFailure)
        for file in files {
          guard ResultsStore.exists(at: file) else {
            StandardError.fail("cannot open \(file): no such file")
            status = status.combined(with: .usage)
            continue
          }
          print("\(file): \(try store.merge(try ResultsStore(path: file))) runs added")
        }
      } catch {
        StandardError.fail(error.message)
        throw ExitCode(ExitStatus.notRecorded.rawValue)
      }
      if let expect, files.count < expect {
        StandardError.warn("\(expect - files.count) of \(expect) shards are missing")
        status = status.combined(with: .incomplete)
      }
      try status.end()
    }
  }

  /// `agrun db prune`.
  struct Prune: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Deletes old runs, but each script's newest and those a baseline pins.")

    @Option(help: "Only runs older than this many days.") var days = 90
    @Option(help: "How many runs of each script stay in any case.") var keep = 20

    func validate() throws {
      guard days >= 0, keep >= 1 else {
        throw ValidationError("--days must be at least 0 and --keep at least 1")
      }
    }

    func run() throws {
      let database = try ProjectDatabase.open()
      let limit = Recording.now() - Int64(days) * 86_400_000
      let count = try database.reporting { (store) throws(StoreError) in
        try store.prune(before: limit, keeping: keep)
      }
      print("\(count) runs deleted")
    }
  }
}
