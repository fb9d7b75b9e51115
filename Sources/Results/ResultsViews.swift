/// The public views of results.db: what users and their CI may rely on.
///
/// Columns keep name, meaning and order for good; new ones are appended. All views are made anew
/// after any migration, so a change here needs a new migration, if only an empty one.
package struct ResultsView: Sendable {
  package let name: String
  /// One line for `agrun query --views`.
  package let summary: String
  package let columns: [String]
  let select: String

  /// All views, each after those it reads.
  package static let all: [ResultsView] = [
    ResultsView(
      name: "runs",
      summary: "one row a run, the newest last",
      columns: [
        "uid", "script", "status", "started_at", "ms", "exit_code", "git_commit", "agrun",
        "numerics_rev", "source_sha256", "seed", "error", "parameters", "platform",
        "instruction_set", "threads", "invocation",
      ],
      select: """
        SELECT r.uid, r.script, r.status,
          strftime('%Y-%m-%dT%H:%M:%fZ', r.started_at / 1000.0, 'unixepoch'),
          r.ms, r.exit_code, r.git_commit, r.agrun, r.numerics_rev, lower(hex(s.sha256)),
          r.seed, r.error, r.parameters, e.platform, e.instruction_set, e.threads, i.uid
        FROM _run r
        JOIN _source s ON s.id = r.source
        JOIN _environment e ON e.id = r.environment
        JOIN _invocation i ON i.id = r.invocation
        """),
    ResultsView(
      name: "latest",
      summary: "the newest finished run of each script, with the columns of runs",
      columns: [
        "uid", "script", "status", "started_at", "ms", "exit_code", "git_commit", "agrun",
        "numerics_rev", "source_sha256", "seed", "error", "parameters", "platform",
        "instruction_set", "threads", "invocation",
      ],
      select: """
        SELECT * FROM runs WHERE uid IN
          (SELECT max(uid) FROM _run WHERE status <> 'running' GROUP BY script)
        """),
    ResultsView(
      name: "cells",
      summary: "one row a cell of a run",
      columns: ["run", "script", "cell", "title", "line", "status", "ms", "cache", "key"],
      select: """
        SELECT r.uid, r.script, c.number, c.title, c.line, c.status, c.ms, c.cache,
          lower(hex(c.key))
        FROM _cell c JOIN _run r ON r.id = c.run
        """),
    ResultsView(
      name: "outputs",
      summary: "what each execution of each print call wrote",
      columns: ["run", "script", "cell", "line", "occurrence", "text"],
      select: """
        SELECT r.uid, r.script, o.cell, o.line, o.occurrence, o.text
        FROM _output o JOIN _run r ON r.id = o.run
        """),
    ResultsView(
      name: "printed_numbers",
      summary: "the unrounded numbers behind outputs; numbers is little-endian f64 or i64",
      columns: ["run", "script", "line", "occurrence", "position", "dtype", "storage", "numbers"],
      select: """
        SELECT r.uid, r.script, o.line, o.occurrence, p.position, p.dtype, p.storage, p.numbers
        FROM _printed p
        JOIN _output o ON o.run = p.run AND o.position = p.output
        JOIN _run r ON r.id = p.run
        """),
    ResultsView(
      name: "evaluations",
      summary: "one row a forward value or derivative a script asked for; value is full precision",
      columns: evaluationColumns,
      select: evaluationSelect),
    ResultsView(
      name: "gradients",
      summary: "the derivatives among evaluations",
      columns: evaluationColumns,
      select: evaluationSelect + " WHERE q.kind <> 'forward'"),
    ResultsView(
      name: "graphs",
      summary: "the computation graphs that were evaluated, once each",
      columns: ["hash", "nodes", "text", "first_seen"],
      select: """
        SELECT lower(hex(hash)), nodes, text,
          strftime('%Y-%m-%dT%H:%M:%fZ', first_seen / 1000.0, 'unixepoch')
        FROM _graph
        """),
    ResultsView(
      name: "checks",
      summary: "one row an expectation at a loop occurrence",
      columns: checkColumns,
      select: checkSelect),
    ResultsView(
      name: "failures",
      summary: "the checks that did not pass",
      columns: checkColumns,
      select: checkSelect + " WHERE k.ok = 0"),
    ResultsView(
      name: "drift",
      summary: "how much of its tolerance each expectation used, run by run",
      columns: [
        "script", "line", "occurrence", "run", "started_at", "verdict", "max_abs", "allowed",
        "tol_used",
      ],
      select: """
        SELECT r.script, k.line, k.occurrence, r.uid,
          strftime('%Y-%m-%dT%H:%M:%fZ', r.started_at / 1000.0, 'unixepoch'),
          k.verdict, k.max_abs, k.allowed,
          CASE WHEN k.max_abs = 0 THEN 0.0 WHEN k.allowed > 0 THEN k.max_abs / k.allowed END
        FROM _check k JOIN _run r ON r.id = k.run
        WHERE k.max_abs IS NOT NULL
        """),
    ResultsView(
      name: "flaky",
      summary: "same source, environment, seed and parameters, different values",
      columns: [
        "script", "kind", "line", "occurrence", "runs", "variants", "first_run", "last_run",
      ],
      select: """
        SELECT r.script, 'output', o.line, o.occurrence, count(*), count(DISTINCT o.text),
          min(r.uid), max(r.uid)
        FROM _output o JOIN _run r ON r.id = o.run
        WHERE r.status IN ('ok', 'fail')
        GROUP BY r.script, r.source, r.environment, r.seed, r.parameters, r.numerics_rev,
          o.line, o.occurrence
        HAVING count(DISTINCT o.text) > 1
        UNION ALL
        SELECT r.script, q.kind, q.line, NULL, count(*), count(DISTINCT q.summary),
          min(r.uid), max(r.uid)
        FROM _request q JOIN _run r ON r.id = q.run
        WHERE r.status IN ('ok', 'fail')
        GROUP BY r.script, r.source, r.environment, r.seed, r.parameters, r.numerics_rev,
          q.line, q.kind, q.output, q.wrt, q.graph
        HAVING count(DISTINCT q.summary) > 1
        """),
    ResultsView(
      name: "diff_latest",
      summary: "outputs of each script's newest run that differ from the run before it",
      columns: ["script", "line", "occurrence", "before", "after", "run_before", "run_after"],
      select: """
        WITH pair AS (
          SELECT n.script, n.id AS after_id, n.uid AS run_after,
            (SELECT max(p.uid) FROM _run p
             WHERE p.script = n.script AND p.uid < n.uid AND p.status <> 'running') AS run_before
          FROM _run n WHERE n.uid IN
            (SELECT max(uid) FROM _run WHERE status <> 'running' GROUP BY script)),
        both AS (
          SELECT pair.*, b.id AS before_id FROM pair JOIN _run b ON b.uid = pair.run_before)
        SELECT both.script, a.line, a.occurrence, b.text, a.text, run_before, run_after
        FROM both JOIN _output a ON a.run = both.after_id
        LEFT JOIN _output b ON b.run = both.before_id AND b.line = a.line
          AND b.occurrence = a.occurrence
        WHERE b.text IS NOT a.text
        UNION ALL
        SELECT both.script, b.line, b.occurrence, b.text, NULL, run_before, run_after
        FROM both JOIN _output b ON b.run = both.before_id
        WHERE NOT EXISTS (SELECT 1 FROM _output a WHERE a.run = both.after_id
          AND a.line = b.line AND a.occurrence = b.occurrence)
        """),
    ResultsView(
      name: "acceptances",
      summary: "expectations rewritten by agrun accept, with the reason given",
      columns: ["run", "script", "line", "old", "new", "max_rel", "reason", "accepted_at"],
      select: """
        SELECT run, script, line, old, new, max_rel, reason,
          strftime('%Y-%m-%dT%H:%M:%fZ', accepted_at / 1000.0, 'unixepoch')
        FROM _acceptance
        """),
    ResultsView(
      name: "durations",
      summary: "wall time of each script over its completed runs",
      columns: ["script", "runs", "mean_ms", "min_ms", "max_ms", "last_ms"],
      select: """
        SELECT r.script, count(*), avg(r.ms), min(r.ms), max(r.ms),
          (SELECT l.ms FROM _run l WHERE l.script = r.script AND l.ms IS NOT NULL
           ORDER BY l.uid DESC LIMIT 1)
        FROM _run r WHERE r.ms IS NOT NULL GROUP BY r.script
        """),
    ResultsView(
      name: "cache_stats",
      summary: "cache hits and misses of each run, for evaluated values and for cells",
      columns: ["run", "script", "kind", "hits", "misses", "off"],
      select: """
        SELECT r.uid, r.script, 'value', sum(q.hits), sum(q.misses),
          sum(q.recorded - q.hits - q.misses)
        FROM _request q JOIN _run r ON r.id = q.run GROUP BY r.id
        UNION ALL
        SELECT r.uid, r.script, 'cell', sum(c.cache = 'hit'), sum(c.cache = 'miss'),
          sum(c.cache = 'off')
        FROM _cell c JOIN _run r ON r.id = c.run GROUP BY r.id
        """),
    ResultsView(
      name: "baselines",
      summary: "runs pinned by agrun baseline set",
      columns: ["name", "script", "run", "set_at"],
      select: """
        SELECT b.name, b.script, r.uid,
          strftime('%Y-%m-%dT%H:%M:%fZ', b.set_at / 1000.0, 'unixepoch')
        FROM _baseline b JOIN _run r ON r.id = b.run
        """),
  ]

  /// Documents `cache_entries`, which lives in cache.db and is reachable where that file is
  /// attached.
  package static let cacheEntries = ResultsView(
    name: "cache_entries",
    summary: "what cache.db holds; only in agrun query, which attaches the file as `cache`",
    columns: [
      "key", "kind", "bytes", "cost_ns", "created_at", "last_used_at", "engine", "material",
    ],
    select: """
      SELECT lower(hex(key)), kind, length(payload), cost_ns,
        strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0, 'unixepoch'),
        strftime('%Y-%m-%dT%H:%M:%fZ', last_used_at / 1000.0, 'unixepoch'), engine, material
      FROM cache._entry
      """)

  /// SQL that replaces the view; `scope` is empty or `TEMP`.
  func definition(scope: String = "") -> String {
    """
    DROP VIEW IF EXISTS \(scope == "TEMP" ? "temp" : "main").\(name);
    CREATE \(scope) VIEW \(name)(\(columns.joined(separator: ", "))) AS \(select);
    """
  }

  private static let evaluationColumns = [
    "run", "script", "cell", "line", "occurrence", "kind", "output", "wrt", "graph", "dtype",
    "shape", "value", "digest", "ms", "cache", "bytes",
  ]

  private static let evaluationSelect = """
    SELECT r.uid, r.script, q.cell, q.line, v.occurrence, q.kind, q.output, q.wrt,
      (SELECT lower(hex(g.hash)) FROM _graph g WHERE g.id = q.graph), q.dtype, q.shape, v.text,
      lower(hex(v.digest)), v.ms,
      CASE v.cache WHEN 0 THEN 'hit' WHEN 1 THEN 'miss' ELSE 'off' END, v.value
    FROM _run r JOIN _request q ON q.run = r.id
    CROSS JOIN _evaluation v ON v.id BETWEEN q.first AND q.first + q.recorded - 1
    """

  private static let checkColumns = [
    "run", "script", "line", "occurrence", "expected", "actual", "verdict", "ok", "max_abs",
    "max_rel", "max_ulp", "rtol", "atol", "cell", "expectation_line", "detail", "unrounded",
    "allowed",
  ]

  private static let checkSelect = """
    SELECT r.uid, r.script, k.line, k.occurrence, k.expected, k.actual, k.verdict, k.ok,
      k.max_abs, k.max_rel, k.max_ulp, k.rtol, k.atol, k.cell, k.expectation_line, k.detail,
      k.unrounded, k.allowed
    FROM _check k JOIN _run r ON r.id = k.run
    """
}
