import ArgumentParser
import Foundation
import Records
import Results

/// `agrun show`.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows one recorded run: cells, outputs, evaluations, checks.")

  @Argument(help: "The beginning of a run's uid, or latest.") var uid = "latest"

  @Option(help: "Writes this figure of the run, counted from 1, in place of the report.")
  var figure: Int?

  @Option(name: .shortAndLong, help: "The file for --figure; standard output without it.")
  var output: String?

  func run() throws {
    let database = try ProjectDatabase.open()
    let report = try database.reporting { store throws(StoreError) in
      try store.report(of: try store.run(matching: uid))
    }
    if let figure { return try write(figure: figure, of: report) }
    showRun(report.run)
    showCells(report)
    showFigures(report)
    showEvaluations(report)
    showChecks(report)
  }

  private func showRun(_ run: RunRecord) {
    print("run      \(run.uid)")
    print("script   \(run.script)")
    print("status   \(run.status.rawValue)" + (run.exitCode.map { " (exit \($0))" } ?? ""))
    print("started  \(Timestamp.text(Date(timeIntervalSince1970: Double(run.startedAt) / 1000)))")
    if let milliseconds = run.milliseconds {
      print("took     \(String(format: "%.1f", milliseconds)) ms")
    }
    print("agrun    \(run.agrun), numerics revision \(run.numericsRevision)")
    print(
      "machine  \(run.environment.platform), \(run.environment.instructionSet), \(run.environment.threads) thread\(run.environment.threads == 1 ? "" : "s")"
    )
    if let commit = run.gitCommit { print("commit   \(commit)") }
    print("source   \(run.sourceSHA256)")
    for parameter in run.parameters { print("param    \(parameter.name)=\(parameter.value)") }
    if let error = run.error { print("error    \(error)") }
  }

  private func showCells(_ report: RunReport) {
    for cell in report.cells {
      let title = cell.title.isEmpty ? "" : " \(cell.title)"
      print(
        "\ncell \(cell.number)\(title) (line \(cell.line), \(cell.status.rawValue), \(String(format: "%.1f", cell.milliseconds)) ms)"
      )
      for output in report.outputs where output.cell == cell.number {
        let lines = output.text.split(separator: "\n", omittingEmptySubsequences: false)
        for line in lines.last == "" ? lines.dropLast() : lines[...] {
          print("  \(String(output.line).padded(to: 5)) \(line)")
        }
      }
    }
  }

  private func showFigures(_ report: RunReport) {
    guard !report.figures.isEmpty else { return }
    print("\nfigures")
    for (index, figure) in report.figures.enumerated() {
      print(
        "  \(index + 1): line \(figure.site.line) #\(figure.site.occurrence), cell \(figure.cell), \(figure.mediaType), \(figure.content.count) bytes"
      )
    }
  }

  private func write(figure number: Int, of report: RunReport) throws {
    guard report.figures.indices.contains(number - 1) else {
      throw ValidationError(
        "run \(report.run.uid) has \(report.figures.count) figures; there is no figure \(number)")
    }
    let content = Data(report.figures[number - 1].content)
    guard let output else { return FileHandle.standardOutput.write(content) }
    do {
      try content.write(to: URL(fileURLWithPath: output))
    } catch {
      throw ValidationError("cannot write \(output): \(error.localizedDescription)")
    }
  }

  private func showEvaluations(_ report: RunReport) {
    guard !report.evaluations.isEmpty else { return }
    print("\nevaluations")
    for evaluation in report.evaluations {
      var name = evaluation.output ?? ""
      if let variable = evaluation.withRespectTo { name += " wrt \(variable)" }
      let shape = evaluation.shape.map(String.init).joined(separator: ",")
      print(
        "  line \(evaluation.line) #\(evaluation.occurrence) \(evaluation.kind.rawValue) \(name) \(evaluation.dtype)[\(shape)] = \(evaluation.text) (cache \(evaluation.cache.rawValue))"
      )
    }
    for entry in report.unrecorded {
      print("  line \(entry.line) \(entry.kind.rawValue): \(entry.count) more were not recorded")
    }
  }

  private func showChecks(_ report: RunReport) {
    guard !report.checks.isEmpty else { return }
    print("\nchecks")
    for check in report.checks {
      print(
        "  line \(check.line) #\(check.occurrence) \(check.ok ? "ok" : "FAIL") \(check.verdict.rawValue) \(check.detail)"
      )
    }
  }
}
