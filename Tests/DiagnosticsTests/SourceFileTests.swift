import Diagnostics
import Testing

@Suite struct SourceFileTests {
  private func file(_ text: String) -> SourceFile {
    SourceFile(path: "x.ag", bytes: Array(text.utf8))
  }

  @Test func `lines end at LF, CRLF and a lone CR`() {
    let file = file("a\nb\r\nc\rd")
    #expect(file.lineStarts == [0, 2, 5, 7])
    #expect((1...4).map { file.text(ofLine: $0) } == ["a", "b", "c", "d"])
    #expect(file.line(at: 0) == 1)
    #expect(file.line(at: 4) == 2)
    #expect(file.line(at: 8) == 4)
  }

  @Test func `columns count characters, not bytes`() {
    let file = file("x\näöü = 1")
    #expect(file.column(at: 2) == 1)
    #expect(file.column(at: 8) == 4)
    #expect(file.line(at: 8) == 2)
  }

  @Test func `an empty file has one empty line`() {
    let file = file("")
    #expect(file.lineStarts == [0])
    #expect(file.text(ofLine: 1) == "")
    #expect(file.text(ofLine: 2) == "")
    #expect(file.line(at: 0) == 1)
  }

  @Test func `ranges outside the file give what lies inside`() {
    let file = file("abc")
    #expect(file.text(in: SourceRange(lower: 1, upper: 99)) == "bc")
    #expect(file.text(in: SourceRange(lower: 50, upper: 99)) == "")
  }
}
