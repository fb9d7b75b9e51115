import Diagnostics

/// Finds the statement that ends on a line, at the nesting that a comment's column shows.
struct StatementEnds {
  let file: SourceFile
  private var byLine: [Int: [(column: Int, range: SourceRange)]] = [:]

  init(file: SourceFile) { self.file = file }

  /// Column of an offset's line where its text begins, from 0; tabs count to a multiple of 8.
  static func column(of offset: Int32, in file: SourceFile) -> Int {
    var column = 0
    var index = Int(file.lineStarts[file.line(at: offset) - 1])
    if index == 0, file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    while index < file.bytes.count {
      switch file.bytes[index] {
      case UInt8(ascii: " "): column += 1
      case UInt8(ascii: "\t"): column = (column / 8 + 1) * 8
      case 0x0C: column = 0
      default: return column
      }
      index += 1
    }
    return column
  }

  /// Adds a block.
  ///
  /// Bodies on the line of their header (`isInline`) have no column of their own:
  /// what follows them belongs to the statement around them.
  mutating func add(_ block: [Statement], isInline: Bool) {
    guard let first = block.first else { return }
    let column = StatementEnds.column(of: first.range.lower, in: file)
    for statement in block {
      if !isInline {
        let line = file.line(at: max(statement.range.lower, statement.range.upper - 1))
        byLine[line, default: []].append((column, statement.range))
      }
      for inner in statement.blocks {
        guard let innerFirst = inner.first else { continue }
        add(inner, isInline: isInline || sharesLine(innerFirst))
      }
    }
  }

  /// Whether other text precedes the statement on its line.
  private func sharesLine(_ statement: Statement) -> Bool {
    var index = Int(statement.range.lower) - 1
    while index >= 0 {
      switch file.bytes[index] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), 0x0C: index -= 1
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return false
      default: return true
      }
    }
    return false
  }

  /// The innermost statement ending on the line whose block is not indented deeper than `column`.
  func statement(endingOn line: Int, column: Int) -> SourceRange? {
    var best: (column: Int, range: SourceRange)?
    for candidate in byLine[line] ?? [] where candidate.column <= column {
      if candidate.column >= best?.column ?? -1 { best = candidate }
    }
    return best?.range
  }
}

extension Statement {
  /// Bodies of a compound statement, in source order.
  package var blocks: [[Statement]] {
    switch kind {
    case .if(let branches, let otherwise): branches.map(\.body) + [otherwise]
    case .while(_, let body, let otherwise), .for(_, _, let body, let otherwise): [body, otherwise]
    case .function(let function, _):
      if case .block(let body) = function.body { [body] } else { [] }
    case .class(let definition, _): [definition.body]
    case .try(let syntax):
      [syntax.body] + syntax.handlers.map(\.body) + [syntax.otherwise, syntax.finally]
    case .with(_, let body): [body]
    default: []
    }
  }
}
