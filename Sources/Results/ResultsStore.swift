package import Records
import Foundation
import GRDB

/// The project's results.db: every run with what it printed, evaluated and was expected to print.
///
/// A run takes two write transactions, `startRun` and `finishRun`; a process killed between them
/// leaves a run of status `running`, never half a report. All members may be called from any
/// thread.
package final class ResultsStore: Sendable {
  package let path: String
  /// Set where the file was written by a newer program: reading works, writing throws
  /// `StoreError.newer`.
  package let newerVersion: Int?
  let queue: DatabaseQueue

  /// Opens the database, creating it and its folder or migrating it where needed.
  ///
  /// - Throws: `StoreError.damaged`, `.foreign`, `.cannotOpen`, `.unwritable`; the file is then
  ///   unchanged.
  package init(path: String, durability: Durability = .processKill) throws(StoreError) {
    self.path = path
    do {
      let existed = FileManager.default.fileExists(atPath: path)
      if !existed { try ProjectLocation.makeFolder(forDatabase: path) }
      queue = try Connection.writer(path: path, durability: durability)
      let header = try queue.unsafeRead { try Migration.header($0) }
      guard header.isEmpty || header.applicationID == Schema.applicationID else {
        throw StoreError.foreign(path: path)
      }
      newerVersion = header.version > Schema.version ? header.version : nil
      if header.version < Schema.version {
        try Migration.apply(to: queue, path: path, from: header.version)
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Whether a file at `path` can be opened without being created.
  package static func exists(at path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }

  /// Records that a run has begun, with status `running`.
  package func startRun(_ run: RunRecord) throws(StoreError) {
    try write { database in
      _ = try RunWriter(database: database).insert(run)
    }
  }

  /// Records everything of a finished run in one transaction, whether or not its start was
  /// recorded.
  ///
  /// Linear in the report; about a microsecond an evaluation.
  package func finishRun(_ report: RunReport) throws(StoreError) {
    try write { database in
      let writer = RunWriter(database: database)
      let id = try writer.finish(report.run)
      try writer.insert(report, run: id)
    }
  }

  /// Removes a run whose script turned out not to be recordable, such as one that does not parse.
  package func discardRun(_ uid: RunUID) throws(StoreError) {
    try write { database in
      try database.execute(sql: "DELETE FROM _run WHERE uid = ?", arguments: [uid.description])
    }
  }

  /// One immediate transaction; translates errors and refuses on a newer schema.
  func write<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result {
    if let newerVersion {
      throw .newer(path: path, version: newerVersion, supported: Schema.version)
    }
    do {
      return try queue.immediately(body)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Reads without a transaction of its own; `body` must need one statement or tolerate other
  /// writers.
  func read<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result {
    do {
      return try queue.unsafeRead { try body($0) }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Reads several statements of one state of the database.
  func readSnapshot<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result {
    do {
      return try queue.read(body)
    } catch {
      throw StoreError(error, path: path)
    }
  }
}
