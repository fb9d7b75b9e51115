import Foundation
import GRDB
package import Records

extension ResultsStore {
  /// Runs, the newest first, without their sources' bytes.
  ///
  /// - Parameters:
  ///   - script: only this recorded path; nil for all.
  ///   - limit: at most so many.
  package func runs(script: String? = nil, limit: Int = 50) throws(StoreError) -> [RunRecord] {
    try read { database in
      let rows: [Row]
      if let script {
        rows = try Row.fetchAll(
          database,
          sql: """
            SELECT \(RunReader.runColumns) FROM \(RunReader.runTables)
            WHERE r.script = ? ORDER BY r.uid DESC LIMIT ?
            """, arguments: [script, limit])
      } else {
        rows = try Row.fetchAll(
          database,
          sql: """
            SELECT \(RunReader.runColumns) FROM \(RunReader.runTables)
            ORDER BY r.uid DESC LIMIT ?
            """, arguments: [limit])
      }
      return try rows.map { try RunReader.run($0, source: []) }
    }
  }

  /// Everything recorded of one run, its source included.
  ///
  /// - Throws: `StoreError.noSuchRun`.
  package func report(of uid: RunUID) throws(StoreError) -> RunReport {
    // One snapshot: a run that another process finishes meanwhile is seen whole or running.
    try readSnapshot { database in
      guard
        let row = try Row.fetchOne(
          database,
          sql: """
            SELECT \(RunReader.runColumns), s.content FROM \(RunReader.runTables) WHERE r.uid = ?
            """, arguments: [uid.description])
      else { throw StoreError.noSuchRun(selector: uid.description) }
      let id: Int64 = row["id"]
      let reader = RunReader(database: database)
      return RunReport(
        run: try RunReader.run(row, source: [UInt8](row["content"] as Data)),
        cells: try reader.cells(ofRun: id), outputs: try reader.outputs(ofRun: id),
        figures: try reader.figures(ofRun: id), graphs: try reader.graphs(ofRun: id),
        evaluations: try reader.evaluations(ofRun: id),
        unrecorded: try reader.unrecorded(ofRun: id), checks: try reader.checks(ofRun: id))
    }
  }

  /// The run a user means by `latest`, `latest~N` (N before it), `baseline:NAME` or the beginning
  /// of a uid.
  ///
  /// - Parameter script: restricts `latest` and baselines to one recorded path.
  /// - Throws: `StoreError.noSuchRun`, `.ambiguousRun`.
  package func run(matching selector: String, script: String? = nil) throws(StoreError) -> RunUID {
    let candidates: [String] = try read { database in
      if selector == "latest" || selector.hasPrefix("latest~") {
        let back = selector == "latest" ? 0 : Int(selector.dropFirst(7)) ?? -1
        guard back >= 0 else { throw StoreError.noSuchRun(selector: selector) }
        return try String.fetchAll(
          database,
          sql: """
            SELECT uid FROM _run WHERE status <> 'running' AND (? IS NULL OR script = ?)
            ORDER BY uid DESC LIMIT 1 OFFSET ?
            """, arguments: [script, script, back])
      }
      if selector.hasPrefix("baseline:") {
        return try String.fetchAll(
          database,
          sql: """
            SELECT r.uid FROM _baseline b JOIN _run r ON r.id = b.run
            WHERE b.name = ? AND (? IS NULL OR b.script = ?)
            """, arguments: [String(selector.dropFirst(9)), script, script])
      }
      let prefix = selector.lowercased()
      guard !prefix.isEmpty, prefix.allSatisfy({ $0.isHexDigit || $0 == "-" }) else { return [] }
      // The uid's index answers a range, not a pattern.
      return try String.fetchAll(
        database, sql: "SELECT uid FROM _run WHERE uid >= ? AND uid < ? LIMIT 100",
        arguments: [prefix, prefix + "~"])
    }
    guard let first = candidates.first, let uid = RunUID(first) else {
      throw .noSuchRun(selector: selector)
    }
    guard candidates.count == 1 else {
      throw .ambiguousRun(selector: selector, count: candidates.count)
    }
    return uid
  }

  /// Uid of a script's newest finished run.
  package func lastRun(ofScript script: String) throws(StoreError) -> RunUID? {
    try read { database in
      try String.fetchOne(
        database,
        sql: "SELECT max(uid) FROM _run WHERE script = ? AND status <> 'running'",
        arguments: [script]
      ).flatMap { RunUID($0) }
    }
  }

  /// Verdicts of one expectation in earlier runs of the script, the newest first.
  package func history(
    ofScript script: String, line: Int, occurrence: Int, limit: Int = 10
  ) throws(StoreError) -> [(run: RunUID, verdict: Verdict, actual: String)] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT r.uid, k.verdict, k.actual FROM _run r JOIN _check k ON k.run = r.id
          WHERE r.script = ? AND k.line = ? AND k.occurrence = ? ORDER BY r.uid DESC LIMIT ?
          """, arguments: [script, line, occurrence, limit]
      ).compactMap { row in
        guard let uid = RunUID(row["uid"] as String),
          let verdict = Verdict(rawValue: row["verdict"])
        else { return nil }
        return (uid, verdict, row["actual"])
      }
    }
  }

  /// Mean wall time in milliseconds of a script's completed runs, for cutting the scripts into shards; nil where there is none.
  ///
  /// Runs of shards at the same commit do not count: all shards of one test must cut alike, whichever ran before.
  package func duration(ofScript script: String, besidesCommit commit: String?)
    throws(StoreError) -> Double?
  {
    try read { database in
      try Double.fetchOne(
        database,
        sql: """
          SELECT avg(r.ms) FROM _run r JOIN _invocation i ON i.id = r.invocation
          WHERE r.script = ? AND r.ms IS NOT NULL AND r.status IN ('ok', 'fail')
            AND (instr(i.arguments, '"--shard') = 0
              OR (? IS NOT NULL AND r.git_commit IS NOT NULL AND r.git_commit <> ?))
          """, arguments: [script, commit, commit])
    }
  }

  /// Scripts whose newest finished run did not end with status `ok`, or ended with the one given.
  package func lastFailed(withStatus status: RunRecord.Status? = nil) throws(StoreError) -> [String]
  {
    try read { database in
      try String.fetchAll(
        database,
        sql: """
          SELECT script FROM latest WHERE status <> 'ok' AND (? IS NULL OR status = ?)
          ORDER BY script
          """, arguments: [status?.rawValue, status?.rawValue])
    }
  }
}
