import Diagnostics

/// Wordings about cells and expected outputs.
extension Diagnostic {
  static func markerInsideStatement(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "marker-inside-statement",
      "this `# %%` starts no cell because it is indented or inside a statement", at: range,
      severity: .warning, hint: "put it in column 1 between two top-level statements")
  }

  static func detachedExpectation(sharesLine: Bool, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "detached-expectation",
      sharesLine
        ? "this expected output is ignored because it shares its line with a statement"
        : "this expected output follows no statement and is ignored", at: range,
      severity: .warning, hint: "write it on the line directly after the statement that prints")
  }
}
