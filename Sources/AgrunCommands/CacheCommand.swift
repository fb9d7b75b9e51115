import ArgumentParser
import Foundation
import Notebooks
import Records
import Results

/// `agrun cache`.
struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache", abstract: "Looks after the cache of values that can be computed again.",
    subcommands: [Statistics.self, Verify.self, Collect.self, Clear.self, Explain.self])

  /// The cache that runs of this folder use.
  private static func open() -> CacheStore {
    CacheStore(
      path: ProjectDatabase.current.cacheDatabase, engineRevision: NumericsRevision.current)
  }

  private static func report(_ cache: CacheStore) {
    for problem in cache.problems { StandardError.warn(problem.message) }
  }

  /// `agrun cache stats`.
  struct Statistics: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "stats", abstract: "Shows how many entries there are and what they save.")

    func run() throws {
      let cache = CacheCommand.open()
      let statistics = cache.statistics()
      print("file   \(cache.path), \(statistics.fileBytes) bytes")
      for group in statistics.groups {
        let seconds = String(format: "%.3f", Double(group.cost) / 1e9)
        print(
          "\(group.kind.rawValue.padded(to: 6)) \(group.entries) entries, "
            + "\(group.payloadBytes) bytes, \(seconds) s to compute")
      }
      CacheCommand.report(cache)
    }
  }

  /// `agrun cache verify`.
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Checks every entry's checksum and deletes damaged ones.")

    func run() throws {
      let cache = CacheCommand.open()
      let count = cache.verifyChecksums()
      CacheCommand.report(cache)
      print(count == 0 ? "all entries are sound" : "\(count) damaged entries deleted")
    }
  }

  /// `agrun cache gc`.
  struct Collect: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "gc", abstract: "Deletes what was not used for long, then down to a size.")

    @Option(help: "Days since the last use.") var days = 30
    @Option(name: .customLong("max-mb"), help: "Megabytes of payloads that may stay.")
    var megabytes = 1_000

    func validate() throws {
      guard days >= 0, megabytes >= 0 else {
        throw ValidationError("--days and --max-mb must be at least 0")
      }
    }

    func run() throws {
      let cache = CacheCommand.open()
      let count = cache.collect(
        maximumBytes: megabytes * 1_000_000, maximumAge: Int64(days) * 86_400_000,
        at: Recording.now(), force: true)
      CacheCommand.report(cache)
      print("\(count) entries deleted")
    }
  }

  /// `agrun cache clear`.
  struct Clear: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Deletes every entry.")

    func run() throws {
      let cache = CacheCommand.open()
      let count = cache.clear()
      CacheCommand.report(cache)
      print("\(count) entries deleted")
    }
  }

  /// `agrun cache explain`.
  struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Shows what an entry's key was made of.")

    @Argument(help: "The entry's key, 64 hexadecimal digits (see the view cache_entries).")
    var key: String

    func run() throws {
      guard let digest = Digest(hex: key) else {
        StandardError.fail("'\(key)' is no key: expected 64 hexadecimal digits")
        throw ExitCode(ExitStatus.usage.rawValue)
      }
      let cache = CacheCommand.open()
      let material = cache.material(for: digest)
      CacheCommand.report(cache)
      guard let material else {
        StandardError.fail("no entry has this key")
        throw ExitCode(ExitStatus.nothingToDo.rawValue)
      }
      print(material)
    }
  }
}
