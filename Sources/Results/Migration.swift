import Foundation
import GRDB

/// Brings a database file to this program's schema.
enum Migration {
  /// What the file's header says, without a schema being read.
  struct Header {
    var applicationID: Int32
    var version: Int
    var isEmpty: Bool
  }

  static func header(_ database: Database) throws -> Header {
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    let identity = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    var isEmpty = false
    if version == 0, identity == 0 {
      isEmpty = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0
    }
    return Header(applicationID: identity, version: version, isEmpty: isEmpty)
  }

  /// Applies what is missing in one transaction, after a copy `path.backup-vN` of a file that has
  /// content.
  ///
  /// Several processes may do this at once: the version is read again once the write lock is held.
  static func apply(to queue: DatabaseQueue, path: String, from version: Int) throws {
    if version > 0 { try backUp(queue, to: "\(path).backup-v\(version)") }
    try queue.immediately { database in
      let current = try header(database).version
      guard current < Schema.version else { return }
      for statement in Schema.migrations[current...] { try database.execute(sql: statement) }
      for view in ResultsView.all.reversed() {
        try database.execute(sql: "DROP VIEW IF EXISTS \(view.name)")
      }
      for view in ResultsView.all { try database.execute(sql: view.definition()) }
      try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
      try database.execute(sql: "PRAGMA user_version = \(Schema.version)")
    }
  }

  /// A consistent copy through SQLite's own backup, even while other processes write.
  private static func backUp(_ queue: DatabaseQueue, to path: String) throws {
    guard !FileManager.default.fileExists(atPath: path) else { return }
    let copy = try DatabaseQueue(path: path)
    try queue.backup(to: copy)
    try copy.close()
  }
}
