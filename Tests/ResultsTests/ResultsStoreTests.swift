import Foundation
import Records
import Results
import Testing

struct ResultsStoreTests {
  /// Records compare by their encoding; JSON needs words for what it cannot write.
  private func encoded(_ report: RunReport) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return String(decoding: try encoder.encode(report), as: UTF8.self)
  }

  @Test func `a report comes back as it was written, NaN and signed zero included`() throws {
    let folder = try TemporaryFolder()
    let store = try ResultsStore(path: folder.file("results.db"))
    let report = fullReport()
    var started = report.run
    started.status = .running
    started.milliseconds = nil
    started.exitCode = nil
    try store.startRun(started)
    #expect(try store.runs().map(\.status) == [.running])
    try store.finishRun(report)
    let read = try store.report(of: report.run.uid)
    #expect(try encoded(read) == encoded(report))
    guard case .floats(let values) = read.outputs[0].numbers[0].values else {
      Issue.record("expected floats")
      return
    }
    #expect(values[0].isNaN && values[1].sign == .minus && values[2] == .infinity)
  }

  @Test func `a finished run whose start was not recorded is recorded whole`() throws {
    let folder = try TemporaryFolder()
    let store = try ResultsStore(path: folder.file("results.db"))
    let report = fullReport()
    try store.finishRun(report)
    #expect(try encoded(store.report(of: report.run.uid)) == encoded(report))
  }

  @Test func `sources, graphs and environments are stored once`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("results.db")
    let store = try ResultsStore(path: path)
    for index in 0..<5 { try store.finishRun(fullReport(index)) }
    #expect(
      try rows(
        """
        SELECT (SELECT count(*) FROM _source), (SELECT count(*) FROM _graph),
          (SELECT count(*) FROM _environment), (SELECT count(*) FROM _run)
        """, in: path) == ["1|1|1|5"])
  }

  @Test func `runs are selected by latest, by prefix and by the one before`() throws {
    let folder = try TemporaryFolder()
    let store = try ResultsStore(path: folder.file("results.db"))
    let reports = (0..<3).map { fullReport($0) }
    for report in reports { try store.finishRun(report) }
    #expect(try store.run(matching: "latest") == reports[2].run.uid)
    #expect(try store.run(matching: "latest~2") == reports[0].run.uid)
    #expect(try store.run(matching: reports[1].run.uid.description) == reports[1].run.uid)
    #expect(
      try store.run(matching: String(reports[1].run.uid.description.uppercased().prefix(25)))
        == reports[1].run.uid)
    #expect(throws: StoreError.ambiguousRun(selector: "018", count: 3)) {
      try store.run(matching: "018")
    }
    #expect(throws: StoreError.noSuchRun(selector: "zzz")) { try store.run(matching: "zzz") }
    #expect(throws: StoreError.noSuchRun(selector: "latest~9")) {
      try store.run(matching: "latest~9")
    }
    #expect(try store.lastRun(ofScript: "examples/a.ag") == reports[2].run.uid)
    #expect(try store.lastFailed() == ["examples/a.ag"])
    #expect(
      try store.history(ofScript: "examples/a.ag", line: 2, occurrence: 1).map(\.verdict)
        == [.num, .num, .num])
  }

  @Test func `a file that is no database is reported and left as it is`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("results.db")
    let content = Data("this is no database, and never was one at all".utf8)
    try content.write(to: URL(fileURLWithPath: path))
    do {
      _ = try ResultsStore(path: path)
      Issue.record("expected an error")
    } catch {
      #expect(error == .damaged(path: path, detail: "file is not a database"))
      #expect(error.message.contains("sqlite3 '\(path)' .recover"))
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == content)
  }

  @Test func `another program's database is refused`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("results.db")
    _ = try ResultsStore(path: path)
    _ = try DatabaseQuery(sql: "PRAGMA application_id = 5", allowsWriting: true).run(on: path)
    #expect(throws: StoreError.foreign(path: path)) { try ResultsStore(path: path) }
  }

  @Test func `a newer database can be read but not written`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("results.db")
    let report = fullReport()
    try ResultsStore(path: path).finishRun(report)
    _ = try DatabaseQuery(sql: "PRAGMA user_version = 99", allowsWriting: true).run(on: path)
    let store = try ResultsStore(path: path)
    #expect(store.newerVersion == 99)
    #expect(try store.runs().count == 1)
    #expect(throws: StoreError.newer(path: path, version: 99, supported: 1)) {
      try store.finishRun(fullReport(1))
    }
  }

  @Test func `a folder that cannot be made is reported`() throws {
    let folder = try TemporaryFolder()
    try Data().write(to: URL(fileURLWithPath: folder.file("file")))
    let path = folder.file("file/.agrun/results.db")
    #expect(
      throws: StoreError.unwritable(
        path: path, detail: "cannot create the folder \(folder.file("file/.agrun"))")
    ) {
      try ResultsStore(path: path)
    }
  }

  @Test func `many writers in one file lose nothing`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file(".agrun/results.db")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<8 {
        group.addTask {
          for index in 0..<5 {
            // A store of its own each time, as separate processes have.
            let store = try ResultsStore(path: path)
            let report = fullReport(writer * 5 + index)
            try store.startRun(report.run)
            try store.finishRun(report)
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try rows("SELECT count(*), count(DISTINCT uid) FROM runs", in: path) == ["40|40"])
    #expect(try rows("SELECT count(*) FROM evaluations", in: path) == ["160"])
    #expect(try rows("PRAGMA integrity_check", in: path) == ["ok"])
    #expect(try String(contentsOfFile: folder.file(".agrun/.gitignore"), encoding: .utf8) == "*\n")
  }
}
