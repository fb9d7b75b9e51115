import GRDB
import Records

/// Inserts graphs and evaluations of one run, a request's constant columns once.
struct EvaluationWriter {
  let database: Database
  let run: Int64

  /// What the evaluations of one place in the script share.
  private struct Request: Hashable {
    var cell: Int
    var line: Int
    var kind: EvaluationRecord.Kind
    var output: String?
    var withRespectTo: String?
    var graph: Digest?
    var dtype: String
    var shape: [Int]

    init(_ evaluation: EvaluationRecord) {
      cell = evaluation.cell
      line = evaluation.line
      kind = evaluation.kind
      output = evaluation.output
      withRespectTo = evaluation.withRespectTo
      graph = evaluation.graph
      dtype = evaluation.dtype
      shape = evaluation.shape
    }

    /// Cheaper than comparing a hash, and true for nearly every step of a loop's body.
    func matches(_ evaluation: EvaluationRecord) -> Bool {
      line == evaluation.line && kind == evaluation.kind && graph == evaluation.graph
        && cell == evaluation.cell && withRespectTo == evaluation.withRespectTo
        && output == evaluation.output && shape == evaluation.shape && dtype == evaluation.dtype
    }
  }

  func insert(_ report: RunReport) throws {
    let graphs = try insert(report.graphs, at: report.run.startedAt)
    try insert(unrecorded: report.unrecorded)
    let (requests, members) = grouped(report.evaluations)
    guard !requests.isEmpty else { return }
    let evaluations = report.evaluations
    var next = try 1 + (Int64.fetchOne(database, sql: "SELECT max(id) FROM _evaluation") ?? 0)
    var requestRow = try RowWriter(
      database,
      """
      INSERT INTO _request(run, cell, line, kind, output, wrt, graph, dtype, shape, recorded, hits,
        misses, summary, first)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    var row = try RowWriter(
      database,
      """
      INSERT INTO _evaluation(id, position, occurrence, text, value, digest, ms, cache)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """)
    for (request, positions) in zip(requests, members) {
      var hits = 0
      var misses = 0
      var summary: UInt64 = 0
      for position in positions {
        switch evaluations[position].cache {
        case .hit: hits += 1
        case .miss: misses += 1
        case .off: break
        }
        summary = mixed(summary, evaluations[position].digest.words.0)
      }
      requestRow.bind(run)
      requestRow.bind(request.cell)
      requestRow.bind(request.line)
      requestRow.bind(request.kind.rawValue)
      requestRow.bind(request.output)
      requestRow.bind(request.withRespectTo)
      requestRow.bind(try request.graph.flatMap { try graphs[$0] ?? self.identifier(ofGraph: $0) })
      requestRow.bind(request.dtype)
      requestRow.bind("[" + request.shape.map(String.init).joined(separator: ",") + "]")
      requestRow.bind(positions.count)
      requestRow.bind(hits)
      requestRow.bind(misses)
      requestRow.bind(Int64(bitPattern: summary))
      requestRow.bind(next)
      try requestRow.insert()
      for position in positions {
        row.bind(next)
        row.bind(position)
        row.bind(evaluations[position].occurrence)
        row.bind(evaluations[position].text)
        row.bind(evaluations[position].value)
        row.bind(evaluations[position].digest)
        row.bind(evaluations[position].milliseconds)
        row.bind(evaluations[position].cache.code)
        try row.insert()
        next += 1
      }
    }
  }

  /// Joins digests so that runs can be compared request by request; its collisions matter to
  /// nobody.
  private func mixed(_ state: UInt64, _ word: UInt64) -> UInt64 {
    let product = (state ^ word) &* 0x9e37_79b9_7f4a_7c15
    return product << 29 | product >> 35
  }

  /// Requests in order of appearance, with the positions of their evaluations.
  private func grouped(_ evaluations: [EvaluationRecord]) -> ([Request], [[Int]]) {
    var requests: [Request] = []
    var members: [[Int]] = []
    var known: [Request: Int] = [:]
    // A loop repeats the same few requests in turn: the successor of the last one is tried first.
    var last = -1
    for (position, evaluation) in evaluations.enumerated() {
      var index: Int?
      if !requests.isEmpty {
        for candidate in [last + 1 < requests.count ? last + 1 : 0, max(last, 0)]
        where requests[candidate].matches(evaluation) {
          index = candidate
          break
        }
      }
      if index == nil {
        let request = Request(evaluation)
        if let found = known[request] {
          index = found
        } else {
          known[request] = requests.count
          index = requests.count
          requests.append(request)
          members.append([])
        }
      }
      if let index {
        members[index].append(position)
        last = index
      }
    }
    return (requests, members)
  }

  private func insert(_ graphs: [GraphRecord], at time: Int64) throws -> [Digest: Int64] {
    guard !graphs.isEmpty else { return [:] }
    var row = try RowWriter(
      database,
      """
      INSERT INTO _graph(hash, nodes, text, first_seen) VALUES (?, ?, ?, ?)
      ON CONFLICT (hash) DO NOTHING
      """)
    var identifiers: [Digest: Int64] = [:]
    for graph in graphs {
      row.bind(graph.hash)
      row.bind(graph.nodes)
      row.bind(graph.text)
      row.bind(time)
      try row.insert()
      identifiers[graph.hash] = try identifier(ofGraph: graph.hash)
    }
    return identifiers
  }

  private func identifier(ofGraph hash: Digest) throws -> Int64? {
    var query = try RowWriter(database, "SELECT id FROM _graph WHERE hash = ?")
    query.bind(hash)
    return try query.firstInteger()
  }

  private func insert(unrecorded: [UnrecordedEvaluations]) throws {
    guard !unrecorded.isEmpty else { return }
    var row = try RowWriter(
      database,
      """
      INSERT INTO _unrecorded(run, line, kind, count) VALUES (?, ?, ?, ?)
      ON CONFLICT (run, line, kind) DO UPDATE SET count = count + excluded.count
      """)
    for entry in unrecorded {
      row.bind(run)
      row.bind(entry.line)
      row.bind(entry.kind.rawValue)
      row.bind(entry.count)
      try row.insert()
    }
  }
}

extension CacheOutcome {
  /// How the evaluations table stores it.
  var code: Int64 {
    switch self {
    case .hit: 0
    case .miss: 1
    case .off: 2
    }
  }

  init(code: Int64) {
    switch code {
    case 0: self = .hit
    case 1: self = .miss
    default: self = .off
    }
  }
}
