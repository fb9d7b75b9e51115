/// Columns and rows of a query.
package struct QueryResult: Sendable, Equatable {
  /// One of SQLite's five storage classes.
  package enum Cell: Sendable, Equatable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
  }

  package var columns: [String]
  package var rows: [[Cell]]
  /// Rows changed by a statement that was allowed to write.
  package var changes: Int

  package init(columns: [String], rows: [[Cell]], changes: Int = 0) {
    self.columns = columns
    self.rows = rows
    self.changes = changes
  }
}
