import Records
import Regression

/// An output of one print on `line`.
func output(
  _ text: String, line: Int = 1, occurrence: Int = 1, callers: [Int] = [],
  _ numbers: [PrintedNumbers] = []
) -> OutputRecord {
  OutputRecord(
    cell: 1, site: .init(line: line, occurrence: occurrence),
    callers: callers.map { .init(line: $0, occurrence: 1) }, text: text, numbers: numbers)
}

/// An expectation after the one-line statement on `line`, with the block on the next line.
func expectation(
  _ lines: [String], line: Int = 1, directive: String? = nil, inherited: [String] = []
) -> ExpectationSpec {
  ExpectationSpec(
    line: line + 1, statement: line...line, directive: directive, inheritedDirectives: inherited,
    lines: lines, cell: 1)
}

func floats(_ values: Double..., dtype: PrintedNumbers.DType = .float64) -> PrintedNumbers {
  PrintedNumbers(dtype: dtype, values: .floats(values))
}

/// The verdict of one printed text against one block.
func verdict(
  _ expected: String, _ actual: String, _ numbers: [PrintedNumbers] = [], directive: String? = nil,
  strict: Bool = false
) -> CheckRecord {
  let comparison = Comparison(
    expectations: [
      expectation(
        expected.split(separator: "\n", omittingEmptySubsequences: false).map(String.init),
        directive: directive)
    ],
    outputs: [output(actual + "\n", numbers)], options: .init(strict: strict))
  return comparison.checks[0]
}
