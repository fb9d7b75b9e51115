import Records
import Regression
import Testing

struct ComparisonTests {
  @Test func `equal texts are exact`() {
    let check = verdict("loss 0.5", "loss 0.5")
    #expect(check.verdict == .exact)
    #expect(check.ok)
    #expect(check.detail.isEmpty)
  }

  @Test func `other words before equal numbers are a label`() {
    let check = verdict("Forward result: 8", "autograd forward result: 8")
    #expect(check.verdict == .label)
    #expect(check.ok)
    #expect(!verdict("Forward result: 8", "autograd forward result: 8", strict: true).ok)
  }

  @Test func `the numbers behind other words are still judged`() {
    let check = verdict("Result: 8.0", "JAX result: 9.0", [floats(9)])
    #expect(check.verdict == .num)
    #expect(!check.ok)
  }

  @Test(arguments: [
    ("True", "False"), ("hello", "world"), ("[1, 'a']", "[1, 'b']"), ("{'a': 1}", "{'b': 1}"),
    ("converged True 0.5", "converged False 0.5"), ("5ms", "5s"), ("50%", "50"),
    ("dtype=float32 1.0", "dtype=float64 1.0"), ("None 1", "True 1"),
  ])
  func `words that are values must agree`(expected: String, actual: String) {
    let check = verdict(expected, actual)
    #expect(check.verdict == .text)
    #expect(!check.ok)
    #expect(check.detail == "the text differs")
  }

  @Test(arguments: [
    ("[1 2 3]", "[1 2]"), ("[[1 2] [3 4]]", "[1 2 3 4]"), ("8", "8 9"), ("8", "none"),
    ("(1, 2)", "1 2"),
  ])
  func `another count of numbers or other brackets are a shape`(expected: String, actual: String) {
    #expect(verdict(expected, actual).verdict == .shape)
  }

  @Test func `an array's line breaks and padding do not count`() {
    let check = verdict("[[1. 2.]\n [3. 4.]]", "[[ 1.  2.] [ 3.  4.]]", [floats(1, 2, 3, 4)])
    #expect(check.verdict == .format)
    #expect(check.ok)
    #expect(verdict("[[1. 2.]\n[3. 4.]]", "[[1. 2.]\n [3. 4.]]").verdict == .exact)
  }

  @Test func `a bracket in prose does not swallow the lines below`() {
    let check = verdict("sad :(\n1.0", "sad :(\n2.0")
    #expect(check.verdict == .num)
    #expect(check.worst?.index == 0)
  }

  @Test func `the worst number of an array is named with its value`() throws {
    let check = verdict(
      "[1.  2.  3.]", "[1.  2.5 3.5]", [floats(1, 2.5000001, 3.6)])
    // 3.6 does not round to 3.5, so the third value is not taken for what was printed.
    let worst = try #require(check.worst)
    #expect(worst.index == 1 || worst.index == 2)
    #expect(check.verdict == .num)
    let other = try #require(verdict("[1. 2.]", "[1. 2.2]", [floats(1, 2.2)]).worst)
    #expect(other.index == 1)
    #expect(other.unrounded == "2.2")
    #expect(other.expected == "2.")
    #expect(other.actual == "2.2")
  }

  @Test func `numbers of labels do not disturb the pairing when the object's place is known`() {
    var numbers = floats(0.123456789)
    numbers.textRange = 7..<12
    let comparison = Comparison(
      expectations: [expectation(["step 2: 0.1235"])],
      outputs: [output("step 2 0.123\n", [numbers])])
    #expect(comparison.checks[0].worst?.unrounded == "0.123456789")
  }

  @Test func `single precision gets its own tolerance`() {
    let value = Double(Float(0.24751656))
    #expect(
      verdict("x: 0.24751654", "x: 0.24751656", [floats(value, dtype: .float32)]).verdict == .tol)
    #expect(verdict("x: 0.24751654", "x: 0.24751656", [floats(0.24751656)]).verdict == .num)
  }

  @Test func `complex numbers are paired by parts`() {
    let check = verdict(
      "[1.5+2.5j 3j]", "[1.5+2.25j 3j]",
      [PrintedNumbers(dtype: .complex128, values: .floats([1.5, 2.25, 0, 3]))])
    #expect(check.verdict == .num)
    #expect(check.worst?.index == 1)
    #expect(check.worst?.unrounded == "2.25")
  }

  @Test func `directives set tolerances and the nearest wins`() {
    #expect(verdict("1.0", "1.00001", directive: "rtol=1e-4").verdict == .tol)
    let inherited = Comparison(
      expectations: [
        expectation(["1.0"], directive: "rtol=1e-3", inherited: ["rtol=1e-9", "atol=1"])
      ],
      outputs: [output("1.0005\n")])
    #expect(inherited.checks[0].rtol == 1e-3)
    #expect(inherited.checks[0].atol == 1)
    #expect(inherited.checks[0].verdict == .tol)
  }

  @Test func `patterns match whole lines`() {
    #expect(verdict("took [0-9.]+ s", "took 1.25 s", directive: "re").verdict == .match)
    #expect(verdict("took [0-9.]+", "took 1.25 s", directive: "re").verdict == .pattern)
    #expect(verdict("took * s", "took 1.25 s", directive: "glob").verdict == .match)
    #expect(verdict("took ?.2[0-9] s", "took 1.25 s", directive: "glob").verdict == .match)
    #expect(verdict("took ?.2[!0-9] s", "took 1.25 s", directive: "glob").verdict == .pattern)
    #expect(verdict("(", "x", directive: "re").verdict == .pattern)
  }

  @Test func `any order and ignore`() {
    #expect(verdict("a 1\nb 2", "b 2\na 1", directive: "any-order").ok)
    #expect(!verdict("a 1\nb 2", "b 2\na 3", directive: "any-order").ok)
    #expect(verdict("whatever", "1.0", directive: "ignore").verdict == .ignored)
  }

  @Test func `a directive that cannot be read fails with its reason`() {
    let check = verdict("1", "1", directive: "rtl=1")
    #expect(check.verdict == .directive)
    #expect(check.detail == "unknown directive 'rtl=' (known: rtol=, atol=)")
    #expect(
      verdict("1", "1", directive: "rtol=x").detail
        == "'rtol' needs a number of at least 0, got 'x'")
    #expect(
      verdict("1", "1", directive: "re glob").detail
        == "re, glob, ignore and error exclude each other")
  }

  @Test func `a loop's block holds the lines of all occurrences`() {
    let comparison = Comparison(
      expectations: [expectation(["0", "1", "4"])],
      outputs: (0..<3).map { output("\($0 * $0)\n", occurrence: $0 + 1) })
    #expect(comparison.checks.map(\.verdict) == [.exact, .exact, .exact])
    #expect(comparison.checks.map(\.occurrence) == [1, 2, 3])
  }

  @Test func `one extra print among a hundred gives one message`() {
    let expected = (0..<100).map { "step \($0): \(Double($0) * 1.25)" }
    for place in [0, 1, 50, 99, 100] {
      var printed = expected
      printed.insert("step 7: 1234.5", at: place)
      let comparison = Comparison(
        expectations: [expectation(expected)],
        outputs: printed.enumerated().map { output($0.element + "\n", occurrence: $0.offset + 1) })
      let failures = comparison.checks.filter { !$0.ok }
      #expect(failures.count == 1)
      #expect(failures.first?.verdict == .extra)
      #expect(failures.first?.occurrence == place + 1)
      #expect(failures.first?.detail == "a line was printed that is not expected")
    }
  }

  @Test func `one missing print among a hundred gives one message`() {
    let expected = (0..<100).map { "step \($0): \(Double($0) * 1.25)" }
    var printed = expected
    printed.remove(at: 40)
    let comparison = Comparison(
      expectations: [expectation(expected)],
      outputs: printed.enumerated().map { output($0.element + "\n", occurrence: $0.offset + 1) })
    let failures = comparison.checks.filter { !$0.ok }
    #expect(failures.map(\.verdict) == [.missing])
    #expect(failures.first?.expected == "step 40: 50.0")
  }

  @Test func `a statement that never ran is unreachable, one that printed nothing is missing`() {
    let expectations = [expectation(["1"], line: 1), expectation(["2"], line: 5)]
    let comparison = Comparison(expectations: expectations, outputs: [], executedLines: [1])
    #expect(comparison.checks.map(\.verdict) == [.missing, .unreachable])
    #expect(comparison.checks.map(\.ok) == [false, false])
  }

  @Test func `a bare expectation expects no output`() {
    let bare = expectation([])
    #expect(Comparison(expectations: [bare], outputs: []).checks[0].verdict == .exact)
    #expect(
      Comparison(expectations: [bare], outputs: [output("1\n")]).checks[0].verdict == .extra)
  }

  @Test func `a print without expectation is new, once a statement`() {
    let comparison = Comparison(
      expectations: [], outputs: (1...5).map { output("\($0)\n", line: 3, occurrence: $0) })
    #expect(comparison.checks.map(\.verdict) == [.new])
    #expect(comparison.ok)
    #expect(
      !Comparison(
        expectations: [], outputs: [output("1\n")], options: .init(strict: true)
      ).ok)
  }

  @Test func `prints inside a call belong to the expectation after the call`() {
    let call = expectation(["1", "2"], line: 9)
    let comparison = Comparison(
      expectations: [call],
      outputs: [output("1\n", line: 3, callers: [9]), output("2\n", line: 4, callers: [9])])
    #expect(comparison.checks.map(\.verdict) == [.exact, .exact])
  }

  @Test func `an expectation after a loop takes what its body prints`() {
    var loop = expectation(["0 1 2"], line: 2)
    loop.statement = 1...2
    let comparison = Comparison(
      expectations: [loop],
      outputs: [
        output("0 ", line: 2), output("1 ", line: 2, occurrence: 2), output("2\n", line: 2),
      ])
    #expect(comparison.checks.map(\.verdict) == [.exact])
  }

  @Test func `an expected error matches class and message`() {
    let statement = expectation(
      ["division by zero"], line: 4, directive: "error ZeroDivisionError")
    func check(_ raised: [RaisedError]) -> CheckRecord {
      Comparison(expectations: [statement], outputs: [], raised: raised).checks[0]
    }
    let division = RaisedError(
      type: "ZeroDivisionError", message: "division by zero", lines: [2, 4])
    #expect(check([division]).verdict == .match)
    #expect(check([]).detail == "expected ZeroDivisionError to be raised")
    let other = RaisedError(type: "ValueError", message: "no", lines: [4])
    #expect(check([other]).detail == "expected ZeroDivisionError, but ValueError was raised")
    let message = RaisedError(type: "ZeroDivisionError", message: "modulo by zero", lines: [4])
    #expect(check([message]).detail == "the error's message differs")
  }

  @Test func `the document's one wrong line is the only failure`() {
    let lines: [(String, String, [PrintedNumbers])] = [
      (
        "Forward result: 0.549833997312478", "Forward result:  0.549833997312478",
        [floats(0.549833997312478)]
      ),
      (
        "Backward result with respect to x: 0.24751657271185995",
        "JAX forward result: 0.54983395", [floats(Double(Float(0.54983395)), dtype: .float32)]
      ),
      (
        "JAX backward result with respect to x: 0.24751654",
        "JAX backward result with respect to x: 0.24751654",
        [floats(Double(Float(0.24751654)), dtype: .float32)]
      ),
    ]
    let comparison = Comparison(
      expectations: lines.enumerated().map { expectation([$0.element.0], line: $0.offset * 2 + 1) },
      outputs: lines.enumerated().map {
        output($0.element.1 + "\n", line: $0.offset * 2 + 1, $0.element.2)
      })
    #expect(comparison.checks.map(\.verdict) == [.format, .num, .exact])
  }
}
