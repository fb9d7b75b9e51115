import Records

/// Rows in aligned columns: numbers to the right, long texts cut.
struct QueryTable {
  /// Characters of a cell beyond which it is cut with `…`.
  static let widthLimit = 60

  let text: String

  init(_ result: QueryResult, headers: Bool) {
    let cells = result.rows.map { row in row.map { Self.lines($0) } }
    var widths = result.columns.map { headers ? Self.width($0) : 0 }
    for row in cells {
      for (column, lines) in row.enumerated() {
        widths[column] = max(widths[column], lines.map(Self.width).max() ?? 0)
      }
    }
    let isNumeric = result.columns.indices.map { column in
      result.rows.contains { $0[column].isNumber }
        && result.rows.allSatisfy {
          $0[column].isNumber || $0[column] == .null
        }
    }
    var output: [String] = []
    func append(_ fields: [String]) {
      let padded = fields.enumerated().map { column, field in
        let space = String(repeating: " ", count: max(0, widths[column] - Self.width(field)))
        return isNumeric[column] ? space + field : field + space
      }
      var line = padded.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      output.append(line)
    }
    if headers, !result.columns.isEmpty {
      append(result.columns)
      output.append(widths.map { String(repeating: "-", count: $0) }.joined(separator: "  "))
    }
    for row in cells {
      for line in 0..<(row.map(\.count).max() ?? 0) {
        append(row.map { line < $0.count ? $0[line] : "" })
      }
    }
    text = output.map { $0 + "\n" }.joined()
  }

  /// Lines of a cell, without a final line feed's empty one.
  private static func lines(_ cell: QueryResult.Cell) -> [String] {
    if case .blob(let bytes) = cell, bytes.count > 16 { return ["<\(bytes.count) bytes>"] }
    var lines = cell.plainText.split(separator: "\n", omittingEmptySubsequences: false).map(shown)
    if lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// Cut to the width limit, with control characters replaced: a cell must not steer the terminal.
  private static func shown(_ text: Substring) -> String {
    var result = ""
    for (count, character) in text.enumerated() {
      if count == widthLimit { return result.dropLast() + "…" }
      let isControl = character.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7f }
      result.append(isControl ? "\u{fffd}" : character)
    }
    return result
  }

  private static func width(_ text: String) -> Int { text.count }
}

extension QueryResult.Cell {
  fileprivate var isNumber: Bool {
    switch self {
    case .integer, .real: true
    default: false
    }
  }
}
