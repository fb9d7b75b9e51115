import Arrays
import Autodiff
import Diagnostics
import Records
import Runtime
import Syntax

/// Records every value and derivative that a script asks for, and answers from the cache where it can.
///
/// A value's key is the SHA-256 of the numerics revision, the graph's canonical text and the digest of every leaf: what the
/// value is a function of, and nothing else.
final class EvaluationLog: EvaluationRecorder {
  private let file: SourceFile
  private unowned let interpreter: Interpreter
  private let cache: (any ValueCache)?
  /// Evaluations kept for one request of one line.
  private let limit: Int
  var cell = 1
  private(set) var graphs: [GraphRecord] = []
  private(set) var evaluations: [EvaluationRecord] = []
  private(set) var mismatches: [CacheMismatch] = []
  private var knownGraphs: Set<Digest> = []
  private var siteIndices: [Site: Int] = [:]
  private var sites: [Site] = []
  /// Requests so far, by site.
  private var occurrences: [Int] = []
  private var calls = [Call](repeating: Call(), count: 64)
  private var graphRecords: [Digest: GraphRecord] = [:]
  /// The request that each of `evaluations` answers.
  private(set) var requests: [Site] = []
  /// Requests before the cell, by site.
  private var cellBase: [Int] = []

  struct Site: Hashable {
    var offset: Int32
    var line: Int
    var kind: EvaluationRequest.Kind
    var withRespectTo: String?
  }

  /// What asked before, and its site: a direct-mapped cache, so that a loop's evaluations beyond the limit cost a comparison.
  private struct Call: Equatable {
    var kind = EvaluationRequest.Kind.forward
    var offset: Int32 = -1
    var identity = 0
    var site = -1
  }

  /// Nodes in the arena above which writing the graph down would cost more than evaluating it.
  private static let largestGraph = 50_000
  /// As `largestGraph`, for values that are there already: scalars, computed as they were written down.
  private static let largestKnownGraph = 2_000
  /// Values above this size are recorded by digest and text only.
  private static let largestBlob = 1 << 20

  init(_ script: Script, _ interpreter: Interpreter, cache: (any ValueCache)?, limit: Int) {
    file = script.file
    self.interpreter = interpreter
    self.cache = cache
    self.limit = limit
  }

  /// Requests that were made more often than the limit.
  var unrecorded: [UnrecordedEvaluations] {
    zip(sites, occurrences).compactMap { site, occurrence in
      let count = occurrence - limit
      guard count > 0 else { return nil }
      return UnrecordedEvaluations(
        line: site.line, kind: recordKind(site.kind), count: count)
    }
  }

  func evaluate(_ request: EvaluationRequest, compute: () throws -> [NDArray]) throws -> [NDArray] {
    guard limit > 0 else { return try compute() }
    let line = request.range.map { file.line(at: $0.lower) } ?? 1
    let place = Site(
      offset: request.range?.lower ?? 0, line: line, kind: request.kind,
      withRespectTo: request.withRespectTo)
    let site = index(of: place)
    if request.identity != 0, let offset = request.range?.lower {
      calls[self.place(offset, request.identity)] = Call(
        kind: request.kind, offset: offset, identity: request.identity, site: site)
    }
    occurrences[site] += 1
    let occurrence = occurrences[site]
    guard occurrence <= limit else { return try compute() }

    let start = ContinuousClock.now
    // Looking up what is known already would take longer than it took to compute.
    let isKnown = request.roots.allSatisfy { request.graph.isEvaluated($0) }
    let largest = isKnown ? EvaluationLog.largestKnownGraph : EvaluationLog.largestGraph
    let structure = request.graph.count <= largest ? GraphStructure(request) : nil
    var outcome = CacheOutcome.off
    var values: [NDArray]?
    var key: Digest?
    if let cache, !isKnown, let structure, let material = structure.material {
      key = material.key
      outcome = .miss
      if let payload = cache.payload(for: material.key),
        let stored = ArrayPayload.decode(payload), structure.describes(stored)
      {
        values = stored
        outcome = .hit
      }
    }
    let isVerified = values != nil && cache?.verifiesHit() == true
    let result = try isVerified ? compute() : values ?? compute()
    if isVerified, let values { verify(values, result, request, line) }
    let elapsed = ContinuousClock.now - start
    if outcome == .miss, let cache, let key, let structure {
      cache.store(
        ArrayPayload.encode(result), for: key, material: structure.materialText,
        cost: Int64(elapsed.inMilliseconds * 1e6))
    }
    if let structure, !knownGraphs.contains(structure.hash) {
      keep(GraphRecord(hash: structure.hash, nodes: structure.nodeCount, text: structure.text))
    }
    for (index, value) in result.enumerated() {
      append(
        value, request, place, index: index, of: result.count, occurrence: occurrence,
        graph: structure?.hash, milliseconds: elapsed.inMilliseconds, cache: outcome)
    }
    return result
  }

  func admits(_ kind: EvaluationRequest.Kind, at range: SourceRange?, identity: Int) -> Bool {
    guard identity != 0, let offset = range?.lower else { return true }
    let call = calls[place(offset, identity)]
    guard call.offset == offset, call.identity == identity, call.kind == kind, call.site >= 0,
      occurrences[call.site] >= limit
    else { return true }
    occurrences[call.site] += 1
    return false
  }

  private func place(_ offset: Int32, _ identity: Int) -> Int {
    let hash = (UInt64(truncatingIfNeeded: identity) ^ UInt64(UInt32(bitPattern: offset)))
    return Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 58)
  }

  private func index(of site: Site) -> Int {
    if let index = siteIndices[site] { return index }
    siteIndices[site] = sites.count
    sites.append(site)
    occurrences.append(0)
    return sites.count - 1
  }

  /// Keeps the first element in which a cached value and a computed one differ.
  private func verify(
    _ cached: [NDArray], _ computed: [NDArray], _ request: EvaluationRequest, _ line: Int
  ) {
    for (index, (a, b)) in zip(cached, computed).enumerated()
    where a.dtype != b.dtype || a.shape != b.shape || a.bytes != b.bytes {
      let root = request.roots[index]
      let graph = request.graph
      let place = zip(a.scalars, b.scalars).enumerated().first { pair in
        ArrayPayload.digest(NDArray(scalar: pair.element.0, dtype: a.dtype))
          != ArrayPayload.digest(NDArray(scalar: pair.element.1, dtype: b.dtype))
      }
      let element = place.map { a.rank > 0 ? " at element \($0.offset)" : "" } ?? ""
      let node = graph.primitive(of: root).name
      let made = file.line(at: graph.range(of: root).lower)
      mismatches.append(
        CacheMismatch(
          line: line,
          what: "\(request.kind.rawValue): node \(node) of line \(made)\(element)",
          cached: place.map { ScalarText.str($0.element.0, dtype: a.dtype) }
            ?? ArrayLiteral.text(a),
          computed: place.map { ScalarText.str($0.element.1, dtype: b.dtype) }
            ?? ArrayLiteral.text(b)))
      return
    }
  }

  func beginCell(_ number: Int) {
    cell = number
    cellBase = occurrences
  }

  /// How often each request was made since `beginCell`, in order of appearance.
  var cellRequests: [(site: Site, count: Int)] {
    sites.enumerated().compactMap { index, site in
      let count = occurrences[index] - (index < cellBase.count ? cellBase[index] : 0)
      return count > 0 ? (site, count) : nil
    }
  }

  /// Requests at a place before now.
  func occurrences(at site: Site) -> Int { siteIndices[site].map { occurrences[$0] } ?? 0 }

  func graph(_ hash: Digest) -> GraphRecord? { graphRecords[hash] }

  /// What a cell asked for that was not executed.
  ///
  /// - Parameter records: with the request that each answers; occurrences count from before the cell.
  func replay(
    _ records: [(site: Site, record: EvaluationRecord)], _ counts: [(site: Site, count: Int)],
    _ graphs: [GraphRecord]
  ) {
    for graph in graphs { keep(graph) }
    for (site, record) in records {
      var record = record
      record.cell = cell
      record.line = site.line
      record.occurrence += occurrences(at: site)
      guard record.occurrence <= limit else { continue }
      evaluations.append(record)
      requests.append(site)
    }
    for (site, times) in counts { occurrences[index(of: site)] += times }
  }

  private func keep(_ graph: GraphRecord) {
    guard knownGraphs.insert(graph.hash).inserted else { return }
    graphs.append(graph)
    graphRecords[graph.hash] = graph
  }

  private func append(
    _ value: NDArray, _ request: EvaluationRequest, _ site: Site, index: Int, of count: Int,
    occurrence: Int, graph: Digest?, milliseconds: Double, cache: CacheOutcome
  ) {
    var kind = recordKind(request.kind)
    var withRespectTo = request.withRespectTo
    if request.kind == .valueAndGrad {
      // The first result is the value, the others are its derivatives.
      kind = index == 0 ? .forward : .gradient
      if index == 0 { withRespectTo = nil }
      if index > 0, count > 2 { withRespectTo = withRespectTo.map { "\($0)[\(index - 1)]" } }
    } else if count > 1 {
      withRespectTo = withRespectTo.map { "\($0)[\(index)]" }
    }
    let bytes = value.bytes
    requests.append(site)
    evaluations.append(
      EvaluationRecord(
        cell: cell, line: site.line, occurrence: occurrence, kind: kind, output: request.output,
        withRespectTo: withRespectTo, graph: graph, dtype: value.dtype.name, shape: value.shape,
        value: bytes.count <= EvaluationLog.largestBlob ? bytes : nil,
        text: ArrayLiteral.text(value), digest: ArrayPayload.digest(value),
        milliseconds: milliseconds, cache: cache))
  }

  private func recordKind(_ kind: EvaluationRequest.Kind) -> EvaluationRecord.Kind {
    switch kind {
    case .forward: .forward
    case .gradient: .gradient
    case .valueAndGrad: .valueAndGrad
    case .jacobian: .jacobian
    case .hessian: .hessian
    case .jvp: .jvp
    case .vjp: .vjp
    }
  }
}

/// The graph behind a request: its text, its hash and what the value depends on besides.
private struct GraphStructure {
  let text: String
  let hash: Digest
  let nodeCount: Int
  /// Nil where a leaf has no value yet, so that nothing can be looked up.
  private(set) var material: (key: Digest, leaves: [Digest])?
  private let expected: [AbstractValue]
  /// Whole-number results are stored as integers, whatever the graph computes in.
  private let isWhole: Bool

  init(_ request: EvaluationRequest) {
    let (text, leaves) = request.graph.canonicalText(outputs: request.roots)
    self.text = text
    hash = SHA256.digest(of: text)
    nodeCount = text.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
    isWhole = request.isWhole
    expected = request.roots.map { request.graph.abstractValue(of: $0) }
    var digests: [Digest] = []
    for leaf in leaves {
      guard let value = request.graph.knownValue(of: leaf) else { return }
      digests.append(ArrayPayload.digest(value))
    }
    var sum = SHA256()
    sum.update(field: "value")
    sum.update(integer: UInt64(NumericsRevision.current))
    sum.update(field: hash.bytes)
    sum.update(field: request.isWhole ? "whole" : "")
    for digest in digests { sum.update(field: digest.bytes) }
    material = (sum.finalize(), digests)
  }

  /// Whether stored arrays have the dtypes and shapes of the roots.
  func describes(_ arrays: [NDArray]) -> Bool {
    arrays.count == expected.count
      && zip(arrays, expected).allSatisfy {
        ($0.dtype == $1.dtype || isWhole) && $0.shape == $1.shape
      }
  }

  /// What the key was made of, as JSON.
  var materialText: String {
    let leaves = (material?.leaves ?? []).map { "\"\($0.hex)\"" }.joined(separator: ",")
    return
      "{\"numerics\":\(NumericsRevision.current),\"graph\":\"\(hash.hex)\",\"leaves\":[\(leaves)]}"
  }
}
