import GRDB
import Records

/// Inserts the rows of one run; used inside a write transaction.
struct RunWriter {
  let database: Database

  /// Row id of a new run.
  func insert(_ run: RunRecord) throws -> Int64 {
    let source = try identify(
      select: "SELECT id FROM _source WHERE sha256 = ?",
      insert: "INSERT INTO _source(sha256, content) VALUES (?, ?)",
      key: { $0.bind(run.sourceSHA256) }, rest: { $0.bind(run.source) })
    let invocation = try identify(
      select: "SELECT id FROM _invocation WHERE uid = ?",
      insert: "INSERT INTO _invocation(uid, arguments, started_at) VALUES (?, ?, ?)",
      key: { $0.bind(run.invocation.uid.description) },
      rest: {
        $0.bind(JSONText.array(run.invocation.arguments))
        $0.bind(run.invocation.startedAt)
      })
    let environment = try identify(
      select: """
        SELECT id FROM _environment WHERE platform = ? AND instruction_set = ? AND threads = ?
        """,
      insert: "INSERT INTO _environment(platform, instruction_set, threads) VALUES (?, ?, ?)",
      key: {
        $0.bind(run.environment.platform)
        $0.bind(run.environment.instructionSet)
        $0.bind(run.environment.threads)
      }, rest: { _ in })
    var row = try RowWriter(
      database,
      """
      INSERT INTO _run(uid, invocation, source, environment, script, status, started_at, ms,
        exit_code, git_commit, agrun, numerics_rev, seed, error, parameters)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    row.bind(run.uid.description)
    row.bind(invocation)
    row.bind(source)
    row.bind(environment)
    row.bind(run.script)
    row.bind(run.status.rawValue)
    row.bind(run.startedAt)
    row.bind(run.milliseconds)
    row.bind(run.exitCode)
    row.bind(run.gitCommit)
    row.bind(run.agrun)
    row.bind(run.numericsRevision)
    row.bind(run.seed)
    row.bind(run.error)
    row.bind(JSONText.object(run.parameters.map { ($0.name, $0.value) }))
    try row.insert()
    return row.insertedID
  }

  /// Completes the run's row, or inserts it where its start was not recorded; returns its row id.
  func finish(_ run: RunRecord) throws -> Int64 {
    let known = try Int64.fetchOne(
      database, sql: "SELECT id FROM _run WHERE uid = ?", arguments: [run.uid.description])
    guard let known else { return try insert(run) }
    var row = try RowWriter(
      database,
      "UPDATE _run SET status = ?, ms = ?, exit_code = ?, git_commit = ?, error = ? WHERE id = ?")
    row.bind(run.status.rawValue)
    row.bind(run.milliseconds)
    row.bind(run.exitCode)
    row.bind(run.gitCommit)
    row.bind(run.error)
    row.bind(known)
    try row.insert()
    return known
  }

  /// All rows that hang on the run.
  func insert(_ report: RunReport, run: Int64) throws {
    try insert(cells: report.cells, run: run)
    try insert(outputs: report.outputs, run: run)
    try insert(figures: report.figures, run: run)
    try EvaluationWriter(database: database, run: run).insert(report)
    try insert(checks: report.checks, run: run)
  }

  private func insert(cells: [CellRecord], run: Int64) throws {
    guard !cells.isEmpty else { return }
    var row = try RowWriter(
      database,
      """
      INSERT INTO _cell(run, number, title, line, status, ms, cache, key)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """)
    for cell in cells {
      row.bind(run)
      row.bind(cell.number)
      row.bind(cell.title)
      row.bind(cell.line)
      row.bind(cell.status.rawValue)
      row.bind(cell.milliseconds)
      row.bind(cell.cache.rawValue)
      row.bind(cell.key)
      try row.insert()
    }
  }

  private func insert(outputs: [OutputRecord], run: Int64) throws {
    guard !outputs.isEmpty else { return }
    var row = try RowWriter(
      database,
      """
      INSERT INTO _output(run, position, cell, line, occurrence, callers, text)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """)
    var printed = try RowWriter(
      database,
      """
      INSERT INTO _printed(run, output, position, dtype, storage, start, "end", numbers)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """)
    for (position, output) in outputs.enumerated() {
      row.bind(run)
      row.bind(position)
      row.bind(output.cell)
      row.bind(output.line)
      row.bind(output.occurrence)
      row.bind(output.callers.isEmpty ? nil : SiteText.encode(output.callers))
      row.bind(output.text)
      try row.insert()
      for (index, numbers) in output.numbers.enumerated() {
        let (storage, bytes) = NumberBlob.encode(numbers.values)
        printed.bind(run)
        printed.bind(position)
        printed.bind(index)
        printed.bind(numbers.dtype.rawValue)
        printed.bind(storage)
        printed.bind(numbers.textRange?.lowerBound)
        printed.bind(numbers.textRange?.upperBound)
        printed.bind(bytes)
        try printed.insert()
      }
    }
  }

  private func insert(figures: [FigureRecord], run: Int64) throws {
    guard !figures.isEmpty else { return }
    var row = try RowWriter(
      database,
      """
      INSERT INTO _figure(run, position, cell, line, occurrence, media_type, content)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """)
    for (position, figure) in figures.enumerated() {
      row.bind(run)
      row.bind(position)
      row.bind(figure.cell)
      row.bind(figure.site.line)
      row.bind(figure.site.occurrence)
      row.bind(figure.mediaType)
      row.bind(figure.content)
      try row.insert()
    }
  }

  private func insert(checks: [CheckRecord], run: Int64) throws {
    guard !checks.isEmpty else { return }
    var row = try RowWriter(
      database,
      """
      INSERT INTO _check(run, position, cell, line, occurrence, expectation_line, expected, actual,
        verdict, ok, detail, worst_index, worst_expected, worst_actual, unrounded, max_abs, max_rel,
        max_ulp, allowed, rtol, atol)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    for (position, check) in checks.enumerated() {
      row.bind(run)
      row.bind(position)
      row.bind(check.cell)
      row.bind(check.line)
      row.bind(check.occurrence)
      row.bind(check.expectationLine)
      row.bind(check.expected)
      row.bind(check.actual)
      row.bind(check.verdict.rawValue)
      row.bind(check.ok ? 1 : 0)
      row.bind(check.detail)
      row.bind(check.worst?.index)
      row.bind(check.worst?.expected)
      row.bind(check.worst?.actual)
      row.bind(check.worst?.unrounded)
      row.bind(check.worst?.absolute)
      row.bind(check.worst?.relative)
      row.bind(check.worst?.ulps)
      row.bind(check.worst?.allowed)
      row.bind(check.rtol)
      row.bind(check.atol)
      try row.insert()
    }
  }

  /// Row id of content-addressed data, inserted where it is new; `key` binds what both statements
  /// begin with.
  private func identify(
    select: String, insert: String, key: (inout RowWriter) -> Void,
    rest: (inout RowWriter) -> Void
  ) throws -> Int64 {
    var query = try RowWriter(database, select)
    key(&query)
    if let known = try query.firstInteger() { return known }
    var row = try RowWriter(database, insert)
    key(&row)
    rest(&row)
    try row.insert()
    return row.insertedID
  }
}
