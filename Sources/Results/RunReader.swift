import Foundation
import GRDB
import Records

/// Reads runs back as the records they were written from.
struct RunReader {
  let database: Database

  static let runColumns = """
    r.id, r.uid, r.script, r.status, r.started_at, r.ms, r.exit_code, r.git_commit, r.agrun,
    r.numerics_rev, r.seed, r.error, r.parameters, s.sha256, i.uid AS invocation_uid, i.arguments,
    i.started_at AS invocation_started_at, e.platform, e.instruction_set, e.threads
    """

  static let runTables = """
    _run r JOIN _source s ON s.id = r.source JOIN _invocation i ON i.id = r.invocation
    JOIN _environment e ON e.id = r.environment
    """

  /// A run from a row of `runColumns`; `source` is what the caller read of it.
  static func run(_ row: Row, source: [UInt8]) throws -> RunRecord {
    guard let uid = RunUID(row["uid"] as String),
      let invocationUID = RunUID(row["invocation_uid"] as String),
      let status = RunRecord.Status(rawValue: row["status"]),
      let digest = Digest(bytes: row["sha256"] as Data)
    else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "malformed run") }
    var run = RunRecord(
      uid: uid, script: row["script"], status: status, startedAt: row["started_at"],
      milliseconds: row["ms"], exitCode: row["exit_code"], gitCommit: row["git_commit"],
      agrun: row["agrun"], numericsRevision: row["numerics_rev"], source: source,
      seed: row["seed"], error: row["error"],
      parameters: JSONText.decodeObject(row["parameters"]).map {
        RunRecord.Parameter(name: $0.0, value: $0.1)
      },
      invocation: InvocationRecord(
        uid: invocationUID, arguments: JSONText.decodeArray(row["arguments"]),
        startedAt: row["invocation_started_at"]),
      environment: EnvironmentRecord(
        platform: row["platform"], instructionSet: row["instruction_set"],
        threads: row["threads"]))
    run.sourceSHA256 = digest
    return run
  }

  func cells(ofRun run: Int64) throws -> [CellRecord] {
    try Row.fetchAll(
      database, sql: "SELECT * FROM _cell WHERE run = ? ORDER BY number", arguments: [run]
    ).compactMap { row in
      guard let status = CellRecord.Status(rawValue: row["status"]),
        let cache = CacheOutcome(rawValue: row["cache"])
      else { return nil }
      return CellRecord(
        number: row["number"], title: row["title"], line: row["line"], status: status,
        milliseconds: row["ms"], cache: cache,
        key: (row["key"] as Data?).flatMap { Digest(bytes: $0) })
    }
  }

  func outputs(ofRun run: Int64) throws -> [OutputRecord] {
    var printed: [Int: [PrintedNumbers]] = [:]
    let numberRows = try Row.fetchCursor(
      database, sql: "SELECT * FROM _printed WHERE run = ? ORDER BY output, position",
      arguments: [run])
    while let row = try numberRows.next() {
      guard let dtype = PrintedNumbers.DType(rawValue: row["dtype"]) else { continue }
      let start: Int? = row["start"]
      let end: Int? = row["end"]
      var range: Range<Int>?
      if let start, let end, start <= end { range = start..<end }
      printed[row["output"], default: []].append(
        PrintedNumbers(
          dtype: dtype,
          values: NumberBlob.decode(
            storage: row["storage"], bytes: [UInt8](row["numbers"] as Data)),
          textRange: range))
    }
    return try Row.fetchAll(
      database, sql: "SELECT * FROM _output WHERE run = ? ORDER BY position", arguments: [run]
    ).map { row in
      OutputRecord(
        cell: row["cell"],
        site: OutputRecord.Site(line: row["line"], occurrence: row["occurrence"]),
        callers: SiteText.decode(row["callers"]), text: row["text"],
        numbers: printed[row["position"]] ?? [])
    }
  }

  func figures(ofRun run: Int64) throws -> [FigureRecord] {
    try Row.fetchAll(
      database, sql: "SELECT * FROM _figure WHERE run = ? ORDER BY position", arguments: [run]
    ).map { row in
      FigureRecord(
        cell: row["cell"],
        site: OutputRecord.Site(line: row["line"], occurrence: row["occurrence"]),
        mediaType: row["media_type"], content: [UInt8](row["content"] as Data))
    }
  }

  func graphs(ofRun run: Int64) throws -> [GraphRecord] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT hash, nodes, text FROM _graph
        WHERE id IN (SELECT graph FROM _request WHERE run = ?) ORDER BY id
        """, arguments: [run]
    ).compactMap { row in
      guard let hash = Digest(bytes: row["hash"] as Data) else { return nil }
      return GraphRecord(hash: hash, nodes: row["nodes"], text: row["text"])
    }
  }

  /// In the order in which the script asked.
  func evaluations(ofRun run: Int64) throws -> [EvaluationRecord] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT q.cell, q.line, v.occurrence, q.kind, q.output, q.wrt, g.hash, q.dtype, q.shape,
          v.value, v.text, v.digest, v.ms, v.cache
        FROM _request q
        CROSS JOIN _evaluation v ON v.id BETWEEN q.first AND q.first + q.recorded - 1
        LEFT JOIN _graph g ON g.id = q.graph
        WHERE q.run = ? ORDER BY v.position
        """, arguments: [run]
    ).compactMap { row in
      guard let kind = EvaluationRecord.Kind(rawValue: row["kind"]),
        let digest = Digest(bytes: row["digest"] as Data)
      else { return nil }
      let shape: String = row["shape"]
      return EvaluationRecord(
        cell: row["cell"], line: row["line"], occurrence: row["occurrence"], kind: kind,
        output: row["output"], withRespectTo: row["wrt"],
        graph: (row["hash"] as Data?).flatMap { Digest(bytes: $0) }, dtype: row["dtype"],
        shape: shape.dropFirst().dropLast().split(separator: ",").compactMap { Int($0) },
        value: (row["value"] as Data?).map { [UInt8]($0) }, text: row["text"], digest: digest,
        milliseconds: row["ms"], cache: CacheOutcome(code: row["cache"]))
    }
  }

  func unrecorded(ofRun run: Int64) throws -> [UnrecordedEvaluations] {
    try Row.fetchAll(
      database, sql: "SELECT * FROM _unrecorded WHERE run = ? ORDER BY line, kind",
      arguments: [run]
    ).compactMap { row in
      guard let kind = EvaluationRecord.Kind(rawValue: row["kind"]) else { return nil }
      return UnrecordedEvaluations(line: row["line"], kind: kind, count: row["count"])
    }
  }

  func checks(ofRun run: Int64) throws -> [CheckRecord] {
    try Row.fetchAll(
      database, sql: "SELECT * FROM _check WHERE run = ? ORDER BY position", arguments: [run]
    ).compactMap { row in
      guard let verdict = Verdict(rawValue: row["verdict"]) else { return nil }
      var worst: WorstNumber?
      if let index = row["worst_index"] as Int?, let expected = row["worst_expected"] as String?,
        let actual = row["worst_actual"] as String?, let unrounded = row["unrounded"] as String?
      {
        worst = WorstNumber(
          index: index, expected: expected, actual: actual, unrounded: unrounded,
          // SQLite stores NaN as NULL.
          absolute: row["max_abs"] ?? .nan, relative: row["max_rel"] ?? .nan,
          ulps: row["max_ulp"], allowed: row["allowed"] ?? .nan)
      }
      return CheckRecord(
        line: row["line"], occurrence: row["occurrence"], cell: row["cell"],
        expectationLine: row["expectation_line"], expected: row["expected"],
        actual: row["actual"], verdict: verdict, ok: row["ok"] == 1, detail: row["detail"],
        worst: worst, rtol: row["rtol"], atol: row["atol"])
    }
  }
}
