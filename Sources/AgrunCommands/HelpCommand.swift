import ArgumentParser
import Foundation
import Runtime

/// `agrun help`.
struct HelpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "help",
    abstract: "Shows help: of a command, or of a function of the language and its modules.",
    discussion: """
      agrun help test            the options of a command
      agrun help numpy.linalg    what a module has
      agrun help np.einsum       parameters and purpose of a function
      agrun help norm            every function of that name
      """)

  @Argument(help: "A command, a function, a module; nothing lists the commands.")
  var names: [String] = []

  @Flag(help: "Print the page of the whole library, docs/library.md.")
  var page = false

  func run() throws {
    if page { return print(LibraryIndex().page, terminator: "") }
    guard let name = names.first else { return print(Agrun.helpMessage()) }
    var command: any ParsableCommand.Type = Agrun.self
    for part in names {
      guard
        let next = command.configuration.subcommands.first(where: {
          $0.configuration.commandName == part
        })
      else { break }
      command = next
    }
    if command != Agrun.self { return print(Agrun.helpMessage(for: command)) }
    try describe(name)
  }

  private func describe(_ name: String) throws {
    let index = LibraryIndex()
    if let section = index.sections.first(where: { $0.title == name }) {
      for entry in section.entries { print(entry.name + entry.parameters) }
      return
    }
    let entries = index.entries(named: name)
    guard !entries.isEmpty else {
      let hint = index.suggestion(for: name).map { " (did you mean \($0)?)" } ?? ""
      StandardError.fail("there is no command and no function \(name)\(hint)")
      throw ExitCode(ExitStatus.usage.rawValue)
    }
    // Modules share functions: their names stand together.
    var groups: [(names: [String], entry: LibraryEntry)] = []
    for entry in entries {
      if let same = groups.firstIndex(where: {
        $0.entry.parameters == entry.parameters && $0.entry.summary == entry.summary
      }) {
        groups[same].names.append(entry.name)
      } else {
        groups.append(([entry.name], entry))
      }
    }
    for group in groups {
      print(group.names.map { $0 + group.entry.parameters }.joined(separator: "\n"))
      print("    \(group.entry.summary)")
    }
  }
}
