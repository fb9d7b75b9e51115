/// Turns diagnostics into text: a headline, the source line with the range marked, notes and a
/// hint.
///
///     descent.ag:12:9: error: shapes (3,) and (4,) do not broadcast [shape-mismatch]
///     12 | loss = (y - model(x)).sum()
///        |         ^~~~~~~~~~~~
///       hint: …
package struct DiagnosticRenderer: Sendable {
  package enum Style: Sendable { case plain, ansi }

  package var style: Style
  /// Columns that a source line may take; longer lines are shown in part, around the caret.
  package var maximumWidth: Int

  package init(style: Style, maximumWidth: Int = 100) {
    self.style = style
    self.maximumWidth = max(20, maximumWidth)
  }

  /// Text of one diagnostic with a final newline; `files` is indexed by `SourceRange.file`.
  package func render(_ diagnostic: Diagnostic, in files: [SourceFile]) -> String {
    var text =
      place(diagnostic.range, in: files, default: files.first?.path).map {
        styled($0 + ": ", .bold)
      } ?? ""
    text += styled("\(diagnostic.severity.rawValue): ", color(diagnostic.severity))
    text += styled(SourceExcerpt.printable(diagnostic.message), .bold)
    text += styled(" [\(diagnostic.id)]", .dim) + "\n"
    text += excerpt(diagnostic.range, in: files, color(diagnostic.severity))
    for note in diagnostic.notes {
      text += styled("  note: ", .cyan) + SourceExcerpt.printable(note.message)
      if let place = place(note.range, in: files, default: nil) { text += ": " + place }
      text += "\n"
      if let range = note.range, !sharesLine(range, diagnostic.range, in: files) {
        text += excerpt(range, in: files, .cyan)
      }
    }
    if let hint = diagnostic.hint {
      text += styled("  hint: ", .green) + SourceExcerpt.printable(hint) + "\n"
    }
    return text
  }

  /// Text of one diagnostic about a single file.
  package func render(_ diagnostic: Diagnostic, in file: SourceFile) -> String {
    render(diagnostic, in: [file])
  }

  private func file(_ range: SourceRange?, in files: [SourceFile]) -> SourceFile? {
    guard let range, files.indices.contains(Int(range.file)) else { return nil }
    return files[Int(range.file)]
  }

  private func place(
    _ range: SourceRange?, in files: [SourceFile], default path: String?
  ) -> String? {
    guard let range, let file = file(range, in: files) else { return path }
    return "\(file.path):\(file.line(at: range.lower)):\(file.column(at: range.lower))"
  }

  private func sharesLine(
    _ left: SourceRange, _ right: SourceRange?, in files: [SourceFile]
  ) -> Bool {
    guard let right, left.file == right.file, let file = file(left, in: files) else { return false }
    return file.line(at: left.lower) == file.line(at: right.lower)
  }

  private func excerpt(
    _ range: SourceRange?, in files: [SourceFile], _ color: Color
  ) -> String {
    guard let range, let file = file(range, in: files) else { return "" }
    let excerpt = SourceExcerpt(of: range, in: file, maximumWidth: maximumWidth)
    let number = String(file.line(at: range.lower))
    let gutter = String(repeating: " ", count: number.count)
    return styled(number + " | ", .dim) + excerpt.source + "\n"
      + styled(gutter + " | ", .dim) + styled(excerpt.marks, color) + "\n"
  }

  // MARK: Colour

  private enum Color: String {
    case bold = "1", dim = "2", red = "1;31", yellow = "1;33", cyan = "36", green = "32"
  }

  private func color(_ severity: Diagnostic.Severity) -> Color {
    switch severity {
    case .error: .red
    case .warning: .yellow
    case .note: .cyan
    }
  }

  private func styled(_ text: String, _ color: Color) -> String {
    switch style {
    case .plain: text
    case .ansi: "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m"
    }
  }
}
