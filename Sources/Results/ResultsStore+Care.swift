import Foundation
import GRDB
import Records

/// Facts about a results database for `agrun db info`.
package struct DatabaseInformation: Sendable, Equatable {
  package var path: String
  package var schemaVersion: Int
  package var fileBytes: Int
  package var journalMode: String
  /// Rows of each table, the tables by name without their underscore.
  package var rows: [Table]

  package struct Table: Sendable, Equatable {
    package var name: String
    package var rows: Int
  }
}

extension ResultsStore {
  /// Version, size and row counts; linear in the database.
  package func information() throws(StoreError) -> DatabaseInformation {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    let size = (attributes?[.size] as? NSNumber)?.intValue ?? 0
    return try readSnapshot { database in
      let tables = try String.fetchAll(
        database,
        sql:
          """
          SELECT name FROM sqlite_schema
          WHERE type = 'table' AND substr(name, 1, 1) = '_' ORDER BY name
          """
      )
      return DatabaseInformation(
        path: path, schemaVersion: try Migration.header(database).version, fileBytes: size,
        journalMode: try String.fetchOne(database, sql: "PRAGMA journal_mode") ?? "",
        rows: try tables.map { name in
          DatabaseInformation.Table(
            name: String(name.dropFirst()),
            rows: try Int.fetchOne(
              database, sql: "SELECT count(*) FROM \(name.quotedDatabaseIdentifier)") ?? 0)
        })
    }
  }

  /// What is wrong with the database, in sentences, found by reading everything; empty where all is
  /// well.
  package func check() throws(StoreError) -> [String] {
    try readSnapshot { database in
      var problems = try String.fetchAll(database, sql: "PRAGMA integrity_check")
        .filter { $0 != "ok" }
      let orphans = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check")
      problems += orphans.prefix(20).map { row in
        "a row of \(row[0] as String? ?? "?") refers to a missing row of \(row[2] as String? ?? "?")"
      }
      let torn = try Int.fetchOne(
        database,
        sql: """
          SELECT count(*) FROM _request q WHERE q.recorded <>
            (SELECT count(*) FROM _evaluation v
             WHERE v.id BETWEEN q.first AND q.first + q.recorded - 1)
          """)
      if let torn, torn > 0 { problems.append("\(torn) requests lack some of their evaluations") }
      return problems
    }
  }

  /// Writes a consistent, compact copy, even while other processes write; an existing file is
  /// refused.
  package func export(to destination: String) throws(StoreError) {
    guard !FileManager.default.fileExists(atPath: destination) else {
      throw .unwritable(path: destination, detail: "the file exists")
    }
    do {
      try queue.vacuum(into: destination)
    } catch {
      throw StoreError(error, path: destination)
    }
  }

  /// Deletes runs that began before `time`, but the newest `keeping` of each script and those that
  /// a baseline pins; then what nothing refers to any more.
  ///
  /// - Parameter time: milliseconds since 1970, UTC.
  /// - Returns: the count of runs deleted.
  package func prune(before time: Int64, keeping: Int) throws(StoreError) -> Int {
    let count: Int = try write { database in
      try database.execute(
        sql: """
          DELETE FROM _run WHERE id IN (
            SELECT id FROM (
              SELECT id, started_at,
                row_number() OVER (PARTITION BY script ORDER BY uid DESC) AS age
              FROM _run)
            WHERE started_at < ? AND age > ?)
          AND id NOT IN (SELECT run FROM _baseline)
          """, arguments: [time, keeping])
      let count = database.changesCount
      for (table, use) in [
        ("_source", "SELECT source FROM _run"), ("_invocation", "SELECT invocation FROM _run"),
        ("_environment", "SELECT environment FROM _run"),
        ("_graph", "SELECT graph FROM _request WHERE graph IS NOT NULL"),
      ] {
        try database.execute(sql: "DELETE FROM \(table) WHERE id NOT IN (\(use))")
      }
      return count
    }
    if count > 0 {
      do {
        try queue.vacuum()
      } catch {
        throw StoreError(error, path: path)
      }
    }
    return count
  }

  /// Adds the finished runs of another results database that this one lacks, by uid: doing it twice
  /// changes nothing.
  ///
  /// - Returns: the count of runs added.
  package func merge(_ other: ResultsStore) throws(StoreError) -> Int {
    let theirs: [String] = try other.read { database in
      try String.fetchAll(
        database, sql: "SELECT uid FROM _run WHERE status <> 'running' ORDER BY uid")
    }
    let ours: Set<String> = try read { database in
      try Set(
        String.fetchAll(database, sql: "SELECT uid FROM _run WHERE status <> 'running'"))
    }
    var count = 0
    for text in theirs where !ours.contains(text) {
      guard let uid = RunUID(text) else { continue }
      try finishRun(other.report(of: uid))
      count += 1
    }
    return count
  }
}
