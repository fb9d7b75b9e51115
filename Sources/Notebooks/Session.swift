package import Diagnostics
import Foundation
import Records
import Runtime
import Syntax

/// One run of one script: cells in order, everything they print, evaluate and raise kept for the records.
package final class Session {
  private let options: RunOptions
  private let cache: (any ValueCache)?
  private let print: (String) -> Void
  private let isInterrupted: () -> Bool

  /// - Parameters:
  ///   - cache: where values of evaluated graphs are looked up; nil computes everything.
  ///   - print: receives the script's standard output as it is written.
  ///   - isInterrupted: asked now and then; true ends the run.
  package init(
    _ options: RunOptions, cache: (any ValueCache)?, print: @escaping (String) -> Void,
    isInterrupted: @escaping () -> Bool = { false }
  ) {
    self.options = options
    self.cache = cache
    self.print = print
    self.isInterrupted = isInterrupted
  }

  /// Runs a script from its first cell to its end or its first uncaught error.
  package func run(_ file: SourceFile) -> RunOutcome {
    let clock = ContinuousClock()
    let start = clock.now
    var outcome = RunOutcome(ending: .finished)
    defer { outcome.milliseconds = (clock.now - start).inMilliseconds }
    let parsed = Parser.parse(file)
    let errors = parsed.diagnostics.filter { $0.severity == .error }
    outcome.warnings = parsed.diagnostics.filter { $0.severity != .error }
    outcome.expectations = parsed.script.expectationSpecs
    guard errors.isEmpty else {
      outcome.ending = .doesNotParse(errors)
      return outcome
    }
    let (script, problem) = parsed.script.replacing(options.parameters)
    if let problem {
      outcome.ending = .badParameter(problem)
      return outcome
    }
    execute(script, &outcome)
    outcome.milliseconds = (clock.now - start).inMilliseconds
    return outcome
  }

  private func execute(_ script: Script, _ outcome: inout RunOutcome) {
    let interpreter = Interpreter()
    let collector = OutputCollector(script)
    let kinkFinder = options.findsKinks ? KinkFinder() : nil
    interpreter.kinkFinder = kinkFinder
    let log = EvaluationLog(script, interpreter, cache: cache, limit: options.recordingLimit)
    configure(interpreter, script)
    let print = self.print
    interpreter.output = { [unowned interpreter] event in
      print(event.text)
      collector.add(event, visitCounts: interpreter.visitCounts)
    }
    interpreter.plots.output = { collector.add($0, sites: $1) }
    if options.keepsEvaluations || cache != nil { interpreter.recorder = log }
    for cell in script.cells {
      collector.cell = cell.number
      log.cell = cell.number
      let start = ContinuousClock.now
      var ending: RunOutcome.Ending?
      if !cell.isMarkdown || !cell.statements.isEmpty {
        ending = run(cell, of: script, in: interpreter)
      }
      outcome.cells.append(
        CellRecord(
          number: cell.number, title: cell.title,
          line: script.file.line(at: cell.range.lower),
          status: cell.isMarkdown ? .markdown : (ending == nil ? .ok : .error),
          milliseconds: (ContinuousClock.now - start).inMilliseconds, cache: .off))
      if let ending {
        outcome.ending = ending
        break
      }
    }
    interpreter.plots.finish(interpreter)
    outcome.outputs = collector.outputs
    outcome.figures = collector.figures
    outcome.graphs = log.graphs
    outcome.evaluations = log.evaluations
    outcome.unrecorded = log.unrecorded
    outcome.kinks = kinkFinder?.findings.map { $0.record(in: script.file) } ?? []
    if options.checksDerivatives { outcome.derivativeChecks = derivativeChecks(of: script) }
    for (index, expectation) in script.expectations.enumerated() {
      if let statement = expectation.statement, interpreter.visitCounts.indices.contains(index),
        interpreter.visitCounts[index] > 0
      {
        outcome.executedLines.insert(script.file.line(at: statement.lower))
      }
    }
  }

  private func configure(_ interpreter: Interpreter, _ script: Script) {
    interpreter.isInterrupted = isInterrupted
    interpreter.limits.seconds = options.timeout
    if let memory = options.maximumMemory { interpreter.limits.memory = memory }
    let script = URL(fileURLWithPath: script.file.path)
    let folder = options.dataFolder ?? script.deletingLastPathComponent().path
    interpreter.numericsDidStart = { $0.readFile = { try DataFile.read($0, below: folder) } }
    interpreter.defaultSeed = options.seed.map { Int($0) }
  }

  /// Runs the script once more, silently and without compiled functions, whose derivatives have no values to look at.
  private func derivativeChecks(of script: Script) -> [DerivativeCheck] {
    let interpreter = Interpreter()
    let verifier = DerivativeVerifier()
    interpreter.derivativeVerifier = verifier
    interpreter.errorOutput = { _ in }
    configure(interpreter, script)
    for cell in script.cells where !cell.statements.isEmpty {
      if run(cell, of: script, in: interpreter) != nil { break }
    }
    return verifier.findings.map { $0.record(in: script.file) }
  }

  /// Nil where the cell ran to its end.
  private func run(_ cell: Cell, of script: Script, in interpreter: Interpreter)
    -> RunOutcome.Ending?
  {
    let code = Compiler.compile(
      cell.statements, name: "<module>", of: script, in: interpreter)
    do {
      try interpreter.run(code)
      return nil
    } catch let interruption as RunInterruption {
      switch interruption {
      case .timeout: return .timeout
      case .interrupted: return .interrupted
      case .outputLimit: return .outputLimit
      }
    } catch {
      let exception = interpreter.exceptionObject(for: interpreter.raised(from: error))
      if exception.instanceType.exceptionKind == .systemExit {
        return .exited(exitCode(exception, interpreter))
      }
      let renderer = TracebackRenderer(script.file)
      let message = (try? exception.str(in: interpreter)) ?? ""
      return .raised(
        RaisedError(
          type: exception.instanceType.name, message: message,
          lines: exception.traceback.map { script.file.line(at: $0.range.lower) }),
        report: renderer.render(exception, in: interpreter))
    }
  }

  private func exitCode(_ exception: ExceptionObject, _ interpreter: Interpreter) -> Int {
    switch exception.arguments.first {
    case .int(let code): return code & 0xFF
    case nil, .some(.none): return 0
    case .some(let message):
      let text = (try? interpreter.str(message)) ?? ""
      FileHandle.standardError.write(Data((text + "\n").utf8))
      return 1
    }
  }
}

extension Duration {
  package var inMilliseconds: Double {
    Double(components.seconds) * 1e3 + Double(components.attoseconds) * 1e-15
  }
}
