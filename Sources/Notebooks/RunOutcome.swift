package import Diagnostics
package import Records

/// What running a script gave: everything there is to record, compare and report.
package struct RunOutcome {
  package enum Ending {
    case finished
    /// It does not parse; nothing ran.
    case doesNotParse([Diagnostic])
    /// An uncaught exception; `report` is the traceback as shown on stderr.
    case raised(RaisedError, report: String)
    /// `sys.exit(code)` or `exit()`.
    case exited(Int)
    case timeout
    case interrupted
    case outputLimit
    /// A parameter that the script does not have.
    case badParameter(String)
  }

  package var ending: Ending
  package var warnings: [Diagnostic] = []
  package var cells: [CellRecord] = []
  package var outputs: [OutputRecord] = []
  package var figures: [DrawnFigure] = []
  package var graphs: [GraphRecord] = []
  package var evaluations: [EvaluationRecord] = []
  package var unrecorded: [UnrecordedEvaluations] = []
  package var expectations: [ExpectationSpec] = []
  /// First lines of statements that were executed at least once.
  package var executedLines: Set<Int> = []
  /// Cached values that came out with other bits when they were computed again.
  package var mismatches: [CacheMismatch] = []
  package var derivativeChecks: [DerivativeCheck] = []
  package var kinks: [KinkRecord] = []
  package var milliseconds = 0.0
}
