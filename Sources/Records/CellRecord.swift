/// Whether the cache answered.
package enum CacheOutcome: String, Codable, Sendable, CaseIterable { case hit, miss, off }

/// One cell of one run.
package struct CellRecord: Codable, Sendable {
  package enum Status: String, Codable, Sendable, CaseIterable { case ok, error, skipped, markdown }

  /// From 1.
  package var number: Int
  package var title: String
  /// First line of the cell in the script, from 1.
  package var line: Int
  package var status: Status
  /// Wall time in milliseconds.
  package var milliseconds: Double
  package var cache: CacheOutcome
  /// Cache key of the cell; nil where it has none.
  package var key: Digest?

  package init(
    number: Int, title: String, line: Int, status: Status, milliseconds: Double,
    cache: CacheOutcome, key: Digest? = nil
  ) {
    self.number = number
    self.title = title
    self.line = line
    self.status = status
    self.milliseconds = milliseconds
    self.cache = cache
    self.key = key
  }
}
