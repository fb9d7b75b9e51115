/// Exit codes, with the order in which they win when several apply.
enum ExitStatus: Int32, CaseIterable {
  case ok = 0
  /// An expectation differs.
  case differs = 1
  /// Bad command line or parameter.
  case usage = 2
  /// Uncaught error in a script.
  case scriptError = 3
  /// A script does not parse.
  case doesNotParse = 4
  /// Nothing selected or nothing to compare.
  case nothingToDo = 5
  /// Passed so far, shards outstanding.
  case incomplete = 6
  case notReproducible = 7
  /// Results could not be recorded.
  case notRecorded = 8
  case internalError = 70
  case timeout = 124
  case interrupted = 130

  private static let precedence: [ExitStatus] = [
    .internalError, .interrupted, .notRecorded, .doesNotParse, .scriptError, .timeout,
    .notReproducible, .differs, .incomplete, .nothingToDo, .usage, .ok,
  ]

  /// The one that a process reports which met both.
  func combined(with other: ExitStatus) -> ExitStatus {
    ExitStatus.precedence.first { $0 == self || $0 == other } ?? self
  }
}
