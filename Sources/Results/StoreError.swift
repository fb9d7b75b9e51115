/// What can go wrong with a database file, as data; `message` is the only place that words it.
package enum StoreError: Error, Hashable, Sendable {
  /// The file is not a database or SQLite found it inconsistent; it is never touched again.
  case damaged(path: String, detail: String)
  /// A database of another program.
  case foreign(path: String)
  /// Written by a newer version of the program: readable, not writable.
  case newer(path: String, version: Int, supported: Int)
  case unwritable(path: String, detail: String)
  case cannotOpen(path: String, detail: String)
  /// Other processes held the write lock for longer than the busy timeout.
  case busy(path: String)
  case diskFull(path: String)
  /// A query that would change something.
  case writeRefused(sql: String)
  /// SQLite's own words about a query.
  case invalidQuery(sql: String, detail: String)
  case timedOut(milliseconds: Int)
  case noSuchRun(selector: String)
  case ambiguousRun(selector: String, count: Int)
  case failed(path: String, detail: String)

  /// Sentences for the user, with the command that helps where there is one.
  package var message: String {
    switch self {
    case .damaged(let path, let detail):
      """
      the results database \(path) is damaged (\(detail)); it was left as it is. \
      Recover what is readable with: \
      sqlite3 '\(path)' .recover | sqlite3 '\(path).recovered'
      """
    case .foreign(let path):
      "\(path) is a database of another program; choose another file with AGRUN_DB"
    case .newer(let path, let version, let supported):
      """
      \(path) was written by a newer agrun (schema \(version), this program knows \(supported)); \
      it can be read but not written
      """
    case .unwritable(let path, let detail): "cannot write \(path): \(detail)"
    case .cannotOpen(let path, let detail): "cannot open \(path): \(detail)"
    case .busy(let path): "\(path) was locked by other processes for more than 30 seconds"
    case .diskFull(let path): "no space left to write \(path)"
    case .writeRefused:
      "this statement would change the database; queries only read (add --write to allow it)"
    case .invalidQuery(_, let detail): "query failed: \(detail)"
    case .timedOut(let milliseconds): "the query took longer than \(milliseconds) ms"
    case .noSuchRun(let selector): "no run matches '\(selector)'"
    case .ambiguousRun(let selector, let count):
      "'\(selector)' matches \(count) runs; give more digits of the uid"
    case .failed(let path, let detail): "\(path): \(detail)"
    }
  }

  /// SQLite's or the system's own words where there are some, else the message.
  package var detail: String {
    switch self {
    case .damaged(_, let detail), .unwritable(_, let detail), .cannotOpen(_, let detail),
      .failed(_, let detail), .invalidQuery(_, let detail):
      detail
    default: message
    }
  }
}
