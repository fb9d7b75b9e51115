import ArgumentParser
import Records
import Results

/// `agrun baseline`.
struct BaselineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline",
    abstract: "Pins runs under names, for comparisons and against pruning.",
    subcommands: [Pin.self, List.self, Remove.self])

  /// `agrun baseline set`.
  struct Pin: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "set", abstract: "Pins a run; one a script under each name.")

    @Argument(help: "The name.") var name: String
    @Argument(help: "The beginning of a run's uid, or latest.") var selector = "latest"

    func run() throws {
      let database = try ProjectDatabase.open()
      let uid = try database.reporting { (store) throws(StoreError) in
        let uid = try store.run(matching: selector)
        try store.setBaseline(name, to: uid, at: Recording.now())
        return uid
      }
      print("\(name): \(uid)")
    }
  }

  /// `agrun baseline list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists pinned runs.")

    func run() throws {
      let database = try ProjectDatabase.open()
      let baselines = try database.reporting { (store) throws(StoreError) in
        try store.baselines()
      }
      for baseline in baselines { print("\(baseline.name)  \(baseline.run)  \(baseline.script)") }
    }
  }

  /// `agrun baseline rm`.
  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rm", abstract: "Releases the runs pinned under a name.")

    @Argument(help: "The name.") var name: String

    func run() throws {
      let database = try ProjectDatabase.open()
      let count = try database.reporting { (store) throws(StoreError) in
        try store.removeBaseline(name)
      }
      guard count > 0 else {
        StandardError.fail("nothing is pinned under '\(name)'")
        throw ExitCode(ExitStatus.nothingToDo.rawValue)
      }
      print("\(count) released")
    }
  }
}
