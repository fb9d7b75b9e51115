import Foundation

/// The parts of a Markdown page that can be executed: `console` sessions and `python` scripts.
package struct DocumentationPage {
  /// One command of a session and what the page says it prints.
  package struct Command {
    /// Line of the page, from 1.
    package var line: Int
    package var text: String
    package var expected: [String]
  }

  /// A fenced block and the line its first line stands on.
  package struct Block {
    package var line: Int
    package var lines: [String]
  }

  package let name: String
  package private(set) var scripts: [Block] = []
  package private(set) var commands: [Command] = []

  package init(_ path: String) throws {
    name = path
    let url = Tool.repository.appendingPathComponent(path)
    let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    var open: (info: String, block: Block)?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if line.hasPrefix("```") {
        if let (info, block) = open {
          if info == "python" { scripts.append(block) }
          if info == "console" { commands += DocumentationPage.commands(of: block) }
          open = nil
        } else {
          open = (String(line.dropFirst(3)), Block(line: index + 2, lines: []))
        }
      } else {
        open?.block.lines.append(String(line))
      }
    }
  }

  /// Lines after `$ ` are commands, continued while a quote is open; what follows is their output.
  private static func commands(of block: Block) -> [Command] {
    var commands: [Command] = []
    var isOpen = false
    for (offset, line) in block.lines.enumerated() {
      if isOpen {
        commands[commands.count - 1].text += "\n" + line
      } else if line.hasPrefix("$ ") {
        commands.append(
          Command(line: block.line + offset, text: String(line.dropFirst(2)), expected: []))
      } else if !commands.isEmpty {
        commands[commands.count - 1].expected.append(line)
        continue
      }
      let text = commands.last?.text ?? ""
      isOpen = !text.count(where: { $0 == "\"" }).isMultiple(of: 2)
    }
    return commands
  }

  /// True where `actual` is `expected`, in which a line `…` stands for any number of lines.
  ///
  /// What differs from run to run is left out of the comparison: run uids and times.
  package static func matches(_ actual: [String], _ expected: [String]) -> Bool {
    guard let first = expected.first else { return actual.isEmpty }
    if first == "…" {
      let rest = Array(expected.dropFirst())
      return (0...actual.count).contains { matches(Array(actual[$0...]), rest) }
    }
    guard let line = actual.first, lasting(line) == lasting(first) else { return false }
    return matches(Array(actual.dropFirst()), Array(expected.dropFirst()))
  }

  private static func lasting(_ line: String) -> String {
    line.replacing(/[0-9a-f]{8}-[0-9a-f-]{27}/, with: "UID")
      .replacing(/[0-9]+ ms\b/, with: "N ms")
      .replacing(/\ +$/, with: "")
  }
}
