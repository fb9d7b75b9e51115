import Foundation
import TestSupport
import Testing

/// `agrun accept`: rewriting, patches, permissions.
@Suite struct AcceptTests {
  private static let source =
    "print(\"é\", 1.5)\r\n# output: é 1.25\r\nif True:\r\n\tprint(2)\t# tail \r\n\t# output: 3\r\nprint([1,2])\r\n# output: [1, 3]"
  private static let accepted =
    "print(\"é\", 1.5)\r\n# output: é 1.5\r\nif True:\r\n\tprint(2)\t# tail \r\n\t# output: 2\r\nprint([1,2])\r\n# output: [1, 2]"

  private func tested(_ text: String = source) throws -> Tool {
    var tool = try Tool()
    tool.set("CI", "")
    try tool.write("a.ag", text)
    #expect(try tool.run("test", "a.ag").status == 1)
    return tool
  }

  @Test func `only bytes of expectations change, and then the test passes`() throws {
    let tool = try tested()
    defer { tool.close() }
    #expect(try tool.run("accept", "a.ag", "--reason", "new data").status == 0)
    #expect(try tool.read("a.ag") == AcceptTests.accepted)
    #expect(try tool.run("test", "a.ag").status == 0)
    let log = try tool.run("query", "select line, old, new, reason from acceptances", "--csv")
    #expect(log.output.contains("2,é 1.25,é 1.5,new data"))
  }

  @Test func `a dry run and a patch leave the script, and the patch makes the same change`() throws
  {
    let tool = try tested()
    defer { tool.close() }
    #expect(try tool.run("accept", "a.ag", "--dry-run").output.contains("would accept"))
    #expect(try tool.run("accept", "a.ag", "--patch", "p.diff").status == 0)
    #expect(try tool.read("a.ag") == AcceptTests.source)
    #expect(try tool.run("accept", "--apply", "p.diff").status == 0)
    #expect(try tool.read("a.ag") == AcceptTests.accepted)
    let again = try tool.run("accept", "--apply", "p.diff")
    #expect(again.status == 1)
    #expect(again.errors.contains("edited since"))
  }

  @Test func `a script edited after its run is refused`() throws {
    let tool = try tested()
    defer { tool.close() }
    try tool.write("a.ag", AcceptTests.source + "\r\n# more")
    let result = try tool.run("accept", "a.ag")
    #expect(result.status == 1)
    #expect(result.errors.contains("edited after its run"))
    #expect(try tool.read("a.ag") == AcceptTests.source + "\r\n# more")
  }

  @Test func `large changes stay, and one line can be chosen`() throws {
    let tool = try tested()
    defer { tool.close() }
    #expect(try tool.run("accept", "--all", "--max-rel", "0.25").status == 1)
    let text = try tool.read("a.ag")
    #expect(text.contains("# output: é 1.5\r\n"))
    #expect(text.contains("# output: 3\r\n"))
    #expect(try tool.run("test", "a.ag").status == 1)
    #expect(try tool.run("accept", "a.ag:7").status == 0)
    #expect(try tool.read("a.ag").hasSuffix("# output: [1, 2]"))
    #expect(try tool.read("a.ag").contains("# output: 3\r\n"))
  }

  @Test func `nothing is rewritten in continuous integration or without a terminal to ask`() throws
  {
    var tool = try tested()
    defer { tool.close() }
    let review = try tool.run("accept", "a.ag", "--interactive")
    #expect(review.status == 2)
    #expect(review.errors.contains("needs a terminal"))
    tool.set("AGRUN_UPDATE", "no")
    #expect(try tool.run("accept", "a.ag").status == 2)
    tool.set("AGRUN_UPDATE", "yes")
    tool.set("CI", "true")
    #expect(try tool.run("accept", "a.ag").status == 2)
    #expect(try tool.read("a.ag") == AcceptTests.source)
  }

  @Test func `silent expectations go only when asked, and unreached ones never`() throws {
    let tool = try tested(
      "x = 1\n# output: 4\nif x > 1:\n    print(x)\n    # output: 7\nprint(5)\n# output: 5\n\n# output: lost\n"
    )
    defer { tool.close() }
    #expect(try tool.run("accept", "a.ag").status == 1)
    _ = try tool.run("accept", "a.ag", "--prune")
    #expect(
      try tool.read("a.ag")
        == "x = 1\nif x > 1:\n    print(x)\n    # output: 7\nprint(5)\n# output: 5\n\n")
  }
}
