import GRDB
import GRDBSQLite

/// How this program opens SQLite files: the lock wait first, then the journal mode, then everything
/// else.
enum Connection {
  /// Seconds a statement waits for another process's lock.
  static let busyTimeout: Double = 30

  /// First library version without the write-ahead-log race of 3.7.0 to 3.51.2, in SQLite's
  /// numbering.
  static let firstSafeWriteAheadLog: Int32 = 3_051_003

  /// Write-ahead log where the loaded library is free of its race, a truncated rollback journal
  /// elsewhere.
  static var journalMode: String {
    sqlite3_libversion_number() >= firstSafeWriteAheadLog ? "WAL" : "TRUNCATE"
  }

  /// Opens for reading and writing, creating the file where it is missing.
  ///
  /// - Parameter durability: what a commit waits for.
  static func writer(path: String, durability: Durability) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(busyTimeout)
    let mode = journalMode
    configuration.prepareDatabase { database in
      try database.execute(
        sql: """
          PRAGMA journal_mode = \(mode);
          PRAGMA synchronous = \(durability.synchronous(journalMode: mode));
          """)
    }
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// Rolls back what a killed process left in its journal.
  static func recover(path: String) throws {
    let queue = try writer(path: path, durability: .powerFailure)
    _ = try queue.unsafeRead { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema") }
    try queue.close()
  }

  /// Opens for reading only; the file must exist and is not changed by anything done through it.
  static func reader(path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(busyTimeout)
    configuration.readonly = true
    return try DatabaseQueue(path: path, configuration: configuration)
  }
}

/// What a committed transaction survives.
package enum Durability: Sendable {
  /// The end of the process by any means; commits do not wait for the disk, which would take
  /// several times as long as a small run (20 ms each where a whole run takes 10). A power failure
  /// in the moments after a commit can damage a file with a rollback journal; one with a
  /// write-ahead log at most loses the last runs.
  case processKill
  /// Power failures as well.
  case powerFailure

  /// SQLite's setting.
  ///
  /// A write-ahead log is consistent at `NORMAL`, which waits only at checkpoints.
  func synchronous(journalMode: String) -> String {
    switch self {
    case .processKill: journalMode == "WAL" ? "NORMAL" : "OFF"
    case .powerFailure: "FULL"
    }
  }
}

/// Facts about the SQLite library in use, for `agrun doctor`.
package enum SQLiteLibrary {
  /// Such as `3.40.1`.
  package static var version: String { String(cString: sqlite3_libversion()) }

  /// Journal mode that this version is given.
  package static var journalMode: String { Connection.journalMode }
}

extension DatabaseQueue {
  /// Runs one `BEGIN IMMEDIATE` transaction; nothing of it remains when `body` throws.
  func immediately<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try writeWithoutTransaction { database in
      var result: Result?
      try database.inTransaction(.immediate) {
        result = try body(database)
        return .commit
      }
      guard let result else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
      return result
    }
  }
}
