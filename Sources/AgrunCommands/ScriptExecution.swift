import Diagnostics
import Foundation
import Notebooks
import Records
import Regression
import Reports

/// One script run from file to records: what `run` and `test` share.
struct ScriptExecution {
  var path: String
  var file: SourceFile
  var run: RunRecord
  var outcome: RunOutcome
  var comparison: Comparison?

  /// How the process judges the run itself, apart from expectations.
  var status: ExitStatus {
    outcome.mismatches.isEmpty ? ending : ending.combined(with: .notReproducible)
  }

  private var ending: ExitStatus {
    switch outcome.ending {
    case .finished: .ok
    case .doesNotParse: .doesNotParse
    case .raised(let raised, _): expectsError(raised) ? .ok : .scriptError
    case .exited(let code): code == 0 ? .ok : .scriptError
    case .timeout: .timeout
    case .interrupted: .interrupted
    case .outputLimit: .scriptError
    case .badParameter: .usage
    }
  }

  /// An uncaught error that an `[error …]` expectation takes is no failure of the run.
  private func expectsError(_ raised: RaisedError) -> Bool {
    comparison?.checks.contains { $0.verdict == .match && raised.lines.contains($0.line) } ?? false
  }

  /// Runs a script, records it, and compares it where asked.
  ///
  /// - Parameters:
  ///   - comparing: how to compare with the expectations; nil does not.
  ///   - expectations: what to compare with in place of the script's own.
  ///   - print: receives the script's standard output.
  static func execute(
    _ path: String, _ file: SourceFile, _ options: RunOptions, _ recording: Recording,
    comparing: Comparison.Options?, expectations: [ExpectationSpec]? = nil,
    print: @escaping (String) -> Void
  ) -> ScriptExecution {
    var run = recording.makeRun(of: path, source: file.bytes, options: options)
    recording.start(run, script: path)
    let session = Session(
      options, cache: recording.cache(for: path), print: print,
      isInterrupted: { Interruption.isRequested })
    let outcome = LargeStack.run { session.run(file) }
    var raised: [RaisedError] = []
    if case .raised(let error, _) = outcome.ending { raised = [error] }
    var comparison: Comparison?
    if let comparing, outcome.parsed {
      comparison = Comparison(
        expectations: expectations ?? outcome.expectations, outputs: outcome.outputs,
        executedLines: outcome.executedLines, raised: raised, options: comparing)
    }
    run.milliseconds = outcome.milliseconds
    var execution = ScriptExecution(
      path: path, file: file, run: run, outcome: outcome, comparison: comparison)
    execution.complete()
    recording.finish(execution.report, script: path)
    return execution
  }

  /// Line of the error that ended the run.
  var errorLine: Int? {
    switch outcome.ending {
    case .raised(let error, _): error.lines.last
    case .doesNotParse(let errors):
      errors.first?.range.map { file.line(at: $0.lower) }
    default: nil
    }
  }

  private mutating func complete() {
    var status = self.status
    if status == .ok, comparison?.ok == false { status = .differs }
    run.exitCode = Int(status.rawValue)
    switch outcome.ending {
    case .finished, .exited(0): run.status = status == .ok ? .ok : .fail
    case .timeout: run.status = .timeout
    case .interrupted: run.status = .interrupted
    case .raised(let raised, _):
      run.status = status == .ok ? .ok : .error
      run.error = raised.message.isEmpty ? raised.type : "\(raised.type): \(raised.message)"
    case .doesNotParse(let errors):
      run.status = .error
      run.error = "SyntaxError: \(errors.first?.message ?? "")"
    case .exited(let code):
      run.status = .error
      run.error = "SystemExit: \(code)"
    case .outputLimit:
      run.status = .error
      run.error = "output limit reached"
    case .badParameter(let message):
      run.status = .error
      run.error = message
    }
  }

  private var report: RunReport {
    RunReport(
      run: run, cells: outcome.cells, outputs: outcome.outputs,
      figures: outcome.figures.map { figure in
        FigureRecord(
          cell: figure.cell, site: figure.site, mediaType: "image/svg+xml",
          content: Array(FigureSVG.render(figure.drawing).utf8))
      },
      graphs: outcome.graphs, evaluations: outcome.evaluations, unrecorded: outcome.unrecorded,
      checks: comparison?.checks ?? [])
  }

  /// Messages for stderr: warnings of the parser and why the run ended, if not at its end.
  var messages: String {
    let renderer = DiagnosticRenderer(style: StandardError.usesColour ? .ansi : .plain)
    var text = outcome.warnings.map { renderer.render($0, in: file) }.joined()
    if let mismatch = outcome.mismatches.first {
      text += "\(path):\(mismatch.line): error: the cached value has other bits: \(mismatch.what)\n"
      text += "  cached    \(mismatch.cached)\n  computed  \(mismatch.computed)\n"
      let others = outcome.mismatches.count - 1
      if others > 0 { text += "  and \(others) more\n" }
    }
    switch outcome.ending {
    case .finished, .exited: break
    case .doesNotParse(let errors): text += errors.map { renderer.render($0, in: file) }.joined()
    case .raised(_, let report): text += report
    case .timeout:
      text += "agrun: error: \(path) was stopped: it ran longer than --timeout allows\n"
    case .interrupted: text += "agrun: interrupted\n"
    case .outputLimit:
      text += "agrun: error: \(path) was stopped: it printed more than the output limit allows\n"
    case .badParameter(let message): text += "agrun: error: \(message)\n"
    }
    return text
  }
}

extension RunOutcome {
  var parsed: Bool {
    switch ending {
    case .doesNotParse, .badParameter: false
    default: true
    }
  }
}
