import Records

/// What a cached cell gives back, without positions in the file.
struct CellPayload {
  struct Output {
    var sites: [ScriptMap.Place]
    /// Occurrence of each site, counted from the beginning of the cell.
    var occurrences: [Int]
    var text: String
    var numbers: [PrintedNumbers]
  }

  struct Visit {
    var place: ScriptMap.Place
    var count: Int
  }

  struct Evaluation {
    var place: ScriptMap.Place?
    /// Which of `requests` it answers.
    var request: Int
    /// Occurrence among those of the cell.
    var record: EvaluationRecord
  }

  struct Requests {
    var place: ScriptMap.Place?
    var kind: String
    var withRespectTo: String?
    var count: Int
  }

  var outputs: [Output] = []
  var visits: [Visit] = []
  var evaluations: [Evaluation] = []
  var requests: [Requests] = []
  var graphs: [GraphRecord] = []
  var figures: [FigureRecord] = []
  /// Names and values that the cell leaves behind, archived together.
  var names: [String] = []
  var deleted: [String] = []
  var values: [UInt8] = []
  /// Statements of the cell that are executed again because what they define cannot be archived.
  var statements: [Int] = []
  /// State of NumPy's global stream after the cell; nil where it did not draw.
  var stream: [UInt64]?

  private static let version: UInt8 = 1

  // MARK: Writing

  var encoded: [UInt8] {
    var writer = ByteWriter()
    writer.byte(CellPayload.version)
    writer.integer(outputs.count)
    for output in outputs {
      writer.integer(output.sites.count)
      for (site, occurrence) in zip(output.sites, output.occurrences) {
        CellPayload.write(site, &writer)
        writer.integer(occurrence)
      }
      writer.text(output.text)
      writer.integer(output.numbers.count)
      for numbers in output.numbers { CellPayload.write(numbers, &writer) }
    }
    writer.integer(visits.count)
    for visit in visits {
      CellPayload.write(visit.place, &writer)
      writer.integer(visit.count)
    }
    writer.integer(evaluations.count)
    for evaluation in evaluations {
      CellPayload.write(evaluation.place, &writer)
      writer.integer(evaluation.request)
      CellPayload.write(evaluation.record, &writer)
    }
    writer.integer(requests.count)
    for request in requests {
      CellPayload.write(request.place, &writer)
      writer.text(request.kind)
      CellPayload.write(request.withRespectTo, &writer)
      writer.integer(request.count)
    }
    writer.integer(graphs.count)
    for graph in graphs {
      writer.digest(graph.hash)
      writer.integer(graph.nodes)
      writer.text(graph.text)
    }
    writer.integer(figures.count)
    for figure in figures {
      writer.integer(figure.site.line)
      writer.integer(figure.site.occurrence)
      writer.text(figure.mediaType)
      writer.blob(figure.content)
    }
    for list in [names, deleted] {
      writer.integer(list.count)
      for name in list { writer.text(name) }
    }
    writer.blob(values)
    writer.integer(statements.count)
    for statement in statements { writer.integer(statement) }
    writer.integer(stream?.count ?? -1)
    for word in stream ?? [] { writer.integer(Int(bitPattern: UInt(word))) }
    return writer.bytes
  }

  private static func write(_ place: ScriptMap.Place?, _ writer: inout ByteWriter) {
    writer.byte(place == nil ? 0 : 1)
    guard let place else { return }
    writer.digest(place.statement)
    writer.integer(place.index)
    writer.integer(place.token)
  }

  private static func write(_ text: String?, _ writer: inout ByteWriter) {
    writer.byte(text == nil ? 0 : 1)
    if let text { writer.text(text) }
  }

  private static func write(_ numbers: PrintedNumbers, _ writer: inout ByteWriter) {
    writer.text(numbers.dtype.rawValue)
    writer.integer(numbers.textRange?.lowerBound ?? -1)
    writer.integer(numbers.textRange?.upperBound ?? -1)
    switch numbers.values {
    case .floats(let values):
      writer.byte(0)
      writer.integer(values.count)
      for value in values { writer.double(value) }
    case .integers(let values):
      writer.byte(1)
      writer.integer(values.count)
      for value in values { writer.integer(Int(value)) }
    case .bigIntegers(let values):
      writer.byte(2)
      writer.integer(values.count)
      for value in values { writer.text(value) }
    }
  }

  private static func write(_ record: EvaluationRecord, _ writer: inout ByteWriter) {
    writer.integer(record.occurrence)
    writer.text(record.kind.rawValue)
    write(record.output, &writer)
    write(record.withRespectTo, &writer)
    writer.byte(record.graph == nil ? 0 : 1)
    if let graph = record.graph { writer.digest(graph) }
    writer.text(record.dtype)
    writer.integer(record.shape.count)
    for extent in record.shape { writer.integer(extent) }
    writer.byte(record.value == nil ? 0 : 1)
    if let value = record.value { writer.blob(value) }
    writer.text(record.text)
    writer.digest(record.digest)
    writer.double(record.milliseconds)
  }

  // MARK: Reading

  init() {}

  /// Nil where the bytes are not what `encoded` makes.
  init?(_ bytes: [UInt8]) {
    var reader = ByteReader(bytes)
    guard reader.byte() == CellPayload.version else { return nil }
    func many<T>(_ item: (inout ByteReader) -> T?) -> [T]? {
      guard let count = reader.count() else { return nil }
      var items: [T] = []
      items.reserveCapacity(count)
      for _ in 0..<count {
        guard let item = item(&reader) else { return nil }
        items.append(item)
      }
      return items
    }
    guard
      let outputs = many(CellPayload.output),
      let visits = many({ reader -> Visit? in
        guard case .some(.some(let place)) = CellPayload.place(&reader),
          let count = reader.integer()
        else { return nil }
        return Visit(place: place, count: count)
      }),
      let evaluations = many(CellPayload.evaluation),
      let requests = many({ reader -> Requests? in
        guard let place = CellPayload.place(&reader), let kind = reader.text(),
          let wrt = CellPayload.optionalText(&reader), let count = reader.integer()
        else { return nil }
        return Requests(place: place, kind: kind, withRespectTo: wrt, count: count)
      }),
      let graphs = many({ reader -> GraphRecord? in
        guard let hash = reader.digest(), let nodes = reader.integer(), let text = reader.text()
        else { return nil }
        return GraphRecord(hash: hash, nodes: nodes, text: text)
      }),
      let figures = many({ reader -> FigureRecord? in
        guard let line = reader.integer(), let occurrence = reader.integer(),
          let type = reader.text(), let content = reader.blob()
        else { return nil }
        return FigureRecord(
          cell: 0, site: .init(line: line, occurrence: occurrence), mediaType: type,
          content: content)
      }),
      let names = many({ $0.text() }), let deleted = many({ $0.text() }),
      let values = reader.blob(), let statements = many({ $0.integer() }),
      let words = reader.integer()
    else { return nil }
    self.outputs = outputs
    self.visits = visits
    self.evaluations = evaluations
    self.requests = requests
    self.graphs = graphs
    self.figures = figures
    self.names = names
    self.deleted = deleted
    self.values = values
    self.statements = statements
    if words >= 0 {
      var stream: [UInt64] = []
      for _ in 0..<words {
        guard let word = reader.integer() else { return nil }
        stream.append(UInt64(UInt(bitPattern: word)))
      }
      self.stream = stream
    }
    guard reader.isAtEnd else { return nil }
  }

  /// Nil where damaged, `.some(nil)` where there is none.
  private static func place(_ reader: inout ByteReader) -> ScriptMap.Place?? {
    guard let flag = reader.byte() else { return nil }
    guard flag == 1 else { return .some(nil) }
    guard let statement = reader.digest(), let index = reader.integer(),
      let token = reader.integer()
    else { return nil }
    return ScriptMap.Place(statement: statement, index: index, token: token)
  }

  private static func optionalText(_ reader: inout ByteReader) -> String?? {
    guard let flag = reader.byte() else { return nil }
    guard flag == 1 else { return .some(nil) }
    guard let text = reader.text() else { return nil }
    return .some(text)
  }

  private static func output(_ reader: inout ByteReader) -> Output? {
    guard let count = reader.count() else { return nil }
    var sites: [ScriptMap.Place] = []
    var occurrences: [Int] = []
    for _ in 0..<count {
      guard case .some(.some(let place)) = place(&reader), let occurrence = reader.integer() else {
        return nil
      }
      sites.append(place)
      occurrences.append(occurrence)
    }
    guard let text = reader.text(), let groups = reader.count() else { return nil }
    var numbers: [PrintedNumbers] = []
    for _ in 0..<groups {
      guard let group = printed(&reader) else { return nil }
      numbers.append(group)
    }
    return Output(sites: sites, occurrences: occurrences, text: text, numbers: numbers)
  }

  private static func printed(_ reader: inout ByteReader) -> PrintedNumbers? {
    guard let name = reader.text(), let dtype = PrintedNumbers.DType(rawValue: name),
      let lower = reader.integer(), let upper = reader.integer(), let kind = reader.byte(),
      let count = reader.count()
    else { return nil }
    let range = lower >= 0 && upper >= lower ? lower..<upper : nil
    func many<T>(_ item: (inout ByteReader) -> T?) -> [T]? {
      var items: [T] = []
      items.reserveCapacity(count)
      for _ in 0..<count {
        guard let item = item(&reader) else { return nil }
        items.append(item)
      }
      return items
    }
    switch kind {
    case 0:
      return many { $0.double() }.map { .init(dtype: dtype, values: .floats($0), textRange: range) }
    case 1:
      return many { $0.integer().map(Int64.init) }.map {
        .init(dtype: dtype, values: .integers($0), textRange: range)
      }
    case 2:
      return many { $0.text() }.map {
        .init(dtype: dtype, values: .bigIntegers($0), textRange: range)
      }
    default: return nil
    }
  }

  private static func evaluation(_ reader: inout ByteReader) -> Evaluation? {
    guard let place = place(&reader), let request = reader.integer(),
      let occurrence = reader.integer(),
      let kind = reader.text().flatMap(EvaluationRecord.Kind.init(rawValue:)),
      let output = optionalText(&reader), let wrt = optionalText(&reader), let flag = reader.byte()
    else { return nil }
    var graph: Digest?
    if flag == 1 {
      guard let digest = reader.digest() else { return nil }
      graph = digest
    }
    guard let dtype = reader.text(), let rank = reader.count() else { return nil }
    var shape: [Int] = []
    for _ in 0..<rank {
      guard let extent = reader.integer() else { return nil }
      shape.append(extent)
    }
    guard let hasValue = reader.byte() else { return nil }
    var value: [UInt8]?
    if hasValue == 1 {
      guard let blob = reader.blob() else { return nil }
      value = blob
    }
    guard let text = reader.text(), let digest = reader.digest(), let time = reader.double() else {
      return nil
    }
    return Evaluation(
      place: place, request: request,
      record: EvaluationRecord(
        cell: 0, line: 0, occurrence: occurrence, kind: kind, output: output, withRespectTo: wrt,
        graph: graph, dtype: dtype, shape: shape, value: value, text: text, digest: digest,
        milliseconds: time, cache: .hit))
  }
}
