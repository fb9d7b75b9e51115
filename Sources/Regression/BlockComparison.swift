import Records

/// Compares one expectation with the units printed for it.
struct BlockComparison {
  let expectation: ExpectationSpec
  let units: [PrintedUnit]
  let executedLines: Set<Int>?
  let raised: [RaisedError]
  let options: Comparison.Options

  /// Rows of the verdicts, and the lines that acceptance would write; nil where it must not write
  /// any.
  struct Result {
    var checks: [CheckRecord]
    var accepted: [String]?
  }

  func result() -> Result {
    let directive: Directive
    do {
      directive = try effectiveDirective()
    } catch {
      let check = row(.directive, detail: .directive(error.message), settings: Directive())
      return Result(checks: [check])
    }
    var settings = directive
    settings.strict = directive.strict || options.strict
    settings.rtol = directive.rtol ?? options.rtol
    settings.atol = directive.atol ?? options.atol
    if case .ignore = settings.mode {
      return Result(checks: [row(.ignored, detail: nil, settings: settings)])
    }
    if case .error(let type) = settings.mode {
      return Result(checks: [errorCheck(type, settings)])
    }
    // What did not print may not have run: acceptance never deletes for that.
    return units.isEmpty ? Result(checks: [unprintedCheck(settings)]) : lineResult(settings)
  }

  /// The nearest directive's settings over those of the cell and the script.
  private func effectiveDirective() throws(Directive.Malformed) -> Directive {
    var result = try Directive(parsing: expectation.directive ?? "")
    for text in expectation.inheritedDirectives {
      result = result.inheriting(try Directive(parsing: text))
    }
    return result
  }

  /// Nothing was printed.
  private func unprintedCheck(_ settings: Directive) -> CheckRecord {
    guard let statement = expectation.statement, !expectation.followsDefinition else {
      return row(.unreachable, detail: .unattached, settings: settings)
    }
    if let executedLines, !statement.contains(where: executedLines.contains) {
      return row(.unreachable, detail: .unreachable, settings: settings)
    }
    let expected = ComparableLine.logicalLines(expectation.lines)
    if expected.isEmpty { return row(.exact, detail: nil, settings: settings) }
    return row(.missing, detail: .missing(count: expected.count), settings: settings)
  }

  private func errorCheck(_ type: String?, _ settings: Directive) -> CheckRecord {
    let statement = expectation.statement
    let error = raised.first { error in
      error.lines.contains { statement?.contains($0) == true }
    }
    guard let error else { return row(.error, detail: .notRaised(type), settings: settings) }
    let actual = error.message.isEmpty ? error.type : "\(error.type): \(error.message)"
    if let type, type != error.type {
      return row(
        .error, actual: actual, detail: .otherError(expected: type, actual: error.type),
        settings: settings)
    }
    let expected = ComparableLine.logicalLines(expectation.lines).map(\.text)
      .joined(separator: "\n")
    if expected.isEmpty || expected == error.message || expected == actual {
      return row(.match, actual: actual, detail: nil, settings: settings)
    }
    return row(.error, actual: actual, detail: .otherMessage, settings: settings)
  }

  // MARK: Lines

  private func lineResult(_ settings: Directive) -> Result {
    let matcher: LineMatcher
    do {
      matcher = try LineMatcher(expectation.lines, settings: settings)
    } catch {
      let check = row(
        .pattern, actual: units.flatMap(\.lines).joined(separator: "\n"),
        detail: .badPattern(error.pattern, reason: error.reason), settings: settings)
      return Result(checks: [check])
    }
    let printed = units.enumerated().flatMap { index, unit in
      matcher.joinsLines
        ? unit.comparableLines(unit: index)
        : unit.lines.filter { !$0.trimmed.isEmpty }.map {
          ComparableLine(LogicalLine(text: $0.trimmed, raw: [$0]), unit: index)
        }
    }
    if matcher.count == 0, printed.isEmpty {
      return Result(checks: [row(.exact, detail: nil, settings: settings)])
    }
    var outcomes: [LineAlignment.Pairing: LineComparison] = [:]
    func outcome(_ expected: Int, _ actual: Int) -> LineComparison {
      let pairing = LineAlignment.Pairing.pair(expected: expected, actual: actual)
      if let known = outcomes[pairing] { return known }
      let result = matcher.compare(expected, printed[actual])
      outcomes[pairing] = result
      return result
    }
    func cost(_ expected: Int, _ actual: Int) -> Int {
      let result = outcome(expected, actual)
      if result.verdict == .label { return result.numberCount > 0 ? 1 : LineAlignment.mismatch }
      return result.verdict.passes(strict: false) ? 0 : LineAlignment.mismatch
    }
    let pairings =
      settings.anyOrder
      ? unordered(matcher.count, printed.count, cost)
      : LineAlignment.align(expected: matcher.count, actual: printed.count, cost: cost)
    let rows = rows(pairings, matcher, printed, settings, outcome)
    // Lines that pass keep their words; patterns are never replaced by what they did not match.
    let accepted = pairings.flatMap { (pairing) -> [String] in
      switch pairing {
      case .pair(let expected, let actual):
        return cost(expected, actual) < LineAlignment.mismatch
          ? matcher.raw(expected) : printed[actual].raw
      case .extra(let actual): return printed[actual].raw
      case .missing: return []
      }
    }
    return Result(checks: rows, accepted: matcher.joinsLines && !printed.isEmpty ? accepted : nil)
  }

  /// Takes for each expected line the first printed one that passes, then pairs what is left in
  /// order.
  private func unordered(
    _ expected: Int, _ actual: Int, _ cost: (Int, Int) -> Int
  ) -> [LineAlignment.Pairing] {
    var isTaken = [Bool](repeating: false, count: actual)
    var result: [LineAlignment.Pairing] = []
    var open: [Int] = []
    for index in 0..<expected {
      let found = (0..<actual).first { !isTaken[$0] && cost(index, $0) < LineAlignment.mismatch }
      if let found {
        isTaken[found] = true
        result.append(.pair(expected: index, actual: found))
      } else {
        open.append(index)
      }
    }
    let rest = (0..<actual).filter { !isTaken[$0] }
    for (index, actual) in zip(open, rest) { result.append(.pair(expected: index, actual: actual)) }
    result += open.dropFirst(rest.count).map { .missing(expected: $0) }
    result += rest.dropFirst(open.count).map { .extra(actual: $0) }
    return result
  }

  /// One row a printed unit; expected lines that nothing printed, and units that nothing expected,
  /// are gathered.
  private func rows(
    _ pairings: [LineAlignment.Pairing], _ matcher: LineMatcher, _ printed: [ComparableLine],
    _ settings: Directive, _ outcome: (Int, Int) -> LineComparison
  ) -> [CheckRecord] {
    var rows: [CheckRecord] = []
    var pairs: [Int: [(expected: Int, actual: Int)]] = [:]
    var extras: [Int: [Int]] = [:]
    var missing: [Int] = []
    for pairing in pairings {
      switch pairing {
      case .pair(let expected, let actual):
        pairs[printed[actual].unit, default: []].append((expected, actual))
      case .extra(let actual): extras[printed[actual].unit, default: []].append(actual)
      case .missing(let expected): missing.append(expected)
      }
    }
    var surplus: [Int] = []
    var firstSurplus = 0
    func flushSurplus() {
      guard !surplus.isEmpty else { return }
      rows.append(
        row(
          .extra, unit: firstSurplus, expected: "",
          actual: surplus.map { printed[$0].text }.joined(separator: "\n"),
          detail: .extra(count: surplus.count), settings: settings))
      surplus = []
    }
    for unit in units.indices {
      let own = pairs[unit] ?? []
      let extra = extras[unit] ?? []
      if own.isEmpty {
        if surplus.isEmpty { firstSurplus = unit }
        surplus += extra
        continue
      }
      flushSurplus()
      rows.append(unitRow(unit, own, extra, matcher, printed, settings, outcome))
    }
    flushSurplus()
    if !missing.isEmpty {
      rows.append(
        row(
          .missing, expected: missing.map { matcher.text($0) }.joined(separator: "\n"),
          detail: .missing(count: missing.count), settings: settings))
    }
    return rows
  }

  /// The verdict of one unit: that of its worst line.
  private func unitRow(
    _ unit: Int, _ pairs: [(expected: Int, actual: Int)], _ extra: [Int],
    _ matcher: LineMatcher, _ printed: [ComparableLine], _ settings: Directive,
    _ outcome: (Int, Int) -> LineComparison
  ) -> CheckRecord {
    let outcomes = pairs.map { outcome($0.expected, $0.actual) }
    let count = outcomes.reduce(0) { $0 + $1.numberCount }
    var verdict = Verdict.exact
    var worst: WorstNumber?
    var rank = (-1, -1.0)
    var index = 0
    var shape = (0, 0)
    for (pair, outcome) in zip(pairs, outcomes) {
      if outcome.verdict.severity >= verdict.severity {
        verdict = outcome.verdict
        if verdict == .shape {
          shape = (matcher.numberCount(pair.expected), printed[pair.actual].numbers.count)
        }
      }
      if var candidate = outcome.worst {
        let use = candidate.absolute == 0 ? 0 : candidate.absolute / candidate.allowed
        let new = (outcome.verdict == .num ? 1 : 0, use.isNaN ? .infinity : use)
        if new > rank {
          rank = new
          candidate.index += index
          worst = candidate
        }
      }
      index += outcome.numberCount
    }
    // Words alone are what a line says; beside numbers they are its label.
    if verdict == .label, count == 0 { verdict = .text }
    if !extra.isEmpty, verdict.severity < Verdict.extra.severity { verdict = .extra }
    let detail: CheckMessage? =
      switch verdict {
      case .text: .text
      case .num: worst.map { .number($0, count: count) }
      case .shape: .shape(expected: shape.0, actual: shape.1)
      case .pattern: .pattern
      case .extra: .extra(count: extra.count)
      default: nil
      }
    let actual = printed.filter { $0.unit == unit }.map(\.text)
    return row(
      verdict, unit: unit,
      expected: pairs.map { matcher.text($0.expected) }.joined(separator: "\n"),
      actual: actual.joined(separator: "\n"), detail: detail, worst: worst, settings: settings)
  }

  // MARK: Rows

  private func row(
    _ verdict: Verdict, unit: Int? = nil, expected: String? = nil, actual: String? = nil,
    detail: CheckMessage?, worst: WorstNumber? = nil, settings: Directive
  ) -> CheckRecord {
    let site = unit.map { units[$0].site }
    let dtype = unit.flatMap { units[$0].numbers.first { !$0.dtype.isInteger }?.dtype }
    return CheckRecord(
      line: site?.line ?? expectation.statement?.lowerBound ?? expectation.line,
      occurrence: site?.occurrence ?? (units.isEmpty ? 0 : units.count + 1),
      cell: expectation.cell, expectationLine: expectation.line,
      expected: expected ?? expectation.lines.joined(separator: "\n"),
      actual: actual ?? units.flatMap(\.lines).map(\.trimmed).joined(separator: "\n"),
      verdict: verdict, ok: verdict.passes(strict: settings.strict), detail: detail?.text ?? "",
      worst: worst, rtol: settings.rtol ?? Tolerance.defaultRelative(for: dtype),
      atol: settings.atol ?? Tolerance.defaultAbsolute)
  }
}
