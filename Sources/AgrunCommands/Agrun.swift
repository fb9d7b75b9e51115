package import ArgumentParser
import Foundation

/// The command-line tool.
package struct Agrun: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "agrun",
    abstract:
      "Runs notebook-style scripts with gradients; records, caches and compares every number.",
    discussion: """
      `agrun FILE.ag` is short for `agrun run FILE.ag`. A .ag file is valid Python in a small
      subset, cut into `# %%` cells, with NumPy, HIPS autograd and JAX names.
      """,
    version: Version.text,
    subcommands: [
      RunCommand.self, TestCommand.self, AcceptCommand.self, QueryCommand.self, RunsCommand.self,
      ShowCommand.self, GraphCommand.self, KinksCommand.self, DiffCommand.self,
      DatabaseCommand.self,
      CacheCommand.self,
      BaselineCommand.self, ReferenceCommand.self, DoctorCommand.self, HelpCommand.self,
    ],
    defaultSubcommand: RunCommand.self)

  package init() {}

  /// Runs the process's command line and ends the process.
  package static func start() -> Never {
    Interruption.install()
    do {
      var command = try parseAsRoot()
      try command.run()
      Foundation.exit(ExitStatus.ok.rawValue)
    } catch let status as ExitCode {
      Foundation.exit(status.rawValue)
    } catch {
      let code = exitCode(for: error)
      let text = fullMessage(for: error)
      if code.isSuccess {
        print(text)
        Foundation.exit(ExitStatus.ok.rawValue)
      }
      StandardError.write(text + "\n")
      Foundation.exit(ExitStatus.usage.rawValue)
    }
  }
}

extension ExitStatus {
  /// Ends the command with this status; `ok` goes on.
  func end() throws {
    if self != .ok { throw ExitCode(rawValue) }
  }
}
