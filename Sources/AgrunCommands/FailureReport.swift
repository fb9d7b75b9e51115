import Records
import Regression
import Results

/// What `test` and `run --check` print for a script whose output differs.
struct FailureReport {
  private let execution: ScriptExecution
  private let store: ResultsStore?

  /// - Parameter store: where earlier verdicts of the same lines are; nil shows no history.
  init(_ execution: ScriptExecution, store: ResultsStore? = nil) {
    self.execution = execution
    self.store = store
  }

  /// One block a failing check, in the order of the script.
  var text: String {
    let failing = execution.comparison?.checks.filter { !$0.ok } ?? []
    return failing.map { check in
      FailureText(script: execution.path, check: check, history: history(of: check)).rendered + "\n"
    }.joined()
  }

  /// Verdicts of earlier runs, newest first; this run's own is already in the database.
  private func history(of check: CheckRecord) -> [Verdict] {
    let entries = try? store?.history(
      ofScript: execution.run.script, line: check.line, occurrence: check.occurrence)
    return (entries ?? []).filter { $0.run != execution.run.uid }.map(\.verdict)
  }

  /// One line a notice: labels that drifted while the numbers agree.
  var notices: String {
    let labels = execution.comparison?.checks.filter { $0.ok && $0.verdict == .label } ?? []
    return labels.map {
      "\(execution.path):\($0.expectationLine ?? $0.line): notice: the words differ, the numbers agree\n"
        + "  expected   \($0.expected)\n  actual     \($0.actual)\n"
    }.joined()
  }
}
