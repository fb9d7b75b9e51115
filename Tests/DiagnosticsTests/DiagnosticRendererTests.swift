import Diagnostics
import Testing

@Suite struct DiagnosticRendererTests {
  private func render(
    _ text: String, _ lower: Int32, _ upper: Int32, notes: [Diagnostic.Note] = [],
    hint: String? = nil, style: DiagnosticRenderer.Style = .plain, width: Int = 100
  ) -> String {
    let file = SourceFile(path: "descent.ag", bytes: Array(text.utf8))
    let diagnostic = Diagnostic(
      id: "shape-mismatch", "shapes (3,) and (4,) do not broadcast",
      at: SourceRange(lower: lower, upper: upper), notes: notes, hint: hint)
    return DiagnosticRenderer(style: style, maximumWidth: width).render(diagnostic, in: file)
  }

  @Test func `the range is marked below its line, with the line number in a gutter`() {
    #expect(
      render("a = 1\nloss = (y - model(x)).sum()\n", 14, 26, hint: "reshape one of them") == """
        descent.ag:2:9: error: shapes (3,) and (4,) do not broadcast [shape-mismatch]
        2 | loss = (y - model(x)).sum()
          |         ^~~~~~~~~~~~
          hint: reshape one of them

        """)
  }

  @Test func `notes name their place and show lines other than the first`() {
    let notes = [
      Diagnostic.Note("opened here", at: SourceRange(lower: 0, upper: 1)),
      Diagnostic.Note("same line", at: SourceRange(lower: 4, upper: 5)),
      Diagnostic.Note("no place"),
    ]
    #expect(
      render("(\n  b c\n", 6, 7, notes: notes) == """
        descent.ag:2:5: error: shapes (3,) and (4,) do not broadcast [shape-mismatch]
        2 |   b c
          |     ^
          note: opened here: descent.ag:1:1
        1 | (
          | ^
          note: same line: descent.ag:2:3
          note: no place

        """)
  }

  @Test func `tabs stay tabs and wide characters take two columns`() {
    #expect(render("\tx\ty + z", 3, 8).hasSuffix("1 | \tx\ty + z\n  | \t \t^~~~~\n"))
    #expect(render("'漢字' + x", 11, 12).hasSuffix("1 | '漢字' + x\n  |          ^\n"))
    #expect(render("'漢字' + x", 0, 8).hasSuffix("1 | '漢字' + x\n  | ^~~~~~\n"))
    #expect(render("e\u{301} + x", 6, 7).hasSuffix("  |     ^\n"))
  }

  @Test func `a range over several lines shows the first`() {
    #expect(render("f(a,\n  b)\n", 0, 9).hasSuffix("1 | f(a,\n  | ^~~~\n"))
    #expect(render("f(a,\n  b)\n", 4, 9).hasSuffix("1 | f(a,\n  |     ^\n"))
  }

  @Test func `an empty range and the end of the file get a caret`() {
    #expect(render("if x", 4, 4).hasSuffix("1 | if x\n  |     ^\n"))
    #expect(render("", 0, 0).hasSuffix("1 | \n  | ^\n"))
    #expect(render("a\n", 2, 2).hasPrefix("descent.ag:2:1: error: "))
    #expect(render("a", 700, 800).hasSuffix("  |  ^\n"))
  }

  @Test func `long lines are cut around the caret`() {
    let line = String(repeating: "a + ", count: 250_000) + "?" + String(repeating: " b", count: 99)
    let text = render(line, 1_000_000, 1_000_001, width: 40)
    let rows = text.split(separator: "\n")
    #expect(rows.count == 3)
    #expect(rows[1] == "1 | … a + a + a + ? b b b b b b b b b b b b b…")
    #expect(rows[2] == "  |               ^")
    #expect(rows[1].count < 60)
    let start = render(line, 0, 1_000_000, width: 40).split(separator: "\n")
    #expect(start[1] == "1 | a + a + a + a + a + a + a + a + a + a + …")
    #expect(start[2] == "  | ^" + String(repeating: "~", count: 39))
  }

  @Test func `control characters do not reach the terminal`() {
    #expect(render("a\u{1B}[31m\u{7}b", 0, 1).contains("1 | a\u{FFFD}[31m\u{FFFD}b\n"))
    let diagnostic = Diagnostic(id: "x", "bad '\u{1B}'", at: nil)
    let file = SourceFile(path: "a.ag", bytes: [])
    #expect(
      DiagnosticRenderer(style: .plain).render(diagnostic, in: file)
        == "a.ag: error: bad '\u{FFFD}' [x]\n")
  }

  @Test func `colour wraps the parts and changes nothing else`() {
    let plain = render("x = y\n", 4, 5, hint: "h")
    let colored = render("x = y\n", 4, 5, hint: "h", style: .ansi)
    #expect(colored.contains("\u{1B}[1;31merror: \u{1B}[0m"))
    var stripped = ""
    var isEscape = false
    for character in colored {
      if character == "\u{1B}" { isEscape = true }
      if !isEscape { stripped.append(character) }
      if character == "m" { isEscape = false }
    }
    #expect(stripped == plain)
  }

  @Test func `a range chooses its file`() {
    let files = [
      SourceFile(path: "a.ag", bytes: Array("first".utf8)),
      SourceFile(path: "b.ag", bytes: Array("second".utf8)),
    ]
    let diagnostic = Diagnostic(
      id: "i", "m", at: SourceRange(file: 1, lower: 0, upper: 6), severity: .warning)
    #expect(
      DiagnosticRenderer(style: .plain).render(diagnostic, in: files)
        == "b.ag:1:1: warning: m [i]\n1 | second\n  | ^~~~~~\n")
  }
}
