import Records
import Regression
import Testing

struct AcceptanceTests {
  /// A source with one block, whose place is found by its text.
  private func rewritten(
    _ source: String, block: String, expected: [String], printed: String,
    directive: String? = nil, maximumRelative: Double? = nil
  ) throws -> Acceptance {
    let bytes = Array(source.utf8)
    let pattern = Array(block.utf8)
    let start = try #require(
      bytes.indices.first { bytes[$0...].starts(with: pattern) })
    let spec = ExpectationSpec(
      line: 2, statement: 1...1, directive: directive, lines: expected, cell: 1,
      byteRange: start..<(start + pattern.count))
    let comparison = Comparison(expectations: [spec], outputs: [output(printed)])
    return try Acceptance(
      source: bytes, recorded: SHA256.digest(of: bytes), expectations: [spec],
      comparison: comparison, maximumRelative: maximumRelative)
  }

  @Test func `only the expectation's bytes change, whatever the line ends, tabs and last line`()
    throws
  {
    let source = "\u{feff}s = 'é'\r\nif True:\r\n\tprint(s, 2.0)  \r\n\t# output: é 1.0"
    let acceptance = try rewritten(
      source, block: "# output: é 1.0", expected: ["é 1.0"], printed: "é 2.0\n")
    #expect(
      String(decoding: acceptance.source, as: UTF8.self)
        == "\u{feff}s = 'é'\r\nif True:\r\n\tprint(s, 2.0)  \r\n\t# output: é 2.0")
    #expect(acceptance.changes.map(\.new) == ["é 2.0"])
    #expect(acceptance.changes.first?.relativeChange == 1)
  }

  @Test func `a block grows and shrinks in its own layout`() throws {
    let grown = try rewritten(
      "print(a)\r\n  # output[rtol=1e-3]: [1 2]\r\nx = 1\r\n", block: "# output[rtol=1e-3]: [1 2]",
      expected: ["[1 2]"], printed: "[[1 2]\n [3 4]]\n", directive: "rtol=1e-3")
    #expect(
      String(decoding: grown.source, as: UTF8.self)
        == "print(a)\r\n  # output[rtol=1e-3]: [[1 2]\r\n  #                     [3 4]]\r\nx = 1\r\n"
    )
    let shrunk = try rewritten(
      "print(a)\n# output: 1\n#   2\n#   3\n", block: "# output: 1\n#   2\n#   3",
      expected: ["1", "2", "3"], printed: "1\n9\n")
    #expect(String(decoding: shrunk.source, as: UTF8.self) == "print(a)\n# output: 1\n#   9\n")
  }

  @Test func `a bare expectation gets its text`() throws {
    let acceptance = try rewritten(
      "print(1)\n# output:\n", block: "# output:", expected: [], printed: "1\n")
    #expect(String(decoding: acceptance.source, as: UTF8.self) == "print(1)\n# output: 1\n")
  }

  @Test func `passing lines of a failing block keep their words`() throws {
    let acceptance = try rewritten(
      "f()\n# output: Result: 8\n#   Gradient: 4.5\n",
      block: "# output: Result: 8\n#   Gradient: 4.5",
      expected: ["Result: 8", "Gradient: 4.5"], printed: "autograd result: 8\nGradient: 4.0\n")
    #expect(
      String(decoding: acceptance.source, as: UTF8.self)
        == "f()\n# output: Result: 8\n#   Gradient: 4.0\n")
  }

  @Test func `an edit between run and accept is refused`() {
    #expect(throws: Acceptance.Refusal.sourceChanged) {
      try Acceptance(
        source: Array("print(1)\n".utf8), recorded: SHA256.digest(of: "print(2)\n"),
        expectations: [], comparison: Comparison(expectations: [], outputs: []))
    }
  }

  @Test func `patterns, silence and large changes are left alone`() throws {
    let pattern = try rewritten(
      "print(1)\n# output[re]: a+\n", block: "# output[re]: a+", expected: ["a+"], printed: "b\n",
      directive: "re")
    #expect(pattern.refusals == [.notLiteral(line: 2)])
    #expect(pattern.changes.isEmpty)
    let silent = try rewritten(
      "f()\n# output: 1\n", block: "# output: 1", expected: ["1"], printed: "")
    #expect(silent.refusals == [.nothingPrinted(line: 2)])
    let large = try rewritten(
      "f()\n# output: 1.0\n", block: "# output: 1.0", expected: ["1.0"], printed: "2.0\n",
      maximumRelative: 0.5)
    #expect(large.refusals == [.changeTooLarge(line: 2, relative: 1, limit: 0.5)])
    #expect(large.source == Array("f()\n# output: 1.0\n".utf8))
  }

  @Test func `accepting what passes changes nothing`() throws {
    let acceptance = try rewritten(
      "f()\n# output: label: 1.0\n", block: "# output: label: 1.0", expected: ["label: 1.0"],
      printed: "other label: 1.0\n")
    #expect(acceptance.changes.isEmpty)
    #expect(acceptance.source == Array("f()\n# output: label: 1.0\n".utf8))
  }
}
