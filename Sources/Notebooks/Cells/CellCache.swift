import Arrays
import Diagnostics
import Execution
import Foundation
import Records
import Runtime
import Syntax

/// Runs cells, or gives back what they gave before.
///
/// A cell's key is what it says and what it reads: the digest of its statements, the values of the names it may read (also inside
/// the functions it may call), parameters, settings. What only the run can tell, the state of NumPy's stream and data files, is
/// listed under that key by the run that stored the cell and joined to a second key. Cells that read clocks or fresh entropy,
/// write warnings, or leave something behind that cannot be written down are executed every time.
final class CellCache {
  /// How a cell was dealt with.
  struct Outcome {
    var cache = CacheOutcome.off
    var key: Digest?
    var ending: RunOutcome.Ending?
  }

  /// Nanoseconds below which a cell is not worth keeping: what it takes to look it up and to write it down.
  private let threshold: Int64

  let map: ScriptMap
  let interpreter: Interpreter
  private let store: any ValueCache
  private let options: RunOptions
  let collector: OutputCollector
  let log: EvaluationLog
  /// Set by readers of data files during a cell.
  var filesRead: [String: Digest] = [:]
  /// Set by whoever writes to standard error during a cell.
  var wroteErrors = false
  /// Reads a data file; for keys.
  var readFile: (String) throws -> [UInt8] = { _ in [] }
  var mismatches: [CacheMismatch] = []
  private lazy var writeCounts = countWrites()

  init(
    _ script: Script, _ interpreter: Interpreter, _ store: any ValueCache, _ options: RunOptions,
    _ collector: OutputCollector, _ log: EvaluationLog
  ) {
    map = ScriptMap(script)
    self.interpreter = interpreter
    self.store = store
    threshold = Int64(options.cellThreshold * 1e6)
    self.options = options
    self.collector = collector
    self.log = log
  }

  /// Replays the cell, or executes it and keeps what it gave where that is worth it.
  func run(
    _ number: Int, _ code: CodeObject, emit: (String) -> Void,
    execute: () -> RunOutcome.Ending?
  ) -> Outcome {
    let entries = map.entries(ofCell: number)
    if entries.allSatisfy({ $0.isCheap }) { return Outcome(ending: execute()) }
    let use = GlobalUse(of: code, isCell: true)
    guard !use.isOpen, let key = key(of: number, use) else { return Outcome(ending: execute()) }
    var outcome = Outcome(cache: .miss, key: key.digest)
    let stored = storedPayload(key)
    if let stored, !store.verifiesHit() {
      if replay(stored.payload, number, code, emit) {
        outcome.cache = .hit
        outcome.key = stored.key
        return outcome
      }
    }
    let before = State(self, use, key)
    let start = ContinuousClock.now
    outcome.ending = execute()
    let cost = Int64((ContinuousClock.now - start).inMilliseconds * 1e6)
    guard outcome.ending == nil else {
      outcome.cache = .off
      return outcome
    }
    guard stored != nil || cost >= threshold,
      let payload = payload(number, use, before)
    else {
      outcome.cache = .off
      return outcome
    }
    let inputs = dynamicInputs()
    let complete = completed(key, inputs, before)
    outcome.key = complete.key
    if let stored {
      compare(stored.payload, payload, cell: number)
      return outcome
    }
    store.storeCell(
      CellInputs(names: inputs).encoded, for: key.digest, material: key.material, cost: 0)
    store.storeCell(payload.encoded, for: complete.key, material: complete.material, cost: cost)
    return outcome
  }

  // MARK: Keys

  struct Key {
    var digest: Digest
    var material: String
    /// Digest of each name that may be read, by slot.
    var names: [Int: Digest]
    /// Slots that functions reached from the cell may write.
    var writes: Set<Int>
  }

  private var context: ValueWriter.Context {
    ValueWriter.Context(
      codeDigest: { [map] in map.digest(of: $0) },
      classDigest: { [map] in map.digest(ofClass: $0) },
      provenance: { [unowned self] in self.provenance(of: $0) })
  }

  /// Nil where the cell reads something that cannot be described.
  private func key(of number: Int, _ use: GlobalUse) -> Key? {
    let globals = interpreter.globals
    var names: [Int: Digest] = [:]
    var parts: [(name: String, digest: Digest)] = []
    var writes: Set<Int> = []
    for slot in use.reads.sorted(by: { globals.names[$0].text < globals.names[$1].text }) {
      var writer = ValueWriter(.digest, interpreter, context)
      do {
        try writer.write(global: slot)
      } catch {
        return nil
      }
      writes.formUnion(writer.writtenGlobals)
      for touched in writer.touchedGlobals where names[touched] == nil && touched != slot {
        names[touched] = digest(of: touched)
      }
      let digest = SHA256.digest(of: writer.output.bytes)
      names[slot] = digest
      if globals.isAssigned(slot) { parts.append((globals.names[slot].text, digest)) }
    }
    let parameters = options.parameters.filter { parameter in
      globals.existingSlot(of: Name(parameter.name)).map(use.writes.contains) ?? false
    }
    var sum = SHA256()
    sum.update(field: "cell")
    sum.update(field: store.revision)
    sum.update(integer: UInt64(NumericsRevision.current))
    let statements = map.digest(ofCell: number)
    sum.update(field: statements.bytes)
    sum.update(field: settings)
    for part in parts {
      sum.update(field: part.name)
      sum.update(field: part.digest.bytes)
    }
    for parameter in parameters {
      sum.update(field: "-p " + parameter.name)
      sum.update(field: parameter.value)
    }
    let fields =
      [
        ("cell", statements.hex), ("interpreter", store.revision),
        ("numerics", "\(NumericsRevision.current)"), ("settings", settings),
      ] + parts.map { ("reads " + $0.name, $0.digest.hex) }
      + parameters.map { ("parameter " + $0.name, $0.value) }
    return Key(
      digest: sum.finalize(), material: CellCache.material(fields), names: names, writes: writes)
  }

  private func digest(of slot: Int) -> Digest? {
    var writer = ValueWriter(.digest, interpreter, context)
    guard (try? writer.write(global: slot)) != nil else { return nil }
    return SHA256.digest(of: writer.output.bytes)
  }

  /// What else changes what a cell prints or computes.
  private var settings: String {
    var text = "record \(options.recordingLimit)"
    let numerics = interpreter.hasNumerics ? interpreter.numerics : nil
    text += " print \(numerics?.printOptions ?? PrintOptions())"
    text += numerics?.promotion.is64Bit == true ? " x64" : ""
    return text + ((numerics?.disabledJIT ?? 0) > 0 ? " nojit" : "")
  }

  static func material(_ fields: [(String, String)]) -> String {
    func quoted(_ text: String) -> String {
      guard let data = try? JSONEncoder().encode(text) else { return "\"\"" }
      return String(decoding: data, as: UTF8.self)
    }
    return "{" + fields.map { "\(quoted($0.0)):\(quoted($0.1))" }.joined(separator: ",") + "}"
  }

  /// The key with what only runs know.
  private func completed(_ key: Key, _ inputs: [String], _ state: State?) -> (
    key: Digest, material: String
  ) {
    var sum = SHA256()
    sum.update(field: "cell inputs")
    sum.update(field: key.digest.bytes)
    var fields: [(String, String)] = []
    for input in inputs {
      let value: Digest?
      if input == CellInputs.stream {
        value = state.map(\.stream) ?? streamDigest
      } else if let state, let known = state.files(input, filesRead) {
        value = known
      } else {
        value = (try? readFile(input)).map { SHA256.digest(of: $0) }
      }
      sum.update(field: input)
      sum.update(field: value?.bytes ?? [])
      fields.append(("input " + input, value?.hex ?? "none"))
    }
    let rest = CellCache.material(fields).dropFirst()
    let first = key.material.dropLast()
    return (
      sum.finalize(), fields.isEmpty ? key.material : first + (first.count > 1 ? "," : "") + rest
    )
  }

  private var streamDigest: Digest? {
    guard interpreter.hasNumerics, let words = interpreter.numerics.ownRandomState?.snapshot else {
      return nil
    }
    var writer = ByteWriter()
    for word in words { writer.integer(Int(bitPattern: UInt(word))) }
    return SHA256.digest(of: writer.bytes)
  }

  private func dynamicInputs() -> [String] {
    var inputs = filesRead.keys.sorted()
    if interpreter.hasNumerics, interpreter.numerics.usesRandomState {
      inputs.insert(CellInputs.stream, at: 0)
    }
    return inputs
  }

  private func storedPayload(_ key: Key) -> (key: Digest, payload: CellPayload)? {
    guard let bytes = store.cellPayload(for: key.digest),
      let inputs = CellInputs(bytes)
    else { return nil }
    let complete = completed(key, inputs.names, nil).key
    guard let payload = store.cellPayload(for: complete).flatMap({ CellPayload($0) }) else {
      return nil
    }
    return (complete, payload)
  }

  // MARK: Provenance

  /// Instructions of the whole script that write each name.
  private func countWrites() -> [Int: Int] {
    var counts: [Int: Int] = [:]
    for cell in map.script.cells where !cell.statements.isEmpty {
      let code = Compiler.compile(
        cell.statements, name: "<module>", of: map.script, in: interpreter)
      for (slot, count) in GlobalUse(of: code, isCell: true).writeCounts {
        counts[slot, default: 0] += count
      }
    }
    return counts
  }

  /// What made an object that cannot be looked into: the one statement that binds its name, and the simple values it read.
  private func provenance(of object: Object) -> Digest? {
    let globals = interpreter.globals
    guard let (name, _) = globals.assigned.first(where: { $0.value.object === object }),
      let slot = globals.existingSlot(of: name), writeCounts[slot] == 1
    else { return nil }
    let makers = map.entries.filter { $0.bound.contains(name.text) }
    guard makers.count == 1, let maker = makers.first else { return nil }
    var sum = SHA256()
    sum.update(field: maker.digest.bytes)
    sum.update(field: name.text)
    for used in Set(map.tokens.names(in: maker.tokens)).sorted() where used != name.text {
      guard let slot = globals.existingSlot(of: Name(used)), globals.isAssigned(slot) else {
        continue
      }
      guard writeCounts[slot, default: 0] <= 1, globals[slot].isSettled,
        let digest = digest(of: slot)
      else { return nil }
      sum.update(field: used)
      sum.update(field: digest.bytes)
    }
    return sum.finalize()
  }

  // MARK: After a run

  /// What was so before a cell was executed.
  private struct State {
    var names: [Int: Digest]
    var writes: Set<Int>
    var visitCounts: [Int]
    var outputCount: Int
    var evaluationCount: Int
    var stream: Digest?
    var settings: String

    init(_ cache: CellCache, _ use: GlobalUse, _ key: Key) {
      names = key.names
      writes = use.writes.union(key.writes)
      visitCounts = cache.interpreter.visitCounts
      outputCount = cache.collector.outputs.count
      evaluationCount = cache.log.evaluations.count
      stream = cache.streamDigest
      settings = cache.settings
      cache.collector.beginCounting()
      cache.filesRead = [:]
      cache.wroteErrors = false
      cache.interpreter.readClock = false
      cache.interpreter.drewEntropy = false
      cache.interpreter.usedStandardStream = false
      if cache.interpreter.hasNumerics { cache.interpreter.numerics.usesRandomState = false }
    }

    func files(_ name: String, _ read: [String: Digest]) -> Digest? { read[name] }
  }

  /// Everything the cell gave; nil where it may not be given again.
  private func payload(_ number: Int, _ use: GlobalUse, _ before: State) -> CellPayload? {
    let isPure =
      !interpreter.readClock && !interpreter.drewEntropy && !interpreter.usedStandardStream
      && !wroteErrors && before.settings == settings
    guard isPure else { return nil }
    if interpreter.hasNumerics, interpreter.numerics.usesRandomState,
      interpreter.numerics.ownRandomState?.isUnrepeatable == true
    {
      return nil
    }
    var result = CellPayload()
    guard leave(number, use, before, &result), record(number, before, &result) else { return nil }
    if interpreter.hasNumerics, interpreter.numerics.usesRandomState {
      result.stream = interpreter.numerics.ownRandomState?.snapshot
    }
    return result
  }

  /// Names that the cell changed, with all that share memory with them.
  private func leave(_ number: Int, _ use: GlobalUse, _ before: State, _ result: inout CellPayload)
    -> Bool
  {
    let globals = interpreter.globals
    var changed = before.writes
    for (slot, digest) in before.names where !changed.contains(slot) {
      guard self.digest(of: slot) == digest else {
        changed.insert(slot)
        continue
      }
    }
    let entries = map.entries(ofCell: number)
    var defined: Set<String> = []
    var archived: [Int] = []
    for slot in changed.sorted(by: { globals.names[$0].text < globals.names[$1].text }) {
      let name = globals.names[slot].text
      guard globals.isAssigned(slot) else {
        result.deleted.append(name)
        continue
      }
      if globals[slot].isDefinition {
        guard use.writeCounts[slot] == 1, entries.contains(where: { $0.bound.contains(name) })
        else { return false }
        defined.insert(name)
      } else {
        archived.append(slot)
      }
    }
    guard let values = archive(&archived) else { return false }
    let again = entries.filter { entry in
      entry.isDefinition || entry.bound.contains { defined.contains($0) }
    }
    let names = Set(archived.map { globals.names[$0].text })
    for entry in again {
      let own = Set(entry.bound)
      for name in map.tokens.names(in: entry.tokens) where !own.contains(name) {
        if names.contains(name) { return false }
      }
    }
    result.statements = again.map(\.index)
    result.names = archived.map { globals.names[$0].text }
    result.values = values
    return isRepeatable(result, number)
  }

  /// Whether executing the definitions again makes what the cell left: not where it changed a class or a function afterwards.
  private func isRepeatable(_ payload: CellPayload, _ number: Int) -> Bool {
    let globals = interpreter.globals
    let bound = map.entries(ofCell: number).filter { payload.statements.contains($0.index) }
      .flatMap(\.bound)
    let slots = Set(bound).sorted().compactMap { globals.existingSlot(of: Name($0)) }
      .filter { globals[$0].isDefinition && !globals[$0].isModule }
    guard !slots.isEmpty else { return true }
    let all = Set(bound).sorted().compactMap { globals.existingSlot(of: Name($0)) }
    let left = all.map { globals[$0] }
    let digests = slots.map { digest(of: $0) }
    defer { for (slot, value) in zip(all, left) { globals[slot] = value } }
    guard define(payload, number) else { return false }
    return zip(slots, digests).allSatisfy { $1 != nil && digest(of: $0) == $1 }
  }

  /// Values of slots in one archive; slots that share memory with them are added.
  private func archive(_ slots: inout [Int]) -> [UInt8]? {
    let globals = interpreter.globals
    while true {
      var writer = ValueWriter(
        .archive, interpreter, context, unavailable: Set(slots.map { globals.names[$0] }))
      do {
        for slot in slots { try writer.write(globals[slot]) }
      } catch {
        return nil
      }
      guard !writer.mutable.isEmpty else { return writer.output.bytes }
      let own = Set(slots)
      let more = globals.names.indices.filter { slot in
        guard !own.contains(slot), globals.isAssigned(slot) else { return false }
        var other = ValueWriter(.digest, interpreter, context)
        try? other.write(globals[slot])
        return !other.mutable.isDisjoint(with: writer.mutable)
      }
      if more.isEmpty { return writer.output.bytes }
      // A function or class that shares memory cannot be made anew with it.
      if more.contains(where: { globals[$0].isDefinition }) { return nil }
      slots += more
    }
  }

  private func record(_ number: Int, _ before: State, _ result: inout CellPayload) -> Bool {
    for index in before.outputCount..<collector.outputs.count {
      let output = collector.outputs[index]
      var places: [ScriptMap.Place] = []
      var occurrences: [Int] = []
      let all = [output.site] + output.callers
      for (position, offset) in collector.offsets[index].enumerated() {
        guard let place = map.place(of: offset, inCell: number) else { return false }
        places.append(place)
        occurrences.append(
          all[position].occurrence
            - collector.base(
              of: offset, isInnermost: position == 0, visitCounts: before.visitCounts)
        )
      }
      result.outputs.append(
        .init(sites: places, occurrences: occurrences, text: output.text, numbers: output.numbers))
    }
    for (index, expectation) in map.script.expectations.enumerated() {
      guard let statement = expectation.statement, index < interpreter.visitCounts.count else {
        continue
      }
      let count =
        interpreter.visitCounts[index]
        - (index < before.visitCounts.count ? before.visitCounts[index] : 0)
      guard count > 0 else { continue }
      guard let place = map.place(of: statement.lower, inCell: number) else { return false }
      result.visits.append(.init(place: place, count: count))
    }
    var positions: [EvaluationLog.Site: Int] = [:]
    for (site, count) in log.cellRequests {
      positions[site] = result.requests.count
      result.requests.append(
        .init(
          place: map.place(of: site.offset, inCell: number), kind: site.kind.rawValue,
          withRespectTo: site.withRespectTo, count: count))
    }
    var graphs: Set<Digest> = []
    for index in before.evaluationCount..<log.evaluations.count {
      let site = log.requests[index]
      guard let position = positions[site] else { return false }
      var record = log.evaluations[index]
      record.occurrence -= log.occurrences(at: site) - log.cellRequests[position].count
      if let hash = record.graph, graphs.insert(hash).inserted, let graph = log.graph(hash) {
        result.graphs.append(graph)
      }
      result.evaluations.append(
        .init(place: result.requests[position].place, request: position, record: record))
    }
    return true
  }
}
