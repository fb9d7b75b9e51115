import Diagnostics
import Foundation
import Syntax
import Testing

@Suite struct ExpectationTests {
  private static let detached = "this expected output follows no statement and is ignored"

  /// `statement text -> lines` of every expectation; nil statements show as `-`.
  private func attachments(_ source: String) -> [String] {
    let script = parse(source).script
    return script.expectations.map { expectation in
      let text = expectation.statement.map { script.file.text(in: $0) } ?? "-"
      let first = text.split(separator: "\n").first ?? ""
      return "\(first) -> \(expectation.lines.joined(separator: "|"))"
    }
  }

  @Test func `the comment directly after a statement is what it prints`() {
    #expect(
      attachments("print(1)\n# output: 1\nprint(2)\n# output: 2\n") == [
        "print(1) -> 1", "print(2) -> 2",
      ])
    #expect(messages("print(1)\n# output: 1\n") == [])
  }

  @Test func `one space after the colon is padding, the rest is text`() throws {
    let source = "f()\n# output:   x \n"
    let expectation = try #require(parse(source).script.expectations.first)
    #expect(expectation.lines == ["  x "])
    let file = parse(source).script.file
    #expect(expectation.lineRanges.map { file.text(in: $0) } == ["  x "])
    #expect(file.text(in: expectation.range) == "# output:   x ")
    #expect(attachments("f()\n#output:x\n") == ["f() -> x"])
  }

  @Test func `a bare comment expects nothing`() throws {
    let expectation = try #require(parse("f()\n# output:\n").script.expectations.first)
    #expect(expectation.lines == [])
    #expect(expectation.statement != nil)
  }

  @Test func `directives stand in brackets`() {
    let script = parse("f()\n# output[rtol=1e-5 atol=1e-9]: 1\ng()\n# output: 2\n").script
    #expect(script.expectations.map(\.directive) == ["rtol=1e-5 atol=1e-9", nil])
    #expect(script.expectations.map(\.lines) == [["1"], ["2"]])
  }

  @Test func `two or more spaces continue, of which up to three are padding`() {
    #expect(attachments("f()\n# output: a\n#  b\n#   c\n#    d\n# e\n") == ["f() -> a|b|c| d"])
    #expect(attachments("f()\n# output:\n#   a\n#\n#   b\n#\n# c\n") == ["f() -> a||b"])
  }

  @Test func `an open bracket continues until it is closed`() {
    #expect(
      attachments("f()\n# output: [[1 2]\n# [3 4]]\n# not this\n") == ["f() -> [[1 2]|[3 4]]"])
    #expect(attachments("f()\n# output: a (\n# not closed\n") == ["f() -> a ("])
    #expect(attachments("f()\n# output: a (\n# output: b)\n") == ["f() -> a (", "f() -> b)"])
  }

  @Test func `several comments in a row belong to the same statement`() {
    #expect(
      attachments("f()\n# output: 1\n# output: 2\n#   3\n# output: 4\n")
        == ["f() -> 1", "f() -> 2|3", "f() -> 4"])
  }

  @Test func `blank lines and other comments break the attachment`() {
    for source in ["f()\n\n# output: 1\n", "f()\n# note\n# output: 1\n", "# output: 1\nf()\n"] {
      #expect(attachments(source) == ["- -> 1"])
      #expect(messages(source).count == 1)
      #expect(messages(source).first?.hasSuffix(Self.detached) == true)
    }
  }

  @Test func `a comment on the statement's own line is ignored with a warning`() {
    let source = "print(1)  # output: 1\n"
    #expect(
      messages(source)
        == ["1:11: this expected output is ignored because it shares its line with a statement"])
    #expect(parse(source).script.expectations.map(\.statement) == [nil])
  }

  @Test func `the column chooses the nesting`() {
    let inner = "for i in x:\n  if i:\n    print(i)\n    # output: 1\n  # output: 2\n# output: 3\n"
    #expect(attachments(inner) == ["print(i) -> 1", "print(i) -> 2", "print(i) -> 3"])
    #expect(attachments("for i in x:\n  print(i)\n# output: 1\n") == ["for i in x: -> 1"])
    #expect(attachments("for i in x:\n  if i:\n    print(i)\n  # output: 1\n") == ["if i: -> 1"])
    #expect(
      attachments("for i in x:\n    if i:\n        print(i)\n  # output: 1\n") == [
        "for i in x: -> 1"
      ])
    #expect(attachments("for i in x:\n  # output: 1\n  print(i)\n") == ["- -> 1"])
  }

  @Test func `several statements on a line and bodies on the header's line`() {
    #expect(attachments("a; print(b)\n# output: 1\n") == ["print(b) -> 1"])
    #expect(attachments("for i in x: print(i)\n# output: 1\n") == ["for i in x: print(i) -> 1"])
    #expect(attachments("print(\n  1,\n)\n# output: 1\n") == ["print( -> 1"])
    #expect(attachments("if x:\n  a\nelse:\n  print(b)\n  # output: 1\n") == ["print(b) -> 1"])
    #expect(attachments("print('''\n''')\n# output: 1\n") == ["print(''' -> 1"])
  }

  @Test func `expectations know their cell`() {
    let script = parse("a\n# output: 1\n# %% two\nb\n# output: 2\n").script
    #expect(script.expectations.map(\.cell) == [1, 2])
  }

  @Test func `the fixture document attaches every output to its print`() throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/document.ag")
    let bytes = [UInt8](try Data(contentsOf: url))
    let (script, diagnostics) = Parser.parse(SourceFile(path: "document.ag", bytes: bytes))
    #expect(diagnostics.map(\.message) == [])
    let outputs = String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter {
      $0.hasPrefix("# output: ")
    }
    #expect(script.expectations.count == outputs.count)
    #expect(outputs.count == 18)
    for (expectation, output) in zip(script.expectations, outputs) {
      #expect(expectation.lines == [String(output.dropFirst("# output: ".count))])
      let statement = try #require(expectation.statement)
      #expect(script.file.text(in: statement).hasPrefix("print("))
    }
  }
}
