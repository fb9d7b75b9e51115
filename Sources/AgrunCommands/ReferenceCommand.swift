import ArgumentParser
import Foundation
import Records
import Results

/// `agrun reference`.
struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference",
    abstract: "Keeps what other engines print, for `agrun test --against ENGINE`.",
    subcommands: [Import.self, List.self])

  /// `agrun reference import`.
  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Stores a reference that scripts/oracle --json wrote.",
      discussion: "It holds for the script as it is now: an edited script needs a new reference.")

    @Argument(help: "The JSON file.", completion: .file(extensions: ["json"])) var file: String
    @Argument(help: "The script it belongs to.", completion: .file(extensions: ["ag"]))
    var script: String
    @Option(help: "The engine's name (default: the one in the file).") var engine: String?

    func run() throws {
      let source = try read(script)
      var reference: ReferenceRecord
      do {
        reference = try JSONDecoder().decode(ReferenceRecord.self, from: Data(try read(file)))
      } catch is DecodingError {
        StandardError.fail("\(file) is no reference: expected what scripts/oracle --json writes")
        throw ExitCode(ExitStatus.usage.rawValue)
      }
      if let engine { reference.engine = engine }
      let folder = FileManager.default.currentDirectoryPath
      let location = ProjectLocation(
        script: script, environment: ProcessInfo.processInfo.environment, currentFolder: folder)
      let name = location.recordedPath(of: script, currentFolder: folder)
      do {
        let store = try ResultsStore(
          path: location.resultsDatabase, durability: .powerFailure)
        try store.importReference(
          reference, script: name, source: SHA256.digest(of: source), at: Recording.now())
      } catch {
        StandardError.fail(error.message)
        throw ExitCode(ExitStatus.notRecorded.rawValue)
      }
      print("\(name): \(reference.outputs.count) outputs of \(reference.engine)")
    }

    private func read(_ path: String) throws -> [UInt8] {
      guard let data = FileManager.default.contents(atPath: path) else {
        StandardError.fail("cannot read \(path)")
        throw ExitCode(ExitStatus.usage.rawValue)
      }
      return [UInt8](data)
    }
  }

  /// `agrun reference list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists stored references.")

    func run() throws {
      let database = try ProjectDatabase.open()
      let references = try database.reporting { (store) throws(StoreError) in
        try store.references()
      }
      for reference in references {
        print(
          "\(reference.engine)  \(reference.script)  source \(reference.source.hex.prefix(12))  "
            + "\(reference.outputs) outputs")
      }
    }
  }
}
