import Records
import Regression
import Testing

/// One row of the number table: expected literal, printed literal, value behind it, verdict.
struct NumberRow: Sendable, CustomTestStringConvertible {
  var expected: String
  var actual: String
  var value: Double?
  var dtype: PrintedNumbers.DType
  var verdict: Verdict

  init(
    _ expected: String, _ actual: String, _ value: Double?, _ dtype: PrintedNumbers.DType,
    _ verdict: Verdict
  ) {
    (self.expected, self.actual, self.value, self.dtype, self.verdict) =
      (expected, actual, value, dtype, verdict)
  }

  init(_ expected: String, _ actual: String, _ value: Double?, _ verdict: Verdict) {
    self.init(expected, actual, value, .float64, verdict)
  }

  var testDescription: String { "\(expected) ← \(actual) (\(value.map { "\($0)" } ?? "?"))" }
}

struct NumberComparisonTests {
  static let rows: [NumberRow] = [
    // 1: equal texts.
    NumberRow("8", "8", 8, .int, .exact),
    NumberRow("0.25", "0.25", 0.25, .exact),
    NumberRow("nan", "nan", .nan, .exact),
    NumberRow("0.12", "0.12", 0.1234, .exact),
    // 2: integers that differ.
    NumberRow("8", "9", 9, .int, .num),
    NumberRow("100000000000000000000", "100000000000000000001", nil, .num),
    NumberRow("0x1f", "0x1e", nil, .num),
    NumberRow("8", "-8", nil, .num),
    // 3: the same value as integer and float.
    NumberRow("8", "8.0", 8, .format),
    NumberRow("8.0", "8", 8, .int, .format),
    NumberRow("8", "8.", 8, .format),
    NumberRow("1.50", "1.5", 1.5, .format),
    NumberRow("100", "1e2", 100, .format),
    NumberRow("+5", "5", nil, .format),
    // 4: NaN and infinities.
    NumberRow("nan", "0.5", 0.5, .num),
    NumberRow("0.5", "nan", .nan, .num),
    NumberRow("inf", "-inf", -.infinity, .num),
    NumberRow("inf", "1e308", 1e308, .num),
    NumberRow("inf", "+inf", .infinity, .format),
    // 5: signed zeros.
    NumberRow("0.0", "-0.0", -0.0, .format),
    NumberRow("-0.", "0.0", 0, .format),
    // 6: within tolerance.
    NumberRow("0.549833997312478", "0.5498339973124781", 0.5498339973124781, .tol),
    NumberRow("1000.0", "1000.0000001", 1000.0000001, .tol),
    NumberRow("0.24751654", "0.24751656", Double(Float(0.24751656)), .float32, .tol),
    NumberRow("0.24751654", "0.24751656", 0.24751656, .float64, .num),
    NumberRow("0.0", "1e-13", 1e-13, .tol),
    NumberRow("0.0", "1e-11", 1e-11, .num),
    // 7: as many digits, rounded across a boundary.
    NumberRow("0.1235", "0.1234", 0.12345, .digits),
    NumberRow("0.1235", "0.1234", 0.1234, .num),
    NumberRow("1.000e-04", "9.999e-05", 9.9995e-05, .digits),
    // 8: a shorter literal.
    NumberRow("0.55", "0.549833997312478", 0.549833997312478, .digits),
    NumberRow("0.54", "0.549833997312478", 0.549833997312478, .num),
    NumberRow("2500.0", "2500.04", 2500.04, .digits),
    NumberRow("8", "8.004", 8.004, .digits),
    NumberRow("8", "8.3", 8.3, .num),
    NumberRow("0.0", "0.04", 0.04, .num),
    NumberRow("3", "3.14159", 3.14159, .num),
    // A longer literal than what was printed.
    NumberRow("0.5498", "0.55", nil, .num),
    // Complex parts.
    NumberRow("2j", "2", 2, .num),
  ]

  @Test(arguments: rows) func `each row of the number table has its verdict`(row: NumberRow) throws
  {
    let expected = try #require(LineTokens(row.expected).numbers.first)
    let actual = try #require(LineTokens(row.actual).numbers.first)
    let unrounded = row.value.map { NumberComparison.Unrounded(value: $0, dtype: row.dtype) }
    let outcome = NumberComparison(
      expected: expected, actual: actual, unrounded: unrounded, tolerance: Tolerance())
    #expect(outcome.verdict == row.verdict)
  }

  @Test func `a differing number is measured in absolute, relative and ulp terms`() throws {
    let expected = try #require(LineTokens("2.0").numbers.first)
    let actual = try #require(LineTokens("2.000000000000001").numbers.first)
    let outcome = NumberComparison(
      expected: expected, actual: actual,
      unrounded: .init(value: 2.000000000000001, dtype: .float64),
      tolerance: Tolerance(rtol: 0, atol: 0))
    #expect(outcome.absolute == 2.000000000000001 - 2)
    #expect(outcome.relative == (2.000000000000001 - 2) / 2)
    #expect(outcome.ulps == 2)
  }

  @Test func `single precision counts its own units in the last place`() throws {
    let value = Double(Float(1).nextUp.nextUp.nextUp)
    let expected = try #require(LineTokens("1.0").numbers.first)
    let actual = try #require(LineTokens("1.0000004").numbers.first)
    let outcome = NumberComparison(
      expected: expected, actual: actual, unrounded: .init(value: value, dtype: .float32),
      tolerance: Tolerance())
    #expect(outcome.ulps == 3)
    #expect(outcome.verdict == .tol)
  }

  /// Seeded, so that a failure repeats.
  struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
      return mixed ^ (mixed >> 31)
    }
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `a perturbation within tolerance never fails and one beyond a printed unit always does`(
    seed: UInt64
  ) throws {
    var random = Generator(state: seed)
    for _ in 0..<2_000 {
      let exponent = Int.random(in: -8...8, using: &random)
      let sign = Bool.random(using: &random) ? 1.0 : -1.0
      let scale = try #require(Double("1e\(exponent)"))
      let value = sign * Double.random(in: 1..<10, using: &random) * scale
      let written = try #require(LineTokens("\(value)").numbers.first)
      let rtol = try #require(Double("1e-\(Int.random(in: 6...12, using: &random))"))
      let near = value * (1 + rtol * Double.random(in: -0.99...0.99, using: &random))
      #expect(judge(written, near, Tolerance(rtol: rtol, atol: 0)) != .num, "\(value) \(near)")
      // Two printed units of the shorter of both spellings, and beyond any tolerance.
      let unit = max(written.halfUnit * 2, abs(value) * 1e-3) + abs(value) * rtol
      let far = value + unit * Double.random(in: 1.1...50, using: &random)
      #expect(judge(written, far, Tolerance(rtol: rtol, atol: 0)) == .num, "\(value) \(far)")
    }
  }

  private func judge(
    _ expected: NumberLiteral, _ value: Double, _ tolerance: Tolerance
  ) -> Verdict? {
    LineTokens("\(value)").numbers.first.map { actual in
      NumberComparison(
        expected: expected, actual: actual, unrounded: .init(value: value, dtype: .float64),
        tolerance: tolerance
      ).verdict
    }
  }
}
