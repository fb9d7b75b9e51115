/// One source line as it is shown, and the `^~~~` line below it.
struct SourceExcerpt {
  private static let ellipsis: Unicode.Scalar = "…"

  var source: String
  var marks: String

  /// The first line of the range; of a line wider than `maximumWidth` the part around the range's
  /// begin.
  init(of range: SourceRange, in file: SourceFile, maximumWidth: Int) {
    let line = file.line(at: range.lower)
    let scalars = Array(file.text(ofLine: line).unicodeScalars)
    let first = min(file.column(at: range.lower) - 1, scalars.count)
    let isOneLine = file.line(at: max(range.lower, range.upper)) == line
    let end = isOneLine ? min(file.column(at: range.upper) - 1, scalars.count) : scalars.count
    let window = Self.window(scalars, around: first, maximumWidth)
    var source = ""
    var marks = ""
    if window.lowerBound > 0 {
      source.unicodeScalars.append(Self.ellipsis)
      marks += " "
    }
    for index in window {
      let scalar = Self.shown(scalars[index])
      source.unicodeScalars.append(scalar)
      if index < first {
        // Tabs are kept so that both lines move to the same column.
        marks += scalar == "\t" ? "\t" : String(repeating: " ", count: Self.width(scalar))
      } else if index < end {
        marks += index == first ? "^" : ""
        let extra = Self.width(scalar) - (index == first ? 1 : 0)
        marks += String(repeating: "~", count: max(0, extra))
      }
    }
    if window.upperBound < scalars.count { source.unicodeScalars.append(Self.ellipsis) }
    if !marks.contains("^") { marks += "^" }
    self.source = source
    self.marks = marks
  }

  /// Indices of at most about `maximumWidth` columns; a third of them before the caret.
  private static func window(
    _ scalars: [Unicode.Scalar], around caret: Int, _ maximumWidth: Int
  ) -> Range<Int> {
    if scalars.count <= maximumWidth, scalars.reduce(0, { $0 + width($1) }) <= maximumWidth {
      return 0..<scalars.count
    }
    var lower = caret
    var columns = 0
    while lower > 0, columns < maximumWidth / 3 {
      lower -= 1
      columns += width(scalars[lower])
    }
    var upper = caret
    while upper < scalars.count, columns < maximumWidth {
      columns += width(scalars[upper])
      upper += 1
    }
    while lower > 0, columns < maximumWidth {
      lower -= 1
      columns += width(scalars[lower])
    }
    return lower..<upper
  }

  /// Control characters would move the cursor or colour the terminal.
  private static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar == "\t" { return scalar }
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return "\u{FFFD}"
    case .format where scalar.value != 0x200D: return "\u{FFFD}"
    default: return scalar
    }
  }

  /// The text without control characters; line breaks and tabs stay.
  static func printable(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      result.unicodeScalars.append(scalar == "\n" ? scalar : shown(scalar))
    }
    return result
  }

  /// Columns of a scalar on a terminal; East Asian wide characters and emoji take two (Unicode TR
  /// 11).
  static func width(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
      0x1F900...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
