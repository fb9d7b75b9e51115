package import Records

/// How a printed logical line relates to the expected one.
struct LineComparison: Sendable {
  var verdict: Verdict
  /// The number that uses most of its tolerance, with its position in the line.
  var worst: WorstNumber?
  var numberCount = 0

  static func lines(
    expected e: ComparableLine, actual a: ComparableLine, tolerance: Tolerance
  ) -> LineComparison {
    let textsAgree = e.text == a.text
    guard textsAgree || e.structure == a.structure else {
      // Without any number on either side there is no shape to speak of.
      let verdict: Verdict = e.numbers.isEmpty && a.numbers.isEmpty ? .text : .shape
      return LineComparison(verdict: verdict, numberCount: max(e.numbers.count, a.numbers.count))
    }
    var verdict: Verdict = textsAgree ? .exact : .format
    var worst: WorstNumber?
    var worstUse = (-1, 0.0)
    for index in e.numbers.indices {
      let expected = e.numbers[index]
      let actual = a.numbers[index]
      let unrounded = a.unrounded[index]
      let outcome = NumberComparison(
        expected: expected, actual: actual, unrounded: unrounded, tolerance: tolerance)
      if outcome.verdict.severity > verdict.severity { verdict = outcome.verdict }
      // A failing number outranks every passing one.
      let use = (outcome.verdict == .num ? 1 : 0, outcome.use)
      if use > worstUse {
        worstUse = use
        worst = WorstNumber(
          index: index, expected: expected.text, actual: actual.text,
          unrounded: unrounded.map { $0.fullPrecision } ?? actual.text,
          absolute: outcome.absolute, relative: outcome.relative, ulps: outcome.ulps,
          allowed: outcome.allowed)
      }
    }
    if verdict != .num, !textsAgree {
      if e.strictWords != a.strictWords {
        verdict = .text
      } else if e.prose != a.prose {
        verdict = .label
      }
    }
    return LineComparison(verdict: verdict, worst: worst, numberCount: e.numbers.count)
  }
}

extension NumberComparison.Unrounded {
  /// Shortest digits that give the value back in its own dtype.
  var fullPrecision: String { dtype.isSinglePrecision ? "\(Float(value))" : "\(value)" }
}

extension Verdict {
  /// Order in which verdicts of parts decide the verdict of the whole.
  var severity: Int {
    switch self {
    case .ignored, .exact, .match: 0
    case .format: 1
    case .digits: 2
    case .tol: 3
    case .label: 4
    case .new: 5
    case .text: 6
    case .pattern: 7
    case .num: 8
    case .shape: 9
    case .missing: 10
    case .extra: 11
    case .unreachable: 12
    case .error: 13
    case .directive: 14
    }
  }

  /// Whether it counts as passed: `format`, `label` and `new` are notices that only strictness
  /// makes failures.
  package func passes(strict: Bool) -> Bool {
    switch self {
    case .exact, .match, .digits, .tol, .ignored: true
    case .format, .label, .new: !strict
    default: false
    }
  }
}
