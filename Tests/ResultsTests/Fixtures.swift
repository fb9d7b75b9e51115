import Foundation
import Records
import Results

/// A folder that is deleted with the value.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "agrun-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }
}

/// Uids that sort in the order of `index`.
func uid(_ index: Int) -> RunUID {
  var random = SystemRandomNumberGenerator()
  return RunUID(millisecondsSince1970: 1_700_000_000_000 + Int64(index) * 1000, using: &random)
}

func run(
  _ index: Int, script: String = "examples/a.ag", source: String = "print(1)\n",
  status: RunRecord.Status = .ok, uid identity: RunUID? = nil
) -> RunRecord {
  let identity = identity ?? uid(index)
  return RunRecord(
    uid: identity, script: script, status: status,
    startedAt: 1_700_000_000_000 + Int64(index) * 1000, milliseconds: 12.5 + Double(index),
    exitCode: 0, gitCommit: "0123abc", agrun: "1.0", numericsRevision: 1,
    source: Array(source.utf8), seed: 7, error: nil,
    parameters: [.init(name: "rate", value: "0.1"), .init(name: "text", value: "a \"b\"\n")],
    invocation: InvocationRecord(
      uid: identity, arguments: ["run", "a.ag", "-p", "rate=0.1"], startedAt: 1_700_000_000_000),
    environment: EnvironmentRecord(platform: "linux-x86_64", instructionSet: "avx2", threads: 2))
}

func evaluation(
  line: Int = 3, occurrence: Int = 1, kind: EvaluationRecord.Kind = .gradient,
  withRespectTo: String? = "x", graph: Digest? = nil, value: Double = 4,
  cache: CacheOutcome = .miss
) -> EvaluationRecord {
  let bytes = withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) }
  return EvaluationRecord(
    cell: 1, line: line, occurrence: occurrence, kind: kind, output: "loss",
    withRespectTo: kind == .forward ? nil : withRespectTo, graph: graph, dtype: "float64",
    shape: [], value: bytes, text: "\(value)", digest: SHA256.digest(of: bytes),
    milliseconds: 0.25, cache: cache)
}

/// A report that uses every kind of row.
func fullReport(_ index: Int = 0, uid identity: RunUID? = nil) -> RunReport {
  let graph = GraphRecord(hash: SHA256.digest(of: "graph"), nodes: 3, text: "a:f64[] = sin x")
  return RunReport(
    run: run(index, status: .fail, uid: identity),
    cells: [
      CellRecord(
        number: 1, title: "Start", line: 1, status: .ok, milliseconds: 1.5, cache: .miss,
        key: SHA256.digest(of: "cell")),
      CellRecord(
        number: 2, title: "", line: 9, status: .skipped, milliseconds: 0, cache: .off),
    ],
    outputs: [
      OutputRecord(
        cell: 1, site: .init(line: 2, occurrence: 1), callers: [.init(line: 7, occurrence: 3)],
        text: "x nan -0.0\n",
        numbers: [
          PrintedNumbers(
            dtype: .float64, values: .floats([.nan, -0.0, .infinity]), textRange: 2..<5),
          PrintedNumbers(dtype: .int, values: .integers([.min, .max])),
          PrintedNumbers(dtype: .int, values: .bigIntegers(["123456789012345678901234567890"])),
        ]),
      OutputRecord(cell: 1, site: .init(line: 4, occurrence: 1), text: ""),
    ],
    figures: [
      FigureRecord(
        cell: 1, site: .init(line: 5, occurrence: 1), mediaType: "image/svg+xml",
        content: Array("<svg/>".utf8))
    ],
    graphs: [graph],
    evaluations: [
      evaluation(kind: .forward, graph: graph.hash, value: 8, cache: .hit),
      evaluation(graph: graph.hash), evaluation(withRespectTo: "y", graph: graph.hash, value: 2),
      evaluation(occurrence: 2, graph: graph.hash, value: .nan),
    ],
    unrecorded: [UnrecordedEvaluations(line: 3, kind: .gradient, count: 1000)],
    checks: [
      CheckRecord(
        line: 2, occurrence: 1, cell: 1, expectationLine: 3, expected: "4.1", actual: "4.0",
        verdict: .num, ok: false, detail: "the number differs",
        worst: WorstNumber(
          index: 0, expected: "4.1", actual: "4.0", unrounded: "4.0", absolute: 0.1,
          relative: .infinity, ulps: 3, allowed: 1e-9),
        rtol: 1e-9, atol: 1e-12),
      CheckRecord(
        line: 4, occurrence: 1, cell: 1, expectationLine: 5, expected: "", actual: "",
        verdict: .exact, ok: true, rtol: 1e-9, atol: 1e-12),
    ])
}

/// The rows of a query as text.
func rows(_ sql: String, in path: String, cache: String? = nil) throws -> [String] {
  try DatabaseQuery(sql: sql, cachePath: cache).run(on: path).rows.map { row in
    row.map { cell in
      switch cell {
      case .null: "null"
      case .integer(let value): "\(value)"
      case .real(let value): "\(value)"
      case .text(let text): text
      case .blob(let bytes): "blob(\(bytes.count))"
      }
    }.joined(separator: "|")
  }
}
