import Diagnostics
import Records
import Runtime
import Syntax

/// Turns what `print` wrote into records with sites and occurrences.
final class OutputCollector {
  private let file: SourceFile
  private let expectationIndex: [Int32: Int32]
  private var eventsAt: [Int32: Int] = [:]
  private(set) var outputs: [OutputRecord] = []
  private(set) var figures: [DrawnFigure] = []
  var cell = 1

  init(_ script: Script) {
    file = script.file
    expectationIndex = script.expectationIndex
  }

  func add(_ event: OutputEvent, visitCounts: [Int]) {
    var sites: [OutputRecord.Site] = []
    for (index, range) in event.sites.enumerated() {
      let occurrence: Int
      if let expectation = expectationIndex[range.lower] {
        occurrence = visitCounts[Int(expectation)]
      } else if index == 0 {
        occurrence = eventsAt[range.lower, default: 0] + 1
        eventsAt[range.lower] = occurrence
      } else {
        // Only statements with an expectation are asked for their occurrence.
        occurrence = 1
      }
      sites.append(.init(line: file.line(at: range.lower), occurrence: occurrence))
    }
    outputs.append(
      OutputRecord(
        cell: cell, site: sites.first ?? .init(line: 1, occurrence: 1),
        callers: Array(sites.dropFirst()), text: event.text, numbers: event.numbers))
  }

  func add(_ drawing: FigureDrawing, sites: [SourceRange]) {
    let line = sites.first.map { file.line(at: $0.lower) } ?? 1
    let count = figures.filter { $0.site.line == line }.count
    figures.append(
      DrawnFigure(cell: cell, site: .init(line: line, occurrence: count + 1), drawing: drawing))
  }
}
