import Records
import Regression
import Testing

struct RunDifferenceTests {
  private func report(
    _ source: String, _ outputs: [OutputRecord], evaluations: [EvaluationRecord] = [],
    checks: [CheckRecord] = [], milliseconds: Double = 10
  ) -> RunReport {
    var random = SystemRandomNumberGenerator()
    let uid = RunUID(millisecondsSince1970: 1_700_000_000_000, using: &random)
    return RunReport(
      run: RunRecord(
        uid: uid, script: "a.ag", status: .ok, startedAt: 0, milliseconds: milliseconds,
        agrun: "1", numericsRevision: 1, source: Array(source.utf8),
        invocation: InvocationRecord(uid: uid, arguments: [], startedAt: 0),
        environment: EnvironmentRecord(platform: "p", instructionSet: "i", threads: 1)),
      outputs: outputs, evaluations: evaluations, checks: checks)
  }

  private func gradient(_ text: String, line: Int = 2) -> EvaluationRecord {
    EvaluationRecord(
      cell: 1, line: line, occurrence: 1, kind: .gradient, output: "f", withRespectTo: "x",
      dtype: "float64", value: nil, text: text, digest: SHA256.digest(of: text),
      milliseconds: 1, cache: .off)
  }

  @Test func `equal runs differ in nothing`() {
    let run = report("print(x)\n", [output("1.0\n")], evaluations: [gradient("4.0")])
    let difference = RunDifference(before: run, after: run)
    #expect(difference.changes == [])
    #expect(difference.compared == 2)
    #expect(difference.timeRatio == 1)
  }

  @Test func `a changed number is measured`() throws {
    let difference = RunDifference(
      before: report("print(x)\n", [output("x 1.0\n")], evaluations: [gradient("4.0")]),
      after: report(
        "print(x)\n", [output("x 1.5\n")], evaluations: [gradient("5.0")], milliseconds: 20))
    #expect(difference.changes.map(\.kind) == [.num, .num])
    #expect(difference.changes.map(\.absolute) == [0.5, 1])
    #expect(difference.changes.map(\.name) == ["output", "gradient f wrt x"])
    #expect(difference.timeRatio == 2)
  }

  @Test func `tolerances are those asked for`() {
    let before = report("print(x)\n", [output("1.00000000\n")], evaluations: [gradient("4.0")])
    let after = report(
      "print(x)\n", [output("1.00000002\n")], evaluations: [gradient("4.00000001")])
    #expect(RunDifference(before: before, after: after).changes.map(\.kind) == [.num, .num])
    #expect(RunDifference(before: before, after: after, rtol: 1e-6).changes == [])
  }

  @Test func `moved lines are followed, removed and new prints are told`() {
    let difference = RunDifference(
      before: report("print(a)\nprint(b)\n", [output("1\n"), output("2\n", line: 2)]),
      after: report(
        "# new\nprint(a)\nprint(c)\n", [output("1\n", line: 2), output("3\n", line: 3)]))
    #expect(difference.sourceChanged)
    #expect(difference.changes.allSatisfy { $0.line != 2 })
    #expect(difference.changes.contains { $0.after == "3" })
    #expect(difference.changes.contains { $0.before == "2" })
  }

  @Test func `an expectation that fails now is a change of verdict`() {
    func check(_ verdict: Verdict, ok: Bool) -> CheckRecord {
      CheckRecord(
        line: 1, occurrence: 1, cell: 1, expectationLine: 2, expected: "", actual: "",
        verdict: verdict, ok: ok, rtol: 0, atol: 0)
    }
    let difference = RunDifference(
      before: report("print(x)\n", [], checks: [check(.exact, ok: true)]),
      after: report("print(x)\n", [], checks: [check(.num, ok: false)]))
    #expect(difference.changes.map(\.kind) == [.verdict])
    #expect(difference.changes.map(\.after) == ["num"])
  }

  @Test func `the text names runs, places and sizes`() {
    let before = report("print(x)\n", [output("x 1.0\n")])
    let after = report("print(x)\n", [output("x 1.5\n")], milliseconds: 12.5)
    let text = DifferenceText(
      before: before.run, after: after.run,
      difference: RunDifference(before: before, after: after)
    ).rendered
    #expect(
      text == """
        a.ag: \(before.run.uid) → \(after.run.uid)
          line 1 output: num (absolute 0.5, relative 0.5)
            - x 1.0
            + x 1.5
        1 compared, 1 changed; 10 ms → 12.5 ms (1.25×)

        """)
  }
}
