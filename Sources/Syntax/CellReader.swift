import Diagnostics

/// Cuts a parsed file into `# %%` cells and attaches the `# output:` comments to statements.
struct CellReader {
  let file: SourceFile
  let comments: [Comment]
  let statements: [Statement]

  struct Layout {
    var cells: [Cell] = []
    var expectations: [Expectation] = []
    var diagnostics: [Diagnostic] = []
  }

  func read() -> Layout {
    var layout = Layout()
    var markers: [(header: CellHeader, range: SourceRange)] = []
    for comment in comments {
      guard let header = CellHeader(text(comment)), comment.isWholeLine else { continue }
      let range = SourceRange(lower: comment.lower, upper: comment.upper)
      if file.column(at: comment.lower) == 1, !isInsideStatement(comment.lower) {
        markers.append((header, range))
      } else {
        layout.diagnostics.append(.markerInsideStatement(at: range))
      }
    }
    layout.cells = makeCells(markers)
    distribute(&layout)
    let reader = ExpectationReader(
      file: file, comments: comments, statements: statements, cells: layout.cells)
    (layout.expectations, layout.diagnostics) = reader.read(after: layout.diagnostics)
    return layout
  }

  private func text(_ comment: Comment) -> String {
    file.text(in: SourceRange(lower: comment.lower, upper: comment.upper))
  }

  /// Whether the offset lies between the ends of a top-level statement; O(log n).
  private func isInsideStatement(_ offset: Int32) -> Bool {
    var low = 0
    var high = statements.count
    while low < high {
      let middle = (low + high) / 2
      if statements[middle].range.lower <= offset { low = middle + 1 } else { high = middle }
    }
    return low > 0 && offset < statements[low - 1].range.upper
  }

  private func makeCells(_ markers: [(header: CellHeader, range: SourceRange)]) -> [Cell] {
    var cells: [Cell] = []
    let end = Int32(file.bytes.count)
    let firstMarker = markers.first?.range.lower ?? end
    let hasPreamble =
      markers.isEmpty
      || file.bytes[..<Int(firstMarker)].contains { !FieldScan.isBlank($0) && $0 < 0x80 }
    if hasPreamble {
      cells.append(
        Cell(
          number: 1, title: "", isMarkdown: false, attributes: [], statements: [],
          range: SourceRange(lower: 0, upper: firstMarker)))
    }
    for (index, marker) in markers.enumerated() {
      let upper = index + 1 < markers.count ? markers[index + 1].range.lower : end
      cells.append(
        Cell(
          number: cells.count + 1, title: marker.header.title,
          isMarkdown: marker.header.isMarkdown, attributes: marker.header.attributes,
          statements: [], range: SourceRange(lower: marker.range.lower, upper: upper)))
    }
    return cells
  }

  /// Every statement goes to the cell in which it begins.
  private func distribute(_ layout: inout Layout) {
    var cell = 0
    for statement in statements {
      while cell + 1 < layout.cells.count,
        layout.cells[cell + 1].range.lower <= statement.range.lower
      {
        cell += 1
      }
      layout.cells[cell].statements.append(statement)
    }
  }
}
