import Records
import Regression

/// What `test` and `run --check` print for a script whose output differs.
struct FailureReport {
  private let execution: ScriptExecution

  init(_ execution: ScriptExecution) { self.execution = execution }

  /// One block a failing check, in the order of the script.
  var text: String {
    let failing = execution.comparison?.checks.filter { !$0.ok } ?? []
    return failing.map { FailureText(script: execution.path, check: $0).rendered + "\n" }.joined()
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
