import Foundation
import TestSupport
import Testing

/// Many processes on one database; `scripts/stress` does the same with hundreds of them.
@Suite(.serialized)
struct ConcurrentRunsTests {
  /// The one number that a query answers.
  private func number(_ tool: Tool, _ sql: String) throws -> Int? {
    let result = try tool.run("query", sql, "--tsv", "--no-headers")
    return Int(result.output.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  @Test func `runs of many processes at once are all recorded`() throws {
    let tool = try Tool()
    defer { tool.close() }
    try tool.write("a.ag", "print(1 + 1)\n# output: 2\n")
    for _ in 0..<5 {
      let processes = try (0..<20).map { _ in try tool.start(["test", "a.ag"]) }
      for process in processes {
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
      }
    }
    #expect(try number(tool, "SELECT count(*) FROM runs WHERE status = 'ok'") == 100)
    #expect(try number(tool, "SELECT count(*) FROM checks WHERE ok") == 100)
    #expect(try tool.run("db", "check").output == "ok\n")
  }

  @Test func `a killed process leaves whole runs and no damage`() throws {
    let tool = try Tool()
    defer { tool.close() }
    try tool.write("a.ag", "for i in range(20):\n    print(i)\n")
    #expect(try tool.run("a.ag").status == 0)
    var random = SystemRandomNumberGenerator()
    var succeeded = 1
    for round in 0..<60 {
      let process = try tool.start(["a.ag"])
      // From before the database is opened to after the run's end.
      usleep(UInt32.random(in: 1_000...(20_000 + 2_000 * UInt32(round)), using: &random))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      if process.terminationReason == .exit, process.terminationStatus == 0 { succeeded += 1 }
    }
    let finished = try #require(
      try number(tool, "SELECT count(*) FROM runs WHERE status = 'ok'"))
    #expect(finished >= succeeded)
    #expect(
      try number(
        tool,
        """
        SELECT count(*) FROM runs r WHERE status = 'ok'
          AND (SELECT count(*) FROM outputs o WHERE o.run = r.uid) <> 20
        """) == 0)
    #expect(try tool.run("db", "check").output == "ok\n")
    #expect(try tool.run("a.ag").status == 0)
  }
}
