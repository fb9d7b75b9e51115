import GRDB
import GRDBSQLite

/// How this program opens SQLite files: the lock wait first, then the journal mode, then everything else.
enum Connection {
  /// Seconds a statement waits for another process's lock.
  static let busyTimeout: Double = 30

  /// First library version without the write-ahead-log race of 3.7.0 to 3.51.2, in SQLite's numbering.
  static let firstSafeWriteAheadLog: Int32 = 3_051_003

  /// Write-ahead log where the loaded library is free of its race, a truncated rollback journal elsewhere.
  static var journalMode: String {
    sqlite3_libversion_number() >= firstSafeWriteAheadLog ? "WAL" : "TRUNCATE"
  }

  /// Opens for reading and writing, creating the file where it is missing.
  ///
  /// - Parameter durable: whether a commit waits for the disk. Without it a killed process still loses
  ///   nothing, a power failure may.
  static func writer(path: String, durable: Bool) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(busyTimeout)
    let mode = journalMode
    configuration.prepareDatabase { database in
      try database.execute(
        sql: """
          PRAGMA journal_mode = \(mode);
          PRAGMA synchronous = \(durable ? (mode == "WAL" ? "NORMAL" : "FULL") : "OFF");
          """)
    }
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// Opens for reading only; the file must exist and is not changed by anything done through it.
  static func reader(path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(busyTimeout)
    configuration.readonly = true
    return try DatabaseQueue(path: path, configuration: configuration)
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
