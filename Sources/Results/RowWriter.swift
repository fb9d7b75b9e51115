import GRDB
import GRDBSQLite
import Records

/// A prepared statement whose values are bound straight through SQLite's C interface.
///
/// GRDB boxes every argument; at a million evaluations a run that would cost several times the
/// insertion itself. This and `ReadOnlyQuery` are the files of this target that use pointers.
/// Invariants: `handle` is used only while `statement` is alive and on the connection's own queue,
/// and text and blobs are copied by SQLite (`SQLITE_TRANSIENT`) before the Swift value can move.
struct RowWriter {
  private let statement: Statement
  private let handle: OpaquePointer
  private let database: Database
  private var index: Int32 = 0

  init(_ database: Database, _ sql: String) throws {
    statement = try database.makeStatement(sql: sql)
    handle = statement.sqliteStatement
    self.database = database
  }

  /// The destructor value that makes SQLite copy what is bound.
  private static var copied: sqlite3_destructor_type {
    unsafeBitCast(-1, to: sqlite3_destructor_type.self)
  }

  /// Binds the next parameter.
  mutating func bind(_ value: Int64) {
    index += 1
    sqlite3_bind_int64(handle, index, value)
  }

  mutating func bind(_ value: Int) { bind(Int64(value)) }

  mutating func bind(_ value: Double) {
    index += 1
    sqlite3_bind_double(handle, index, value)
  }

  mutating func bind(_ value: String) {
    index += 1
    var value = value
    value.withUTF8 { bytes in
      // A null pointer would bind NULL instead of the empty text.
      let start = UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
      sqlite3_bind_text64(
        handle, index, start ?? RowWriter.empty, UInt64(bytes.count), RowWriter.copied,
        UInt8(SQLITE_UTF8))
    }
  }

  mutating func bind(_ value: [UInt8]) {
    index += 1
    guard !value.isEmpty else {
      sqlite3_bind_zeroblob(handle, index, 0)
      return
    }
    _ = value.withUnsafeBytes { bytes in
      sqlite3_bind_blob64(
        handle, index, bytes.baseAddress, UInt64(bytes.count), RowWriter.copied)
    }
  }

  mutating func bind(_ value: Digest) {
    index += 1
    let words = (
      value.words.0.bigEndian, value.words.1.bigEndian, value.words.2.bigEndian,
      value.words.3.bigEndian
    )
    _ = withUnsafeBytes(of: words) { bytes in
      sqlite3_bind_blob64(handle, index, bytes.baseAddress, 32, RowWriter.copied)
    }
  }

  mutating func bindNull() {
    index += 1
    sqlite3_bind_null(handle, index)
  }

  mutating func bind(_ value: Int64?) { if let value { bind(value) } else { bindNull() } }
  mutating func bind(_ value: Int?) { if let value { bind(value) } else { bindNull() } }
  mutating func bind(_ value: Double?) { if let value { bind(value) } else { bindNull() } }
  mutating func bind(_ value: String?) { if let value { bind(value) } else { bindNull() } }
  mutating func bind(_ value: [UInt8]?) { if let value { bind(value) } else { bindNull() } }
  mutating func bind(_ value: Digest?) { if let value { bind(value) } else { bindNull() } }

  /// Runs the statement with what was bound since the last call and makes it ready for the next
  /// row.
  mutating func insert() throws {
    let code = sqlite3_step(handle)
    // Reset reports the same failure again; the first report is the one that counts.
    let message =
      code == SQLITE_DONE ? "" : String(cString: sqlite3_errmsg(sqlite3_db_handle(handle)))
    sqlite3_reset(handle)
    index = 0
    guard code == SQLITE_DONE else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code), message: message, sql: statement.sql)
    }
  }

  /// First column of the first row of a query, nil where it has none.
  mutating func firstInteger() throws -> Int64? {
    let code = sqlite3_step(handle)
    let value = code == SQLITE_ROW ? sqlite3_column_int64(handle, 0) : 0
    let message = String(cString: sqlite3_errmsg(sqlite3_db_handle(handle)))
    sqlite3_reset(handle)
    index = 0
    switch code {
    case SQLITE_ROW: return value
    case SQLITE_DONE: return nil
    default:
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code), message: message, sql: statement.sql)
    }
  }

  /// Row id of the last insertion.
  var insertedID: Int64 { database.lastInsertedRowID }

  /// One byte of static storage that stands for the empty text.
  nonisolated(unsafe) private static let empty: UnsafePointer<CChar> = {
    let byte = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
    byte.initialize(to: 0)
    return UnsafePointer(byte)
  }()
}
