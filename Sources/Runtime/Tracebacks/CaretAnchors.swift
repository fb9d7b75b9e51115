import Diagnostics
import Syntax

/// The part of an underlined expression that failed: the operator of a binary operation, the brackets of a subscript.
///
/// What CPython's `traceback.c` finds in the text of the expression, parentheses and all.
struct CaretAnchors {
  /// Offsets in characters that get `^`; the others get `~`.
  let operation: Range<Int>

  /// Nil where the text is another kind of expression, or none.
  init?(_ segment: String) {
    let file = SourceFile(path: "", bytes: Array(segment.utf8))
    let (script, diagnostics) = Parser.parse(file)
    guard !diagnostics.contains(where: { $0.severity == .error }),
      let statement = script.cells.first?.statements.first,
      case .expression(let expression) = statement.kind
    else { return nil }
    func offset(_ position: Int32) -> Int { file.column(at: position) - 1 }
    switch expression.kind {
    case .binary(_, let left, let right):
      let characters = Array(segment)
      let end = min(offset(right.range.lower), characters.count)
      var found: Range<Int>?
      for index in offset(left.range.upper)..<max(end, offset(left.range.upper)) {
        if characters[index] == " " || characters[index] == "\t" { continue }
        let isLong = index + 1 < end && characters[index + 1] != " "
        found = index..<(isLong ? index + 2 : index + 1)
        if index + 1 < end, characters[index] == ")" { continue }
        break
      }
      guard let found else { return nil }
      operation = found
    case .subscript(let value, let index):
      let characters = Array(segment)
      var lower = offset(value.range.upper)
      while lower < characters.count, characters[lower] != "[" { lower += 1 }
      var upper = max(offset(index.range.upper), lower)
      while upper < characters.count, characters[upper] != "]" { upper += 1 }
      operation = lower..<(upper + 1)
    default: return nil
    }
  }
}
