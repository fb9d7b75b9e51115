package import Records

/// What changed from one run to another: printed numbers and texts, evaluated values, verdicts,
/// time.
package struct RunDifference: Sendable {
  /// One thing that is not as it was.
  package struct Change: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
      /// A number differs beyond the tolerance.
      case num
      /// Other text, shape, or count of prints.
      case text
      /// A value that only one of the runs evaluated.
      case evaluation
      /// An expectation that passed and fails now, or the reverse.
      case verdict
    }

    package var kind: Kind
    /// Line in the later run's script.
    package var line: Int
    package var occurrence: Int
    /// What it is: `output`, or `gradient loss wrt x`.
    package var name: String
    package var before: String
    package var after: String
    /// Largest differences; nil where no number was compared.
    package var absolute: Double?
    package var relative: Double?
  }

  package var sourceChanged: Bool
  package var changes: [Change]
  /// Outputs and evaluations that both runs have.
  package var compared: Int
  package var millisecondsBefore: Double?
  package var millisecondsAfter: Double?

  /// Time after over time before; nil where one is not known.
  package var timeRatio: Double? {
    guard let before = millisecondsBefore, let after = millisecondsAfter, before > 0 else {
      return nil
    }
    return after / before
  }

  /// Compares two runs of one script, or of two versions of it: lines that were moved are followed.
  ///
  /// - Parameters:
  ///   - rtol: relative tolerance; 0 asks for the same digits.
  ///   - atol: absolute tolerance.
  package init(before: RunReport, after: RunReport, rtol: Double = 0, atol: Double = 0) {
    sourceChanged = before.run.sourceSHA256 != after.run.sourceSHA256
    millisecondsBefore = before.run.milliseconds
    millisecondsAfter = after.run.milliseconds
    changes = []
    compared = 0
    let lines = sourceChanged ? LineMap(before.run.source, after.run.source) : LineMap()
    compareOutputs(before, after, lines, Comparison.Options(rtol: rtol, atol: atol))
    var tolerance = Tolerance(rtol: rtol, atol: atol)
    // Values are recorded at full precision.
    tolerance.acceptsRounding = false
    compareEvaluations(before, after, lines, tolerance)
    compareVerdicts(before, after, lines)
    changes = changes.enumerated().sorted {
      ($0.element.line, $0.element.occurrence, $0.offset)
        < ($1.element.line, $1.element.occurrence, $1.offset)
    }.map(\.element)
  }

  // MARK: Outputs

  private mutating func compareOutputs(
    _ before: RunReport, _ after: RunReport, _ lines: LineMap, _ options: Comparison.Options
  ) {
    let reference = ReferenceRecord(
      script: before.run.script, engine: "", versions: [:],
      outputs: before.outputs.map {
        ReferenceRecord.Output(
          line: lines.after($0.line) ?? -$0.line, occurrence: $0.occurrence, text: $0.text)
      })
    let comparison = Comparison(
      expectations: reference.expectations,
      outputs: after.outputs.map { output in
        // Each print is its own place here, whatever called it.
        var plain = output
        plain.callers = []
        return plain
      }, options: options)
    for check in comparison.checks {
      if check.verdict != .missing, check.verdict != .extra, check.verdict != .new { compared += 1 }
      let isChange =
        switch check.verdict {
        case .exact, .digits, .tol, .ignored, .match, .format: false
        default: true
        }
      guard isChange else { continue }
      changes.append(
        Change(
          kind: check.verdict == .num ? .num : .text, line: abs(check.line),
          occurrence: max(check.occurrence, 1), name: "output", before: check.expected,
          after: check.actual, absolute: check.verdict == .num ? check.worst?.absolute : nil,
          relative: check.verdict == .num ? check.worst?.relative : nil))
    }
  }

  // MARK: Evaluations

  private struct Key: Hashable {
    var line: Int
    var occurrence: Int
    var kind: EvaluationRecord.Kind
    var output: String?
    var withRespectTo: String?

    init(_ evaluation: EvaluationRecord, line: Int) {
      self.line = line
      occurrence = evaluation.occurrence
      kind = evaluation.kind
      output = evaluation.output
      withRespectTo = evaluation.withRespectTo
    }
  }

  private mutating func compareEvaluations(
    _ before: RunReport, _ after: RunReport, _ lines: LineMap, _ tolerance: Tolerance
  ) {
    var earlier: [Key: EvaluationRecord] = [:]
    for evaluation in before.evaluations {
      guard let line = lines.after(evaluation.line) else { continue }
      earlier[Key(evaluation, line: line)] = evaluation
    }
    for evaluation in after.evaluations {
      let name =
        evaluation.kind.rawValue + (evaluation.output.map { " " + $0 } ?? "")
        + (evaluation.withRespectTo.map { " wrt " + $0 } ?? "")
      var change = Change(
        kind: .evaluation, line: evaluation.line, occurrence: evaluation.occurrence, name: name,
        before: "", after: evaluation.text)
      guard let old = earlier.removeValue(forKey: Key(evaluation, line: evaluation.line)) else {
        // What an edited line evaluates was not evaluated before; that is no news.
        if lines.before(evaluation.line) != nil { changes.append(change) }
        continue
      }
      compared += 1
      guard old.digest != evaluation.digest else { continue }
      change.before = old.text
      let outcome = LineComparison.lines(
        expected: ComparableLine(LogicalLine(text: old.text, raw: [])),
        actual: ComparableLine(LogicalLine(text: evaluation.text, raw: [])), tolerance: tolerance)
      guard outcome.verdict == .num || !outcome.verdict.passes(strict: true) else { continue }
      change.kind = outcome.verdict == .num ? .num : .text
      change.absolute = outcome.worst?.absolute
      change.relative = outcome.worst?.relative
      changes.append(change)
    }
    for evaluation in before.evaluations {
      guard let line = lines.after(evaluation.line),
        earlier[Key(evaluation, line: line)] != nil
      else { continue }
      changes.append(
        Change(
          kind: .evaluation, line: line, occurrence: evaluation.occurrence,
          name: evaluation.kind.rawValue + (evaluation.output.map { " " + $0 } ?? ""),
          before: evaluation.text, after: ""))
    }
  }

  // MARK: Verdicts

  private struct Place: Hashable {
    var line: Int
    var occurrence: Int
  }

  private mutating func compareVerdicts(
    _ before: RunReport, _ after: RunReport, _ lines: LineMap
  ) {
    var earlier: [Place: CheckRecord] = [:]
    for check in before.checks {
      guard let line = lines.after(check.line) else { continue }
      earlier[Place(line: line, occurrence: check.occurrence)] = check
    }
    for check in after.checks {
      let place = Place(line: check.line, occurrence: check.occurrence)
      guard let old = earlier[place], old.ok != check.ok else { continue }
      changes.append(
        Change(
          kind: .verdict, line: check.line, occurrence: check.occurrence, name: "verdict",
          before: old.verdict.rawValue, after: check.verdict.rawValue))
    }
  }
}

/// Which line of one version of a script is which of another.
private struct LineMap {
  private var forward: [Int: Int] = [:]
  private var backward: [Int: Int] = [:]
  private let isIdentity: Bool

  init() { isIdentity = true }

  init(_ before: [UInt8], _ after: [UInt8]) {
    isIdentity = false
    let old = before.split(separator: 0x0a, omittingEmptySubsequences: false)
    let new = after.split(separator: 0x0a, omittingEmptySubsequences: false)
    let pairs = LineAlignment.align(expected: old.count, actual: new.count) {
      old[$0] == new[$1] ? 0 : LineAlignment.mismatch
    }
    for case .pair(let expected, let actual) in pairs {
      forward[expected + 1] = actual + 1
      backward[actual + 1] = expected + 1
    }
  }

  func after(_ line: Int) -> Int? { isIdentity ? line : forward[line] }
  func before(_ line: Int) -> Int? { isIdentity ? line : backward[line] }
}
