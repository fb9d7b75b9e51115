import Diagnostics
import Records
import Runtime
import Syntax

/// Turns what `print` wrote into records with sites and occurrences.
final class OutputCollector {
  private let file: SourceFile
  private let expectationIndex: [Int32: Int32]
  private var eventsAt: [Int32: Int] = [:]
  private var eventsBefore: [Int32: Int] = [:]
  private(set) var outputs: [OutputRecord] = []
  private(set) var figures: [DrawnFigure] = []
  var cell = 1

  init(_ script: Script) {
    file = script.file
    expectationIndex = script.expectationIndex
  }

  /// Offsets of the sites of each output, as the events gave them.
  private(set) var offsets: [[Int32]] = []

  func add(_ event: OutputEvent, visitCounts: [Int]) {
    var occurrences: [Int] = []
    for (index, range) in event.sites.enumerated() {
      if let expectation = expectationIndex[range.lower] {
        occurrences.append(visitCounts[Int(expectation)])
      } else if index == 0 {
        occurrences.append(eventsAt[range.lower, default: 0] + 1)
      } else {
        // Only statements with an expectation are asked for their occurrence.
        occurrences.append(1)
      }
    }
    append(event.text, event.numbers, event.sites.map(\.lower), occurrences)
  }

  /// An output of a cell that was not executed.
  func append(
    _ text: String, _ numbers: [PrintedNumbers], _ sites: [Int32], _ occurrences: [Int]
  ) {
    if let first = sites.first, expectationIndex[first] == nil {
      eventsAt[first, default: 0] += 1
    }
    let places = zip(sites, occurrences).map {
      OutputRecord.Site(line: file.line(at: $0), occurrence: $1)
    }
    offsets.append(sites)
    outputs.append(
      OutputRecord(
        cell: cell, site: places.first ?? .init(line: 1, occurrence: 1),
        callers: Array(places.dropFirst()), text: text, numbers: numbers))
  }

  /// Marks the beginning of a cell for `base`.
  func beginCounting() { eventsBefore = eventsAt }

  /// What occurrences at a site counted from at the last `beginCounting`.
  ///
  /// - Parameter visitCounts: those of that time.
  func base(of offset: Int32, isInnermost: Bool, visitCounts: [Int]) -> Int {
    if let expectation = expectationIndex[offset] {
      return visitCounts.indices.contains(Int(expectation)) ? visitCounts[Int(expectation)] : 0
    }
    return isInnermost ? eventsBefore[offset, default: 0] : 0
  }

  func add(_ drawing: FigureDrawing, sites: [SourceRange]) {
    let line = sites.first.map { file.line(at: $0.lower) } ?? 1
    let count = figures.filter { $0.site.line == line }.count
    figures.append(
      DrawnFigure(cell: cell, site: .init(line: line, occurrence: count + 1), drawing: drawing))
  }
}
