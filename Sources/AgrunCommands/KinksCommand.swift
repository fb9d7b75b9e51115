import ArgumentParser
import Diagnostics
import Notebooks
import Records
import Results

/// `agrun kinks`.
struct KinksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kinks",
    abstract: "Lists where derivatives of a script landed on a kink, a tie or a jump.",
    discussion: """
      There the derivative is a convention, on which engines differ. A line names the operation, the
      convention, how many elements stood on it the first time and in how many derivatives it happened.
      """)

  @Argument(help: "A script.", completion: .file(extensions: ["ag"]))
  var script: String

  func run() throws {
    let file: SourceFile
    do {
      file = try ScriptFile.read(script)
    } catch {
      StandardError.fail(error.message)
      throw ExitCode(ExitStatus.usage.rawValue)
    }
    var options = RunOptions()
    options.findsKinks = true
    let execution = ScriptExecution.execute(
      script, file, options, Recording(isOn: false, cacheMode: .off), comparing: nil,
      print: { _ in })
    StandardError.write(execution.messages)
    let kinks = execution.outcome.kinks.sorted { $0.line < $1.line }
    for kink in kinks { print(text(kink)) }
    if kinks.isEmpty, execution.status == .ok {
      print("\(script): no derivative landed on a kink")
    }
    try execution.status.end()
  }

  private func text(_ kink: KinkRecord) -> String {
    var line = "\(script):\(kink.line): \(kink.kink)"
    if kink.count > 1 {
      let index = kink.first.map(String.init).joined(separator: ", ")
      line += "; \(kink.elements) of \(kink.count) elements, the first at [\(index)]"
    }
    if kink.derivatives > 1 { line += "; in \(kink.derivatives) derivatives" }
    return line
  }
}
