package import Records

/// Verdicts of a run against its script's expectations.
package struct Comparison: Sendable {
  /// What the command line sets for all expectations; directives that are nearer win.
  package struct Options: Sendable {
    package var rtol: Double?
    package var atol: Double?
    package var strict: Bool

    package init(rtol: Double? = nil, atol: Double? = nil, strict: Bool = false) {
      self.rtol = rtol
      self.atol = atol
      self.strict = strict
    }
  }

  /// One expectation with all that was printed for it.
  package struct Block: Sendable {
    /// Index among the expectations given.
    package var expectation: Int
    /// Lines that acceptance would write; nil for patterns and where nothing was printed.
    package var accepted: [String]?
    package var checks: [CheckRecord]

    package var ok: Bool { checks.allSatisfy(\.ok) }
  }

  /// In the order of the script's lines.
  package var checks: [CheckRecord]
  /// One an expectation, in the order given.
  package var blocks: [Block]

  package var ok: Bool { checks.allSatisfy(\.ok) }

  /// Compares what a run printed with what its script expects.
  ///
  /// Pure: the same input gives the same verdicts. Time is linear in the lines but for the stretch
  /// in which a block and its output disagree in count, where it is the product of both, up to a
  /// limit.
  ///
  /// - Parameters:
  ///   - executedLines: first lines of the statements that ran; nil where that is not known, and then nothing is
  ///     `unreachable`.
  ///   - raised: uncaught errors of the run.
  package init(
    expectations: [ExpectationSpec], outputs: [OutputRecord], executedLines: Set<Int>? = nil,
    raised: [RaisedError] = [], options: Options = Options()
  ) {
    let attached = Attachment.attach(outputs, to: expectations)
    blocks = expectations.indices.map { index in
      let units = PrintedUnit.units(of: attached.outputs[index])
      let block = BlockComparison(
        expectation: expectations[index], units: units, executedLines: executedLines,
        raised: raised, options: options)
      let result = block.result()
      return Block(expectation: index, accepted: result.accepted, checks: result.checks)
    }
    let new = Comparison.unexpectedChecks(attached.unexpected, options: options)
    let all = blocks.flatMap(\.checks) + new
    let order = all.indices.sorted { left, right in
      (all[left].line, left) < (all[right].line, right)
    }
    checks = order.map { all[$0] }
  }

  /// One `new` row a print statement without expectation.
  private static func unexpectedChecks(
    _ outputs: [OutputRecord], options: Options
  ) -> [CheckRecord] {
    var order: [Int] = []
    var texts: [Int: String] = [:]
    var cells: [Int: Int] = [:]
    for output in outputs {
      if texts[output.line] == nil {
        order.append(output.line)
        cells[output.line] = output.cell
      }
      // What a long loop printed is in the outputs; its beginning identifies it here.
      if let text = texts[output.line], text.utf8.count > 10_000 { continue }
      texts[output.line, default: ""] += output.text
    }
    return order.compactMap { line in
      let lines = (texts[line] ?? "").split(separator: "\n").map { String($0).trimmed }
      guard !lines.isEmpty else { return nil }
      return CheckRecord(
        line: line, occurrence: 1, cell: cells[line] ?? 1, expectationLine: nil, expected: "",
        actual: lines.joined(separator: "\n"), verdict: .new,
        ok: Verdict.new.passes(strict: options.strict),
        detail: CheckMessage.new.text, rtol: options.rtol ?? Tolerance.defaultRelative(for: nil),
        atol: options.atol ?? Tolerance.defaultAbsolute)
    }
  }
}
