import Foundation
import GRDB
import Records
import Results
import Testing

struct RecoveryTests {
  /// A copy of the database as a process leaves it that is killed in the middle of a transaction.
  private func tornCopy(of path: String, in folder: TemporaryFolder) throws -> String {
    let copy = folder.file("torn.db")
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { database in
      // Pages go to the file before the commit once the page cache is full.
      try database.execute(sql: "PRAGMA cache_size = 5; PRAGMA synchronous = OFF; BEGIN IMMEDIATE")
      try database.execute(
        sql: """
          WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 5000)
          INSERT INTO _graph(hash, nodes, text, first_seen)
          SELECT CAST(printf('%032d', x) AS BLOB), 0, 'text', 0 FROM n;
          UPDATE _run SET error = 'half done';
          """)
      try FileManager.default.copyItem(atPath: path, toPath: copy)
      try FileManager.default.copyItem(atPath: path + "-journal", toPath: copy + "-journal")
      try database.execute(sql: "ROLLBACK")
    }
    return copy
  }

  @Test(.enabled(if: SQLiteLibrary.journalMode == "TRUNCATE"))
  func `a query after a kill sees the state before the unfinished transaction`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("results.db")
    try ResultsStore(path: path).finishRun(fullReport())
    let torn = try tornCopy(of: path, in: folder)
    let size = try #require(
      try FileManager.default.attributesOfItem(atPath: torn + "-journal")[.size] as? Int)
    #expect(size > 512)
    #expect(try rows("SELECT error FROM runs", in: torn) == ["null"])
    #expect(try rows("SELECT count(*) FROM graphs", in: torn) == ["1"])
    #expect(try ResultsStore(path: torn).check() == [])
  }
}
