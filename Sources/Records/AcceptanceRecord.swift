/// One expectation that `agrun accept` rewrote.
package struct AcceptanceRecord: Codable, Hashable, Sendable {
  package var run: RunUID
  /// Path as recorded of the run.
  package var script: String
  /// Line of the expectation's first `#`, before the rewrite.
  package var line: Int
  package var old: String
  package var new: String
  /// Largest relative change of a number; nil where none was compared.
  package var relativeChange: Double?
  package var reason: String?

  package init(
    run: RunUID, script: String, line: Int, old: String, new: String, relativeChange: Double?,
    reason: String?
  ) {
    self.run = run
    self.script = script
    self.line = line
    self.old = old
    self.new = new
    self.relativeChange = relativeChange
    self.reason = reason
  }
}
