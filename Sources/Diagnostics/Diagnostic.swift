/// One message to the user, as data: the renderer alone turns it into text.
package struct Diagnostic: Error, Hashable, Sendable {
  package enum Severity: String, Sendable { case error, warning, note }

  /// A remark that points somewhere else, such as the opening bracket that was never closed.
  package struct Note: Hashable, Sendable {
    package var message: String
    package var range: SourceRange?

    package init(_ message: String, at range: SourceRange? = nil) {
      self.message = message
      self.range = range
    }
  }

  /// Stable kebab-case name that tests and users can search for.
  package var id: String
  package var severity: Severity
  /// Lower-case sentence without a full stop; says what was found and what was expected.
  package var message: String
  package var range: SourceRange?
  package var notes: [Note]
  /// What to do about it.
  package var hint: String?

  package init(
    id: String, _ message: String, at range: SourceRange?, severity: Severity = .error,
    notes: [Note] = [], hint: String? = nil
  ) {
    self.id = id
    self.severity = severity
    self.message = message
    self.range = range
    self.notes = notes
    self.hint = hint
  }
}
