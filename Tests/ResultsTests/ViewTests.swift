import Records
import Results
import Testing

struct ViewTests {
  private let folder: TemporaryFolder
  private let path: String
  private let first = fullReport(0)
  private let second = fullReport(1)

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("results.db")
    let store = try ResultsStore(path: path)
    try store.finishRun(first)
    try store.finishRun(second)
  }

  @Test func `every view answers with its documented columns`() throws {
    for view in ResultsView.all {
      let result = try DatabaseQuery(sql: "SELECT * FROM \(view.name)").run(on: path)
      #expect(result.columns == view.columns, "\(view.name)")
    }
    #expect(
      ResultsView.all.map(\.name) == [
        "runs", "latest", "cells", "outputs", "printed_numbers", "evaluations", "gradients",
        "graphs", "checks", "failures", "drift", "flaky", "diff_latest", "acceptances",
        "durations", "cache_stats", "baselines",
      ])
  }

  @Test func `the contract's columns come first and in order`() throws {
    func columns(_ name: String) -> [String] {
      ResultsView.all.first { $0.name == name }?.columns ?? []
    }
    #expect(
      columns("runs").prefix(12) == [
        "uid", "script", "status", "started_at", "ms", "exit_code", "git_commit", "agrun",
        "numerics_rev", "source_sha256", "seed", "error",
      ])
    #expect(
      columns("gradients").prefix(15) == [
        "run", "script", "cell", "line", "occurrence", "kind", "output", "wrt", "graph", "dtype",
        "shape", "value", "digest", "ms", "cache",
      ])
    #expect(columns("graphs") == ["hash", "nodes", "text", "first_seen"])
    #expect(
      columns("failures").prefix(13) == [
        "run", "script", "line", "occurrence", "expected", "actual", "verdict", "ok", "max_abs",
        "max_rel", "max_ulp", "rtol", "atol",
      ])
  }

  @Test func `gradients leave forward values out`() throws {
    #expect(
      try rows(
        "SELECT script, wrt, value FROM gradients WHERE run = '\(first.run.uid)'", in: path)
        == ["examples/a.ag|x|4.0", "examples/a.ag|x|nan", "examples/a.ag|y|2.0"])
    #expect(
      try rows("SELECT kind, cache FROM evaluations WHERE kind = 'forward'", in: path)
        == ["forward|hit", "forward|hit"])
  }

  @Test func `latest is the newest finished run of each script`() throws {
    #expect(try rows("SELECT uid FROM latest", in: path) == ["\(second.run.uid)"])
  }

  @Test func `failures are the checks that did not pass`() throws {
    #expect(
      try rows("SELECT line, verdict, max_abs, max_rel FROM failures", in: path)
        == ["2|num|0.1|inf", "2|num|0.1|inf"])
  }

  @Test func `drift tells how much of the tolerance is used`() throws {
    #expect(
      try rows("SELECT DISTINCT line, round(tol_used) FROM drift", in: path) == ["2|100000000.0"])
  }

  @Test func `flaky lists same source and seed with different values`() throws {
    #expect(try rows("SELECT * FROM flaky", in: path) == [])
    var third = fullReport(2)
    third.outputs[0].text = "x nan 0.0\n"
    third.evaluations[2] = evaluation(
      withRespectTo: "y", graph: third.graphs[0].hash, value: 2.5)
    try ResultsStore(path: path).finishRun(third)
    #expect(
      try rows("SELECT kind, line, occurrence, runs, variants FROM flaky", in: path)
        == ["output|2|1|3|2", "gradient|3|null|3|2"])
  }

  @Test func `diff_latest compares a script's newest run with the one before`() throws {
    #expect(try rows("SELECT * FROM diff_latest", in: path) == [])
    var third = fullReport(2)
    third.outputs[0].text = "changed\n"
    third.outputs[1].site.line = 40
    try ResultsStore(path: path).finishRun(third)
    #expect(
      try rows("SELECT line, before, after FROM diff_latest ORDER BY line", in: path)
        == ["2|x nan -0.0\n|changed\n", "4||null", "40|null|"])
  }

  @Test func `cache_stats counts hits of values and cells`() throws {
    #expect(
      try rows("SELECT kind, hits, misses, off FROM cache_stats ORDER BY kind, run", in: path)
        == ["cell|0|1|1", "cell|0|1|1", "value|1|3|0", "value|1|3|0"])
  }

  @Test func `durations average the runs of a script`() throws {
    #expect(
      try rows("SELECT * FROM durations", in: path) == ["examples/a.ag|2|13.0|12.5|13.5|13.5"])
    #expect(
      try ResultsStore(path: path).duration(ofScript: "examples/a.ag", besidesCommit: nil) == 13.0)
  }
}
