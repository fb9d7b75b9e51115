import Foundation
import GRDB

/// The one table of cache.db; a file of another version is not migrated but set aside.
enum CacheSchema {
  /// "agrc" in ASCII.
  static let applicationID: Int32 = 0x6167_7263
  static let version = 1

  static let table = """
    CREATE TABLE _entry(
      key BLOB NOT NULL PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('plan', 'value', 'cell')),
      material TEXT NOT NULL,
      payload BLOB NOT NULL,
      checksum INTEGER NOT NULL,
      cost_ns INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      last_used_at INTEGER NOT NULL,
      engine INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX _entry_by_use ON _entry(last_used_at);
    CREATE TABLE _upkeep(
      id INTEGER PRIMARY KEY CHECK (id = 1),
      collected_at INTEGER NOT NULL
    ) STRICT;
    """

  /// - Throws: `SQLITE_NOTADB` also for a database that is not a cache of this version.
  static func open(_ path: String) throws -> DatabaseQueue {
    let folder = (path as NSString).deletingLastPathComponent
    if !folder.isEmpty, !FileManager.default.fileExists(atPath: folder) {
      do {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true)
      } catch {
        throw StoreError.unwritable(path: path, detail: "cannot create the folder \(folder)")
      }
    }
    let queue = try Connection.writer(path: path, durability: .processKill)
    let header = try queue.unsafeRead { try Migration.header($0) }
    if header.applicationID == applicationID, header.version == version { return queue }
    guard header.isEmpty else {
      try queue.close()
      throw DatabaseError(resultCode: .SQLITE_NOTADB, message: "not a cache of this version")
    }
    try queue.immediately { database in
      // Another process may have been faster.
      guard try Migration.header(database).isEmpty else { return }
      try database.execute(sql: table)
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
      try database.execute(sql: "PRAGMA user_version = \(version)")
    }
    return queue
  }
}
