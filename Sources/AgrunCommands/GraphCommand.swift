import ArgumentParser
import Diagnostics
import Foundation
import Notebooks
import Records
import Results

/// `agrun graph`.
struct GraphCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph", abstract: "Prints the graphs behind the values and gradients of a script."
  )

  @Argument(help: "A script, with an optional :LINE.", completion: .file(extensions: ["ag"]))
  var place: String

  @Flag(help: "How to print them: one node a line, or Graphviz.")
  var format: Format = .text

  enum Format: String, EnumerableFlag { case text, dot }

  func run() throws {
    let (path, line) = AcceptCommand.split(place)
    let file: SourceFile
    do {
      file = try ScriptFile.read(path)
    } catch {
      StandardError.fail(error.message)
      throw ExitCode(ExitStatus.usage.rawValue)
    }
    let execution = ScriptExecution.execute(
      path, file, RunOptions(), Recording(isOn: false, cacheMode: .off), comparing: nil,
      print: { _ in })
    StandardError.write(execution.messages)
    let evaluations = execution.outcome.evaluations.filter { line == nil || $0.line == line }
    guard !evaluations.isEmpty else {
      let place = line.map { "line \($0)" } ?? "the script"
      StandardError.fail("\(path): \(place) evaluates no graph")
      let status = execution.status == .ok ? ExitStatus.nothingToDo : execution.status
      throw ExitCode(status.rawValue)
    }
    var shown: Set<Digest> = []
    for evaluation in evaluations {
      guard let hash = evaluation.graph, shown.insert(hash).inserted,
        let graph = execution.outcome.graphs.first(where: { $0.hash == hash })
      else { continue }
      show(graph, evaluation)
    }
    try execution.status.end()
  }

  private func show(_ graph: GraphRecord, _ evaluation: EvaluationRecord) {
    var title = "line \(evaluation.line): \(evaluation.kind.rawValue)"
    if let output = evaluation.output { title += " of \(output)" }
    if let variable = evaluation.withRespectTo { title += " with respect to \(variable)" }
    switch format {
    case .text:
      print("# \(title) (\(graph.nodes) nodes, \(graph.hash.hex.prefix(12)))")
      print(GraphDrawing.text(graph))
    case .dot: print(GraphDrawing.dot(graph, title: title))
    }
  }
}
