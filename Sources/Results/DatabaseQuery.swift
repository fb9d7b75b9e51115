import Foundation
import GRDB
import GRDBSQLite
package import Records

/// One SQL statement of the user's against a database file.
///
/// The file is opened read-only by SQLite itself, and statements that SQLite does not call
/// read-only are refused before they run; so nothing a query says can change the database or create
/// a file.
package struct DatabaseQuery: Sendable {
  package var sql: String
  /// Values for `:name` parameters.
  package var parameters: [(name: String, value: String)]
  /// Further database files, each under a schema name.
  package var attachments: [(name: String, path: String)]
  /// cache.db, attached as `cache` with the view `cache_entries` where the file exists.
  package var cachePath: String?
  package var limitMilliseconds: Int?
  package var allowsWriting: Bool

  package init(
    sql: String, parameters: [(name: String, value: String)] = [],
    attachments: [(name: String, path: String)] = [], cachePath: String? = nil,
    limitMilliseconds: Int? = nil, allowsWriting: Bool = false
  ) {
    self.sql = sql
    self.parameters = parameters
    self.attachments = attachments
    self.cachePath = cachePath
    self.limitMilliseconds = limitMilliseconds
    self.allowsWriting = allowsWriting
  }

  /// Runs the statement and returns all rows.
  ///
  /// Parameters that look like numbers are bound as numbers.
  /// - Throws: `StoreError.writeRefused`, `.invalidQuery`, `.timedOut`, `.damaged`, `.cannotOpen`.
  package func run(on path: String) throws(StoreError) -> QueryResult {
    guard FileManager.default.fileExists(atPath: path) else {
      throw .cannotOpen(path: path, detail: "no such file")
    }
    do {
      do {
        return try answer(path)
      } catch let error as DatabaseError where error.resultCode == .SQLITE_READONLY {
        // A process was killed while it wrote: what it left must be rolled back before anyone
        // reads, which only a connection that may write can do. Opening one and reading does it.
        try Connection.recover(path: path)
        return try answer(path)
      }
    } catch let error as DatabaseError
      where error.resultCode == .SQLITE_ERROR || error.resultCode == .SQLITE_RANGE
      || error.resultCode == .SQLITE_MISUSE || error.resultCode == .SQLITE_AUTH
      || error.resultCode == .SQLITE_CONSTRAINT
    {
      throw .invalidQuery(sql: sql, detail: error.message ?? "\(error.resultCode)")
    } catch let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT {
      throw .timedOut(milliseconds: limitMilliseconds ?? 0)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  private func answer(_ path: String) throws -> QueryResult {
    let queue =
      allowsWriting
      ? try Connection.writer(path: path, durability: .powerFailure)
      : try Connection.reader(path: path)
    // Attaching is refused inside a transaction, so none is opened around the whole.
    return try allowsWriting
      ? queue.writeWithoutTransaction { try execute($0) } : queue.unsafeRead { try execute($0) }
  }

  private func execute(_ database: Database) throws -> QueryResult {
    try attach(to: database)
    let statements = try database.allStatements(sql: sql)
    guard let statement = try statements.next() else {
      throw StoreError.invalidQuery(sql: sql, detail: "the query is empty")
    }
    if try statements.next() != nil {
      throw StoreError.invalidQuery(sql: sql, detail: "expected one statement, found several")
    }
    if !allowsWriting, !statement.isReadonly || changesConnection(statement.sql) {
      throw StoreError.writeRefused(sql: statement.sql)
    }
    try bind(statement)
    let deadline = Deadline(milliseconds: limitMilliseconds)
    return try withExtendedLifetime(deadline) {
      try deadline.guarding(database) { try rows(of: statement, in: database) }
    }
  }

  private func rows(of statement: Statement, in database: Database) throws -> QueryResult {
    var rows: [[QueryResult.Cell]] = []
    let columns = statement.columnNames
    let cursor = try Row.fetchCursor(statement)
    while let row = try cursor.next() {
      rows.append(
        row.databaseValues.map { value in
          switch value.storage {
          case .null: .null
          case .int64(let integer): .integer(integer)
          case .double(let real): .real(real)
          case .string(let text): .text(text)
          case .blob(let data): .blob([UInt8](data))
          }
        })
    }
    return QueryResult(
      columns: columns, rows: rows, changes: allowsWriting ? database.changesCount : 0)
  }

  private func attach(to database: Database) throws {
    for (name, path) in attachments {
      guard FileManager.default.fileExists(atPath: path) else {
        throw StoreError.cannotOpen(path: path, detail: "no such file")
      }
      try database.execute(
        sql: "ATTACH DATABASE ? AS \(name.quotedDatabaseIdentifier)", arguments: [path])
    }
    guard let cachePath, FileManager.default.fileExists(atPath: cachePath) else { return }
    // A cache that cannot be read leaves the query without `cache_entries`, not without an answer.
    do {
      try database.execute(sql: "ATTACH DATABASE ? AS cache", arguments: [cachePath])
      try database.execute(sql: ResultsView.cacheEntries.definition(scope: "TEMP"))
    } catch {
      try? database.execute(sql: "DETACH DATABASE cache")
    }
  }

  /// Whether SQLite calls a statement read-only though it can do more than read the attached files.
  private func changesConnection(_ text: String) -> Bool {
    var rest = Substring(text)
    while true {
      rest = rest.drop { $0.isWhitespace || $0 == ";" }
      if rest.hasPrefix("--") {
        rest = rest.drop { !$0.isNewline }
      } else if rest.hasPrefix("/*") {
        guard let end = rest.firstRange(of: "*/") else { return false }
        rest = rest[end.upperBound...]
      } else {
        break
      }
    }
    let word = rest.prefix { $0.isLetter }.lowercased()
    return ["attach", "detach", "vacuum", "begin", "commit", "end", "rollback", "savepoint"]
      .contains(word)
  }

  private func bind(_ statement: Statement) throws {
    guard !parameters.isEmpty else { return }
    var arguments: [String: any DatabaseValueConvertible] = [:]
    for (name, value) in parameters {
      if let integer = Int64(value) {
        arguments[name] = integer
      } else if let real = Double(value) {
        arguments[name] = real
      } else {
        arguments[name] = value
      }
    }
    try statement.setArguments(StatementArguments(arguments))
  }
}

/// Stops a statement that runs past a point in time, through SQLite's progress handler.
///
/// Pointers: the handler gets the object unretained; `guarding` removes it before it returns, while
/// the caller still holds the object.
private final class Deadline {
  private let instant: ContinuousClock.Instant?

  init(milliseconds: Int?) {
    instant = milliseconds.map { ContinuousClock.now + .milliseconds($0) }
  }

  func guarding<Result>(_ database: Database, _ body: () throws -> Result) throws -> Result {
    guard instant != nil else { return try body() }
    let connection = database.sqliteConnection
    sqlite3_progress_handler(
      connection, 1000,
      { context in
        guard let context else { return 0 }
        return Unmanaged<Deadline>.fromOpaque(context).takeUnretainedValue().hasPassed ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque())
    defer { sqlite3_progress_handler(connection, 0, nil, nil) }
    return try body()
  }

  private var hasPassed: Bool { instant.map { ContinuousClock.now > $0 } ?? false }
}
