/// The tables of results.db, as an append-only list of migrations.
///
/// `user_version` is the count of migrations applied. Tables begin with an underscore and may
/// change shape; the views (`ResultsViews`) are what users read and only ever grow.
enum Schema {
  /// "agrn" in ASCII, so that `file` and we can tell our databases from others.
  static let applicationID: Int32 = 0x6167_726e

  /// Each entry brings a database from version `index` to `index + 1`; released entries never
  /// change.
  static let migrations: [String] = [first]

  static var version: Int { migrations.count }

  private static let first = """
    CREATE TABLE _invocation(
      id INTEGER PRIMARY KEY,
      uid TEXT NOT NULL UNIQUE,
      arguments TEXT NOT NULL CHECK (json_valid(arguments)),
      started_at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE _source(
      id INTEGER PRIMARY KEY,
      sha256 BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
      content BLOB NOT NULL
    ) STRICT;
    CREATE TABLE _environment(
      id INTEGER PRIMARY KEY,
      platform TEXT NOT NULL,
      instruction_set TEXT NOT NULL,
      threads INTEGER NOT NULL,
      UNIQUE (platform, instruction_set, threads)
    ) STRICT;
    CREATE TABLE _run(
      id INTEGER PRIMARY KEY,
      uid TEXT NOT NULL UNIQUE,
      invocation INTEGER NOT NULL REFERENCES _invocation(id),
      source INTEGER NOT NULL REFERENCES _source(id),
      environment INTEGER NOT NULL REFERENCES _environment(id),
      script TEXT NOT NULL,
      status TEXT NOT NULL
        CHECK (status IN ('running', 'ok', 'fail', 'error', 'timeout', 'interrupted')),
      started_at INTEGER NOT NULL,
      ms REAL,
      exit_code INTEGER,
      git_commit TEXT,
      agrun TEXT NOT NULL,
      numerics_rev INTEGER NOT NULL,
      seed INTEGER,
      error TEXT,
      parameters TEXT NOT NULL CHECK (json_valid(parameters))
    ) STRICT;
    CREATE INDEX _run_by_script ON _run(script, uid);
    CREATE INDEX _run_by_source ON _run(source);
    CREATE INDEX _run_by_invocation ON _run(invocation);
    CREATE TABLE _cell(
      run INTEGER NOT NULL REFERENCES _run(id) ON DELETE CASCADE,
      number INTEGER NOT NULL,
      title TEXT NOT NULL,
      line INTEGER NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('ok', 'error', 'skipped', 'markdown')),
      ms REAL NOT NULL,
      cache TEXT NOT NULL CHECK (cache IN ('hit', 'miss', 'off')),
      key BLOB,
      PRIMARY KEY (run, number)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE _output(
      run INTEGER NOT NULL REFERENCES _run(id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      cell INTEGER NOT NULL,
      line INTEGER NOT NULL,
      occurrence INTEGER NOT NULL,
      callers TEXT,
      text TEXT NOT NULL,
      PRIMARY KEY (run, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX _output_by_site ON _output(run, line, occurrence);
    CREATE TABLE _printed(
      run INTEGER NOT NULL,
      output INTEGER NOT NULL,
      position INTEGER NOT NULL,
      dtype TEXT NOT NULL,
      storage TEXT NOT NULL CHECK (storage IN ('f64', 'i64', 'decimal')),
      start INTEGER,
      "end" INTEGER,
      numbers BLOB NOT NULL,
      PRIMARY KEY (run, output, position),
      FOREIGN KEY (run, output) REFERENCES _output(run, position) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE _figure(
      run INTEGER NOT NULL REFERENCES _run(id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      cell INTEGER NOT NULL,
      line INTEGER NOT NULL,
      occurrence INTEGER NOT NULL,
      media_type TEXT NOT NULL,
      content BLOB NOT NULL,
      PRIMARY KEY (run, position)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE _graph(
      id INTEGER PRIMARY KEY,
      hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
      nodes INTEGER NOT NULL,
      text TEXT NOT NULL,
      first_seen INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE _request(
      id INTEGER PRIMARY KEY,
      run INTEGER NOT NULL REFERENCES _run(id) ON DELETE CASCADE,
      cell INTEGER NOT NULL,
      line INTEGER NOT NULL,
      kind TEXT NOT NULL,
      output TEXT,
      wrt TEXT,
      graph INTEGER REFERENCES _graph(id),
      dtype TEXT NOT NULL,
      shape TEXT NOT NULL,
      recorded INTEGER NOT NULL,
      hits INTEGER NOT NULL,
      misses INTEGER NOT NULL,
      summary INTEGER NOT NULL,
      first INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX _request_by_run ON _request(run);
    CREATE INDEX _request_by_graph ON _request(graph);
    -- A request's evaluations are the rows first to first + recorded - 1:
    -- there is no index to keep, and rows are only appended.
    CREATE TABLE _evaluation(
      id INTEGER PRIMARY KEY,
      position INTEGER NOT NULL,
      occurrence INTEGER NOT NULL,
      text TEXT NOT NULL,
      value BLOB,
      digest BLOB NOT NULL,
      ms REAL NOT NULL,
      cache INTEGER NOT NULL
    ) STRICT;
    CREATE TRIGGER _request_deleted AFTER DELETE ON _request BEGIN
      DELETE FROM _evaluation WHERE id BETWEEN OLD.first AND OLD.first + OLD.recorded - 1;
    END;
    CREATE TABLE _unrecorded(
      run INTEGER NOT NULL REFERENCES _run(id) ON DELETE CASCADE,
      line INTEGER NOT NULL,
      kind TEXT NOT NULL,
      count INTEGER NOT NULL,
      PRIMARY KEY (run, line, kind)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE _check(
      run INTEGER NOT NULL REFERENCES _run(id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      cell INTEGER NOT NULL,
      line INTEGER NOT NULL,
      occurrence INTEGER NOT NULL,
      expectation_line INTEGER,
      expected TEXT NOT NULL,
      actual TEXT NOT NULL,
      verdict TEXT NOT NULL,
      ok INTEGER NOT NULL CHECK (ok IN (0, 1)),
      detail TEXT NOT NULL,
      worst_index INTEGER,
      worst_expected TEXT,
      worst_actual TEXT,
      unrounded TEXT,
      max_abs REAL,
      max_rel REAL,
      max_ulp REAL,
      allowed REAL,
      rtol REAL NOT NULL,
      atol REAL NOT NULL,
      PRIMARY KEY (run, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX _check_failed ON _check(run, position) WHERE ok = 0;
    CREATE TABLE _reference(
      id INTEGER PRIMARY KEY,
      engine TEXT NOT NULL,
      script TEXT NOT NULL,
      source_sha256 BLOB NOT NULL CHECK (length(source_sha256) = 32),
      versions TEXT NOT NULL CHECK (json_valid(versions)),
      imported_at INTEGER NOT NULL,
      UNIQUE (engine, script, source_sha256)
    ) STRICT;
    CREATE TABLE _reference_output(
      reference INTEGER NOT NULL REFERENCES _reference(id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      line INTEGER NOT NULL,
      occurrence INTEGER NOT NULL,
      text TEXT NOT NULL,
      PRIMARY KEY (reference, position)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE _baseline(
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      script TEXT NOT NULL,
      run INTEGER NOT NULL REFERENCES _run(id) ON DELETE CASCADE,
      set_at INTEGER NOT NULL,
      UNIQUE (name, script)
    ) STRICT;
    CREATE INDEX _baseline_by_run ON _baseline(run);
    CREATE TABLE _acceptance(
      id INTEGER PRIMARY KEY,
      run TEXT NOT NULL,
      script TEXT NOT NULL,
      line INTEGER NOT NULL,
      old TEXT NOT NULL,
      new TEXT NOT NULL,
      max_rel REAL,
      reason TEXT,
      accepted_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX _acceptance_by_script ON _acceptance(script, line);
    """
}
