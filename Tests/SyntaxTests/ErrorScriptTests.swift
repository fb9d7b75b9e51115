import Diagnostics
import Syntax
import Testing

/// The patterns in `Scripts/errors-*.ag` are CPython 3.11's messages; `recovery.ag` holds our own.
@Suite struct ErrorScriptTests {
  static let chunks = ["errors-lexical.ag", "errors-grammar.ag", "errors-scopes.ag", "recovery.ag"]
    .flatMap(ChunkedFile.chunks)

  @Test(arguments: chunks)
  func `each error is reported on its line and no other`(_ chunk: ChunkedFile.Chunk) throws {
    let (script, diagnostics) = parse(chunk.source)
    var expected = chunk.expectations
    #expect(!expected.isEmpty)
    for diagnostic in diagnostics where diagnostic.severity == .error {
      let line = diagnostic.range.map { script.file.line(at: $0.lower) } ?? 0
      let match = try expected.firstIndex { expectation in
        let pattern = try Regex(expectation.pattern)
        return expectation.line == line && diagnostic.message.wholeMatch(of: pattern) != nil
      }
      if let match {
        expected.remove(at: match)
      } else {
        Issue.record("unexpected: line \(line): \(diagnostic.message)")
      }
    }
    for missing in expected { Issue.record("missing: line \(missing.line): \(missing.pattern)") }
  }

  @Test func `there are scripts to check`() { #expect(Self.chunks.count > 200) }
}
