/// What another engine printed for a script, as `scripts/oracle --json` writes it.
package struct ReferenceRecord: Codable, Sendable, Equatable {
  /// One execution of one print.
  package struct Output: Codable, Sendable, Equatable {
    /// First line of the print's statement, from 1.
    package var line: Int
    /// From 1.
    package var occurrence: Int
    package var text: String

    package init(line: Int, occurrence: Int, text: String) {
      self.line = line
      self.occurrence = occurrence
      self.text = text
    }
  }

  /// File name, or path relative to the project root.
  package var script: String
  /// Name that `--against` takes, such as `jax`.
  package var engine: String
  /// Versions of what computed it.
  package var versions: [String: String]
  package var outputs: [Output]

  package init(script: String, engine: String, versions: [String: String], outputs: [Output]) {
    self.script = script
    self.engine = engine
    self.versions = versions
    self.outputs = outputs
  }

  /// The reference as expectations: one block a print statement with all its occurrences.
  package var expectations: [ExpectationSpec] {
    var order: [Int] = []
    var lines: [Int: [String]] = [:]
    for output in outputs {
      if lines[output.line] == nil { order.append(output.line) }
      var printed = output.text.split(separator: "\n", omittingEmptySubsequences: false)
      if printed.last?.isEmpty == true { printed.removeLast() }
      lines[output.line, default: []] += printed.map(String.init)
    }
    return order.map { line in
      ExpectationSpec(line: line, statement: line...line, lines: lines[line] ?? [], cell: 1)
    }
  }
}
