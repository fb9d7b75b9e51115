/// Outcome of comparing one expectation with what was printed.
package enum Verdict: String, Codable, Sendable, CaseIterable {
  // Passing, from the closest to the farthest.
  /// The texts are equal.
  case exact
  /// A pattern (`[re]`, `[glob]`), or the expected error, matched.
  case match
  /// Equal values, spelled differently.
  case format
  /// The written literal has fewer digits, and the value rounds to it.
  case digits
  /// Within `atol + rtol·|expected|`.
  case tol
  /// Words differ, the numbers agree.
  case label
  /// Printed where nothing is expected yet.
  case new
  /// `[ignore]`.
  case ignored
  // Failing.
  /// A number differs.
  case num
  /// Words differ and no number stands for the value.
  case text
  /// A pattern did not match.
  case pattern
  /// Count of numbers or bracket structure differs.
  case shape
  /// Expected lines were not printed.
  case missing
  /// Lines were printed beyond the expected ones.
  case extra
  /// The statement was never executed.
  case unreachable
  /// An expected error was not raised, or another was.
  case error
  /// The directive cannot be read.
  case directive
}

/// One expectation's outcome at one loop occurrence.
package struct CheckRecord: Codable, Sendable {
  /// Line of the statement that printed, or of the block where nothing did.
  package var line: Int
  /// From 1; 0 where nothing was printed.
  package var occurrence: Int
  package var cell: Int
  /// Line of the expectation's first `#`; nil where there is none yet.
  package var expectationLine: Int?
  package var expected: String
  package var actual: String
  package var verdict: Verdict
  /// Whether it counts as passed under the tolerances and strictness that applied.
  package var ok: Bool
  /// What is wrong in one sentence; empty where it passed.
  package var detail: String
  /// The number farthest from what was allowed; nil where no number was compared.
  package var worst: WorstNumber?
  package var rtol: Double
  package var atol: Double

  package init(
    line: Int, occurrence: Int, cell: Int, expectationLine: Int?, expected: String,
    actual: String, verdict: Verdict, ok: Bool, detail: String = "", worst: WorstNumber? = nil,
    rtol: Double, atol: Double
  ) {
    self.line = line
    self.occurrence = occurrence
    self.cell = cell
    self.expectationLine = expectationLine
    self.expected = expected
    self.actual = actual
    self.verdict = verdict
    self.ok = ok
    self.detail = detail
    self.worst = worst
    self.rtol = rtol
    self.atol = atol
  }
}

/// The number of an output that uses most of its tolerance.
package struct WorstNumber: Codable, Hashable, Sendable {
  /// Position among the numbers of the text, from 0.
  package var index: Int
  /// Literal written in the expectation.
  package var expected: String
  /// Literal printed.
  package var actual: String
  /// The value behind the printed literal at full precision.
  package var unrounded: String
  package var absolute: Double
  /// `absolute` over the expected magnitude; infinite where that is zero.
  package var relative: Double
  /// Distance in units in the last place of the value's dtype; nil for integers.
  package var ulps: Double?
  /// Largest absolute difference that would have passed.
  package var allowed: Double

  package init(
    index: Int, expected: String, actual: String, unrounded: String, absolute: Double,
    relative: Double, ulps: Double?, allowed: Double
  ) {
    self.index = index
    self.expected = expected
    self.actual = actual
    self.unrounded = unrounded
    self.absolute = absolute
    self.relative = relative
    self.ulps = ulps
    self.allowed = allowed
  }
}
