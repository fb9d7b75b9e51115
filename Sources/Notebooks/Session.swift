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
    var isSilent = false
    let print = { [print = self.print] (text: String) in if !isSilent { print(text) } }
    interpreter.output = { [unowned interpreter] event in
      print(event.text)
      collector.add(event, visitCounts: interpreter.visitCounts)
    }
    interpreter.plots.output = { collector.add($0, sites: $1) }
    if options.keepsEvaluations || cache != nil { interpreter.recorder = log }
    if let last = options.lastCell, last > script.cells.count {
      outcome.ending = .badParameter(
        "there is no cell \(last): the script has \(script.cells.count)")
      return
    }
    let cells = cellCache(script, interpreter, collector, log)
    for (number, cell) in script.cells.enumerated() {
      if let last = options.lastCell, cell.number > last { break }
      isSilent = options.onlyCell.map { $0 != cell.number } ?? false
      collector.cell = cell.number
      log.beginCell(cell.number)
      let start = ContinuousClock.now
      var ending: RunOutcome.Ending?
      var cached = CellCache.Outcome()
      if !cell.isMarkdown || !cell.statements.isEmpty {
        let code = Compiler.compile(
          cell.statements, name: "<module>", of: script, in: interpreter)
        if let cells {
          cached = cells.run(number, code, emit: print) { run(code, of: script, in: interpreter) }
          ending = cached.ending
        } else {
          ending = run(code, of: script, in: interpreter)
        }
      }
      outcome.cells.append(
        CellRecord(
          number: cell.number, title: cell.title,
          line: script.file.line(at: cell.range.lower),
          status: cell.isMarkdown ? .markdown : (ending == nil ? .ok : .error),
          milliseconds: (ContinuousClock.now - start).inMilliseconds, cache: cached.cache,
          key: cached.key))
      if let ending {
        outcome.ending = ending
        break
      }
    }
    interpreter.plots.finish(interpreter)
    outcome.mismatches = (cells?.mismatches ?? []) + log.mismatches
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

  /// Nil where nothing is cached, or where there is only one cheap thing to run.
  private func cellCache(
    _ script: Script, _ interpreter: Interpreter, _ collector: OutputCollector,
    _ log: EvaluationLog
  ) -> CellCache? {
    guard let cache else { return nil }
    let cells = CellCache(script, interpreter, cache, options, collector, log)
    let read = fileReader(script)
    cells.readFile = read
    let write = interpreter.errorOutput
    interpreter.errorOutput = { [unowned cells] text in
      cells.wroteErrors = true
      write(text)
    }
    let start = interpreter.numericsDidStart
    interpreter.numericsDidStart = { [unowned cells] session in
      start(session)
      session.readFile = { name in
        let bytes = try read(name)
        cells.filesRead[name] = SHA256.digest(of: bytes)
        return bytes
      }
    }
    return cells
  }

  private func fileReader(_ script: Script) -> (String) throws -> [UInt8] {
    let path = URL(fileURLWithPath: script.file.path)
    let folder = options.dataFolder ?? path.deletingLastPathComponent().path
    return { try DataFile.read($0, below: folder) }
  }

  private func configure(_ interpreter: Interpreter, _ script: Script) {
    interpreter.isInterrupted = isInterrupted
    interpreter.limits.seconds = options.timeout
    if let memory = options.maximumMemory { interpreter.limits.memory = memory }
    let read = fileReader(script)
    interpreter.numericsDidStart = { $0.readFile = read }
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
      let code = Compiler.compile(
        cell.statements, name: "<module>", of: script, in: interpreter)
      if run(code, of: script, in: interpreter) != nil { break }
    }
    return verifier.findings.map { $0.record(in: script.file) }
  }

  /// Nil where the cell ran to its end.
  private func run(_ code: CodeObject, of script: Script, in interpreter: Interpreter)
    -> RunOutcome.Ending?
  {
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
