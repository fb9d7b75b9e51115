import Diagnostics
import Records
import Runtime
import Syntax

/// Giving back what a cell gave, and comparing it with what it gives now.
extension CellCache {
  func replay(
    _ payload: CellPayload, _ number: Int, _ code: CodeObject, _ emit: (String) -> Void
  ) -> Bool {
    // Everything is found first, so that a cell is replayed whole or not at all.
    var sites: [[Int32]] = []
    for output in payload.outputs {
      let offsets = output.sites.compactMap { map.offset(of: $0, inCell: number) }
      guard offsets.count == output.sites.count else { return false }
      sites.append(offsets)
    }
    guard define(payload, number) else { return false }
    var reader = ValueReader(payload.values, interpreter)
    var values: [Value] = []
    do {
      for _ in payload.names { values.append(try reader.value()) }
    } catch {
      return false
    }
    let globals = interpreter.globals
    for (name, value) in zip(payload.names, values) {
      interpreter.assign(value, to: Name(name))
    }
    for name in payload.deleted {
      if let slot = globals.existingSlot(of: Name(name)) { globals.forget(slot) }
    }
    if let stream = payload.stream { _ = interpreter.numerics.restoreRandomState(stream) }
    show(payload, sites, number, emit)
    replayEvaluations(payload, number)
    return true
  }

  /// Executes the cell's definitions, silently.
  func define(_ payload: CellPayload, _ number: Int) -> Bool {
    guard !payload.statements.isEmpty else { return true }
    let entries = map.entries(ofCell: number).filter { payload.statements.contains($0.index) }
    guard entries.count == payload.statements.count else { return false }
    let code = Compiler.compile(
      entries.map(\.statement), name: "<module>", of: map.script, in: interpreter)
    let output = interpreter.output
    let visits = interpreter.visitCounts
    interpreter.output = { _ in }
    defer {
      interpreter.output = output
      interpreter.visitCounts = visits
    }
    return (try? interpreter.run(code)) != nil
  }

  private func show(
    _ payload: CellPayload, _ sites: [[Int32]], _ number: Int, _ emit: (String) -> Void
  ) {
    let visits = interpreter.visitCounts
    collector.beginCounting()
    for (output, offsets) in zip(payload.outputs, sites) {
      let occurrences = zip(offsets, output.occurrences).enumerated().map { position, pair in
        pair.1
          + collector.base(
            of: pair.0, isInnermost: position == 0, visitCounts: visits)
      }
      collector.append(output.text, output.numbers, offsets, occurrences)
      emit(output.text)
    }
    let index = map.script.expectationIndex
    var counted: Set<Int32> = []
    for visit in payload.visits {
      guard let offset = map.offset(of: visit.place, inCell: number),
        let expectation = index[offset]
      else { continue }
      interpreter.visitCounts[Int(expectation)] += visit.count
      counted.insert(offset)
    }
    // Expectations that were written since the run: their statements ran, as often as they are known to have printed.
    let cell = map.script.cells[number]
    for (position, expectation) in map.script.expectations.enumerated() {
      guard let statement = expectation.statement, !counted.contains(statement.lower) else {
        continue
      }
      let isOwn = statement.lower >= cell.range.lower && statement.upper <= cell.range.upper
      let prints = sites.count { $0.first == statement.lower }
      if prints > 0 {
        interpreter.visitCounts[position] += prints
      } else if isOwn || sites.contains(where: { $0.contains(statement.lower) }) {
        interpreter.visitCounts[position] += 1
      }
    }
  }

  private func replayEvaluations(_ payload: CellPayload, _ number: Int) {
    let sites = payload.requests.map { request -> EvaluationLog.Site in
      let offset = request.place.flatMap { map.offset(of: $0, inCell: number) } ?? 0
      return EvaluationLog.Site(
        offset: offset, line: map.script.file.line(at: offset),
        kind: EvaluationRequest.Kind(rawValue: request.kind) ?? .forward,
        withRespectTo: request.withRespectTo)
    }
    log.replay(
      payload.evaluations.compactMap {
        sites.indices.contains($0.request) ? (sites[$0.request], $0.record) : nil
      }, zip(sites, payload.requests).map { ($0, $1.count) }, payload.graphs)
  }

  // MARK: Verification

  func compare(_ stored: CellPayload, _ computed: CellPayload, cell number: Int) {
    let line = map.script.file.line(at: map.script.cells[number].range.lower)
    func report(_ place: ScriptMap.Place?, _ what: String, _ before: String, _ after: String) {
      let offset = place.flatMap { map.offset(of: $0, inCell: number) }
      mismatches.append(
        CacheMismatch(
          line: offset.map { map.script.file.line(at: $0) } ?? line, what: what, cached: before,
          computed: after))
    }
    for (a, b) in zip(stored.evaluations, computed.evaluations)
    where a.record.digest != b.record.digest {
      return report(b.place, "\(b.record.kind.rawValue)", a.record.text, b.record.text)
    }
    for (a, b) in zip(stored.outputs, computed.outputs) where a.text != b.text {
      return report(b.sites.first, "output", a.text, b.text)
    }
    if stored.outputs.count != computed.outputs.count {
      return report(
        nil, "count of prints", "\(stored.outputs.count)", "\(computed.outputs.count)")
    }
    if stored.names != computed.names || stored.values != computed.values
      || stored.stream != computed.stream
    {
      report(
        nil, "values left by the cell", stored.names.joined(separator: ", "),
        computed.names.joined(separator: ", "))
    }
  }
}
