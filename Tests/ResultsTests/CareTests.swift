import Foundation
import Records
import Results
import Testing

struct CareTests {
  private let folder: TemporaryFolder
  private let path: String
  private let store: ResultsStore
  private let now: Int64 = 1_800_000_000_000

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("results.db")
    store = try ResultsStore(path: path)
  }

  @Test func `a sound database passes its check, a torn one does not`() throws {
    try store.finishRun(fullReport())
    #expect(try store.check() == [])
    _ = try DatabaseQuery(
      sql: "DELETE FROM _evaluation WHERE position = 1", allowsWriting: true
    ).run(on: path)
    #expect(try store.check() == ["1 requests lack some of their evaluations"])
  }

  @Test func `pruning keeps the newest, what is pinned, and nothing unused`() throws {
    let reports = (0..<6).map { index -> RunReport in
      var report = fullReport(index)
      report.run.source = Array("source \(index)".utf8)
      report.run.sourceSHA256 = SHA256.digest(of: report.run.source)
      return report
    }
    for report in reports { try store.finishRun(report) }
    try store.setBaseline("release", to: reports[1].run.uid, at: now)
    #expect(try store.prune(before: now, keeping: 2) == 3)
    #expect(
      try store.runs().map(\.uid) == [5, 4, 1].map { reports[$0].run.uid })
    #expect(
      try rows(
        """
        SELECT (SELECT count(*) FROM _source), (SELECT count(*) FROM _request),
          (SELECT count(*) FROM _evaluation), (SELECT count(*) FROM _printed),
          (SELECT count(*) FROM _graph)
        """, in: path) == ["3|9|12|9|1"])
    #expect(try store.check() == [])
  }

  @Test func `an export is a copy of everything and never overwrites`() throws {
    try store.finishRun(fullReport())
    let copy = folder.file("copy.db")
    try store.export(to: copy)
    #expect(try rows("SELECT uid FROM runs", in: copy) == rows("SELECT uid FROM runs", in: path))
    #expect(throws: StoreError.unwritable(path: copy, detail: "the file exists")) {
      try store.export(to: copy)
    }
  }

  @Test func `four shards merged are the whole, however often`() throws {
    let reports = (0..<8).map { index -> RunReport in
      var report = fullReport(index)
      report.run.script = "s\(index).ag"
      return report
    }
    for report in reports { try store.finishRun(report) }
    let merged = try ResultsStore(path: folder.file("merged.db"))
    for shard in 0..<4 {
      let part = try ResultsStore(path: folder.file("shard\(shard).db"))
      for index in stride(from: shard, to: 8, by: 4) { try part.finishRun(reports[index]) }
      #expect(try merged.merge(part) == 2)
      #expect(try merged.merge(part) == 0)
    }
    for view in ["checks", "evaluations", "outputs", "cells", "runs"] {
      let sql = "SELECT * FROM \(view)"
      #expect(try rows(sql, in: merged.path).sorted() == rows(sql, in: path).sorted())
    }
  }

  @Test func `baselines are pinned by name and script`() throws {
    let first = fullReport(0)
    let second = fullReport(1)
    try store.finishRun(first)
    try store.finishRun(second)
    try store.setBaseline("release", to: first.run.uid, at: now)
    try store.setBaseline("release", to: second.run.uid, at: now)
    #expect(try store.baselines().map(\.run) == [second.run.uid])
    #expect(try store.run(matching: "baseline:release") == second.run.uid)
    #expect(try store.removeBaseline("release") == 1)
    #expect(throws: StoreError.noSuchRun(selector: "baseline:release")) {
      try store.run(matching: "baseline:release")
    }
    let unknown = uid(99)
    #expect(throws: StoreError.noSuchRun(selector: unknown.description)) {
      try store.setBaseline("x", to: unknown, at: now)
    }
  }

  @Test func `references belong to one engine, script and source`() throws {
    let reference = ReferenceRecord(
      script: "a.ag", engine: "jax", versions: ["jax": "0.10.2"],
      outputs: [
        .init(line: 3, occurrence: 1, text: "1.0\n"), .init(line: 3, occurrence: 2, text: "2.0\n"),
        .init(line: 9, occurrence: 1, text: "[1 2]\n"),
      ])
    let source = SHA256.digest(of: "source")
    try store.importReference(reference, script: "examples/a.ag", source: source, at: now)
    try store.importReference(reference, script: "examples/a.ag", source: source, at: now)
    var expected = reference
    expected.script = "examples/a.ag"
    #expect(
      try store.reference(engine: "jax", script: "examples/a.ag", source: source) == expected)
    #expect(
      try store.reference(
        engine: "jax", script: "examples/a.ag", source: SHA256.digest(of: "edited")) == nil)
    #expect(try store.references().map(\.outputs) == [3])
    #expect(reference.expectations.map(\.lines) == [["1.0", "2.0"], ["[1 2]"]])
  }

  @Test func `acceptances are logged with their reason`() throws {
    try store.record(
      [
        AcceptanceRecord(
          run: uid(0), script: "a.ag", line: 4, old: "1", new: "2", relativeChange: 1,
          reason: "new kernel")
      ], at: now)
    #expect(
      try rows(
        "SELECT script, line, old, new, max_rel, reason, accepted_at FROM acceptances", in: path)
        == ["a.ag|4|1|2|1.0|new kernel|2027-01-15T08:00:00.000Z"])
  }

  @Test func `information counts what is stored`() throws {
    try store.finishRun(fullReport())
    let information = try store.information()
    #expect(information.schemaVersion == 1)
    #expect(information.rows.first { $0.name == "evaluation" }?.rows == 4)
    #expect(information.fileBytes > 0)
    #expect(information.journalMode.uppercased() == SQLiteLibrary.journalMode)
  }
}
