import Foundation
import Records
import Reports
import Testing

struct TestReportTests {
  private static func check(
    line: Int, occurrence: Int = 1, verdict: Verdict = .num, ok: Bool = false,
    absolute: Double = 0.1
  ) -> CheckRecord {
    CheckRecord(
      line: line, occurrence: occurrence, cell: 1, expectationLine: line + 1,
      expected: "x: 4.1 <&>", actual: "x: 4.0", verdict: verdict, ok: ok,
      detail: ok ? "" : "the number differs",
      worst: WorstNumber(
        index: 0, expected: "4.1", actual: "4.0", unrounded: "4.0", absolute: absolute,
        relative: 0.0244, ulps: nil, allowed: 1e-9), rtol: 1e-9, atol: 1e-12)
  }

  private let results = [
    ScriptResult(
      script: "a&b.ag", status: .fail, milliseconds: 1234.4,
      checks: [
        check(line: 1, verdict: .exact, ok: true), check(line: 3), check(line: 3, occurrence: 2),
        check(line: 3, occurrence: 2),
      ]),
    ScriptResult(
      script: "c.ag", status: .error, milliseconds: 5, checks: [],
      error: "ZeroDivisionError: division by zero", errorLine: 7),
    ScriptResult(script: "d#1.ag", status: .ok, milliseconds: 2, checks: []),
  ]

  @Test func `JUnit is well-formed, its counts add up and its names differ`() throws {
    let xml = TestReportFormat.junit.render(results)
    #expect(
      xml.contains(#"<testsuites name="agrun" tests="6" failures="3" errors="1" time="1.241">"#))
    #expect(
      xml.contains(
        #"<testsuite name="a&amp;b.ag" tests="4" failures="3" errors="0" skipped="0" time="1.234">"#
      ))
    #expect(xml.contains(#"name="line 4, occurrence 2 (2)""#))
    #expect(xml.contains("expected   x: 4.1 &lt;&amp;&gt;"))
    #expect(xml.contains(#"<error message="ZeroDivisionError: division by zero" type="error"/>"#))
    #expect(xml.components(separatedBy: "<testcase").count - 1 == 6)
    #expect(xml.components(separatedBy: "<failure").count - 1 == 3)
  }

  @Test func `control characters cannot break the XML`() {
    var failing = Self.check(line: 1)
    failing.actual = "\u{1b}[31m\u{0}"
    let xml = TestReportFormat.junit.render([
      ScriptResult(script: "x.ag", status: .fail, milliseconds: 0, checks: [failing])
    ])
    #expect(!xml.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }

  @Test func `TAP tells one test a script`() {
    let lines = TestReportFormat.tap.render(results).split(separator: "\n").map(String.init)
    #expect(lines.prefix(3) == ["TAP version 13", "1..3", "not ok 1 - a&b.ag"])
    #expect(lines.contains("not ok 2 - c.ag"))
    #expect(lines.contains("# ZeroDivisionError: division by zero"))
    #expect(lines.last == "ok 3 - d\\#1.ag")
  }

  @Test func `JSON can be read back`() throws {
    let data = Data(TestReportFormat.json.render(results).utf8)
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(object["passed"] as? Int == 1)
    #expect(object["failed"] as? Int == 2)
    let scripts = try #require(object["scripts"] as? [[String: Any]])
    let checks = try #require(scripts[0]["checks"] as? [[String: Any]])
    #expect(checks.count == 4)
    #expect(checks[1]["max_abs"] as? Double == 0.1)
    #expect(checks[1]["max_ulp"] is NSNull)
  }

  @Test func `annotations keep to ten, the worst first, and lose none`() {
    let many = ScriptResult(
      script: "m.ag", status: .fail, milliseconds: 0,
      checks: (1...14).map { Self.check(line: $0, absolute: Double($0)) })
    let text = TestReportFormat.github.render([many])
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.count { $0.hasPrefix("::error ") } == 10)
    #expect(lines[0].hasPrefix("::error file=m.ag,line=15,title=agrun%3A num::m.ag:15: num:"))
    #expect(lines[0].contains("%0A  expected   x: 4.1"))
    #expect(lines[10] == "::group::4 further failures")
    #expect(lines.count { $0.hasPrefix("m.ag:") } == 4)
    #expect(lines.last == "::endgroup::")
  }

  @Test func `Markdown has a row a script and a block a failure`() {
    let text = TestReportFormat.md.render(results)
    #expect(text.hasPrefix("## agrun: 1 passed, 2 failed\n"))
    #expect(text.contains("| a&b.ag | differs | 4 | 3 | 1234 |"))
    #expect(text.contains("| c.ag | error | 0 | 0 | 5 |"))
    #expect(text.components(separatedBy: "```text").count - 1 == 4)
  }
}
