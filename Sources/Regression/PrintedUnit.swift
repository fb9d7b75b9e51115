import Records

/// What one print wrote, up to the end of its line: successive prints with `end=""` make one unit.
struct PrintedUnit: Sendable {
  var cell: Int
  var site: OutputRecord.Site
  var text: String
  var numbers: [PrintedNumbers]

  /// Groups the outputs attached to one expectation.
  static func units(of outputs: [OutputRecord]) -> [PrintedUnit] {
    var units: [PrintedUnit] = []
    var isOpen = false
    for output in outputs {
      if isOpen, !units.isEmpty {
        let last = units.count - 1
        let offset = units[last].text.utf8.count
        units[last].text += output.text
        units[last].numbers += output.numbers.map { numbers in
          var moved = numbers
          moved.textRange = numbers.textRange.map {
            ($0.lowerBound + offset)..<($0.upperBound + offset)
          }
          return moved
        }
      } else {
        units.append(
          PrintedUnit(
            cell: output.cell, site: output.site, text: output.text, numbers: output.numbers))
      }
      isOpen = !output.text.hasSuffix("\n")
    }
    return units
  }

  /// Its physical lines; one line feed at the end closes the last line.
  var lines: [String] {
    guard !text.isEmpty else { return [] }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// Its logical lines with the values behind their numbers.
  func comparableLines(unit: Int) -> [ComparableLine] {
    let values = UnroundedNumbers.paired(with: text, numbers: numbers)
    var next = 0
    return ComparableLine.logicalLines(lines).map { line in
      var comparable = ComparableLine(line, unit: unit)
      let end = next + comparable.numbers.count
      // Joining and trimming lines moves no number across a line's end, so the counts agree.
      if end <= values.count { comparable.unrounded = Array(values[next..<end]) }
      next = end
      return comparable
    }
  }
}
