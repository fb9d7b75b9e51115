/// An `# output:` block in plain form: what comparison and acceptance need to know of the script.
package struct ExpectationSpec: Codable, Sendable {
  /// Line of the block's first `#`, from 1.
  package var line: Int
  /// First to last line of the statement it follows; nil where it follows none.
  package var statement: ClosedRange<Int>?
  /// Whether that statement is a `def` or `class`, which prints nothing itself.
  package var followsDefinition: Bool
  /// Text between the brackets of `# output[…]:`.
  package var directive: String?
  /// Defaults of the cell's header, then of the script's first cell's: directive text such as
  /// `rtol=1e-6`.
  package var inheritedDirectives: [String]
  /// Expected lines without `#` and padding; a loop's block holds the lines of all occurrences in
  /// order.
  package var lines: [String]
  package var cell: Int
  /// Byte range of the whole block, from the first `#` to the end of its last line's text.
  package var byteRange: Range<Int>
  /// Byte range of each line's text.
  package var lineByteRanges: [Range<Int>]

  package init(
    line: Int, statement: ClosedRange<Int>?, followsDefinition: Bool = false,
    directive: String? = nil, inheritedDirectives: [String] = [], lines: [String], cell: Int,
    byteRange: Range<Int> = 0..<0, lineByteRanges: [Range<Int>] = []
  ) {
    self.line = line
    self.statement = statement
    self.followsDefinition = followsDefinition
    self.directive = directive
    self.inheritedDirectives = inheritedDirectives
    self.lines = lines
    self.cell = cell
    self.byteRange = byteRange
    self.lineByteRanges = lineByteRanges
  }
}

/// An uncaught error, for expectations of the form `# output[error ValueError]: message`.
package struct RaisedError: Codable, Hashable, Sendable {
  /// Exception class, such as `ValueError`.
  package var type: String
  package var message: String
  /// Lines of the statements being executed, innermost first.
  package var lines: [Int]

  package init(type: String, message: String, lines: [Int]) {
    self.type = type
    self.message = message
    self.lines = lines
  }
}
