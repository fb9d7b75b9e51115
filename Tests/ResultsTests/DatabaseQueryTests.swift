import Foundation
import Records
import Results
import Testing

struct DatabaseQueryTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("results.db")
    try ResultsStore(path: path).finishRun(fullReport())
  }

  @Test(arguments: [
    "DROP TABLE _run", "DELETE FROM _run", "INSERT INTO _graph VALUES (1, x'', 0, '', 0)",
    "VACUUM", "ATTACH 'other.db' AS o", "/* hi */ ATTACH 'other.db' AS o", "-- hi\nVACUUM",
    "BEGIN", "UPDATE _run SET ms = 0", "WITH a AS (SELECT 1) DELETE FROM _run",
    "CREATE TEMP TABLE t(x)", "CREATE VIEW v AS SELECT 1",
  ])
  func `what would change the database is refused and changes nothing`(sql: String) throws {
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(throws: StoreError.writeRefused(sql: sql)) { try DatabaseQuery(sql: sql).run(on: path) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test func `a copy cannot be written beside the database either`() throws {
    let copy = folder.file("copy.db")
    #expect(throws: StoreError.self) {
      try DatabaseQuery(sql: "/* */ VACUUM INTO '\(copy)'").run(on: path)
    }
    #expect(!FileManager.default.fileExists(atPath: copy))
  }

  @Test func `pragmas cannot change the file`() throws {
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    for sql in [
      "PRAGMA user_version = 7", "PRAGMA journal_mode = WAL", "PRAGMA writable_schema = 1",
    ] {
      _ = try? DatabaseQuery(sql: sql).run(on: path)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test func `parameters are bound, numbers as numbers`() throws {
    let query = DatabaseQuery(
      sql: "SELECT typeof(:a), typeof(:b), typeof(:c), :c",
      parameters: [("a", "1"), ("b", "1.5"), ("c", "x'; DROP")])
    #expect(
      try query.run(on: path).rows == [
        [.text("integer"), .text("real"), .text("text"), .text("x'; DROP")]
      ])
  }

  @Test func `SQLite's message is passed on`() throws {
    do {
      _ = try DatabaseQuery(sql: "SELECT x FROM nowhere").run(on: path)
      Issue.record("expected an error")
    } catch {
      #expect(error.message == "query failed: no such table: nowhere")
    }
    for (sql, message) in [
      ("", "query failed: the query is empty"),
      ("SELECT 1; SELECT 2", "query failed: expected one statement, found several"),
    ] {
      do {
        _ = try DatabaseQuery(sql: sql).run(on: path)
        Issue.record("expected an error")
      } catch {
        #expect(error.message == message)
      }
    }
  }

  @Test func `a query that takes too long is stopped`() throws {
    let endless = """
      WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n
      """
    let start = ContinuousClock.now
    #expect(throws: StoreError.timedOut(milliseconds: 50)) {
      try DatabaseQuery(sql: endless, limitMilliseconds: 50).run(on: path)
    }
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test func `other files are attached for reading`() throws {
    let other = folder.file("other.db")
    try ResultsStore(path: other).finishRun(fullReport(5))
    let query = DatabaseQuery(
      sql: "SELECT count(*) FROM (SELECT uid FROM runs UNION SELECT uid FROM o.runs)",
      attachments: [("o", other)])
    #expect(try query.run(on: path).rows == [[.integer(2)]])
    let write = DatabaseQuery(sql: "DELETE FROM o._run", attachments: [("o", other)])
    #expect(throws: StoreError.writeRefused(sql: "DELETE FROM o._run")) { try write.run(on: path) }
  }

  @Test func `writing works where it is asked for`() throws {
    let query = DatabaseQuery(sql: "UPDATE _run SET error = 'seen'", allowsWriting: true)
    #expect(try query.run(on: path).changes == 1)
    #expect(try rows("SELECT error FROM runs", in: path) == ["seen"])
  }

  @Test func `cache entries are seen where the cache is attached`() throws {
    let cache = CacheStore(path: folder.file("cache.db"), engineRevision: 3)
    cache.finish(
      storing: [
        CacheEntry(
          key: SHA256.digest(of: "k"), kind: .value, material: "{\"op\":\"sin\"}",
          payload: [1, 2, 3], cost: 5_000)
      ], at: 1_700_000_000_000)
    #expect(cache.problems == [])
    #expect(
      try rows(
        "SELECT kind, bytes, cost_ns, engine, material FROM cache_entries", in: path,
        cache: folder.file("cache.db")) == ["value|3|5000|3|{\"op\":\"sin\"}"])
  }

  @Test func `a missing file is no empty database`() {
    let missing = folder.file("missing.db")
    #expect(throws: StoreError.cannotOpen(path: missing, detail: "no such file")) {
      try DatabaseQuery(sql: "SELECT 1").run(on: missing)
    }
  }
}
