import Records

/// All that a program may want to know of a test run, as one JSON object.
enum JSONReport {
  static func render(_ results: [ScriptResult]) -> String {
    let scripts = results.map { result in
      JSONText.object([
        ("script", JSONText.string(result.script)),
        ("status", JSONText.string(result.status.rawValue)),
        ("ok", "\(result.isFine)"),
        ("ms", JSONText.number(result.milliseconds)),
        ("error", result.error.map(JSONText.string) ?? "null"),
        ("checks", "[" + result.checks.map(check).joined(separator: ", ") + "]"),
      ])
    }
    let fine = results.count { $0.isFine }
    return """
      {"format": 1, "passed": \(fine), "failed": \(results.count - fine), "scripts": [
       \(scripts.joined(separator: ",\n "))]}

      """
  }

  /// The names are those of the `checks` view.
  private static func check(_ check: CheckRecord) -> String {
    func optional(_ value: Double?) -> String { value.map(JSONText.number) ?? "null" }
    return JSONText.object([
      ("line", "\(check.line)"),
      ("occurrence", "\(check.occurrence)"),
      ("expectation_line", check.expectationLine.map { "\($0)" } ?? "null"),
      ("verdict", JSONText.string(check.verdict.rawValue)),
      ("ok", "\(check.ok)"),
      ("expected", JSONText.string(check.expected)),
      ("actual", JSONText.string(check.actual)),
      ("detail", JSONText.string(check.detail)),
      ("unrounded", check.worst.map { JSONText.string($0.unrounded) } ?? "null"),
      ("max_abs", optional(check.worst?.absolute)),
      ("max_rel", optional(check.worst?.relative)),
      ("max_ulp", optional(check.worst?.ulps)),
      ("rtol", JSONText.number(check.rtol)),
      ("atol", JSONText.number(check.atol)),
    ])
  }
}
