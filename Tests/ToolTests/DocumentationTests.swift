import Foundation
import TestSupport
import Testing

/// What the pages for users show is what the tool prints.
@Suite struct DocumentationTests {
  static let pages = ["README.md", "docs/language.md", "docs/results.md"]

  /// Each page's commands run one after the other in a copy of the examples, as a reader would type
  /// them.
  @Test(arguments: pages) func `sessions print what the page says`(_ name: String) throws {
    let page = try DocumentationPage(name)
    let tool = try Tool()
    defer { tool.close() }
    try tool.copy("examples")
    for command in page.commands {
      let result = try tool.shell(command.text)
      let actual = result.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      #expect(
        DocumentationPage.matches(actual.map(String.init), command.expected),
        "\(name):\(command.line): $ \(command.text)\n\(result)")
    }
  }

  @Test(arguments: pages) func `scripts print what the page says`(_ name: String) throws {
    let page = try DocumentationPage(name)
    let tool = try Tool()
    defer { tool.close() }
    for script in page.scripts {
      try tool.write("script.ag", script.lines.joined(separator: "\n") + "\n")
      let result = try tool.run("test", "script.ag")
      #expect(result.status == 0, "\(name):\(script.line):\n\(result.output)\(result.errors)")
    }
  }

  @Test func `the README runs at least one session and one script`() throws {
    let page = try DocumentationPage("README.md")
    #expect(!page.commands.isEmpty)
    #expect(!page.scripts.isEmpty)
  }
}
