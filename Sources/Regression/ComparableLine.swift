import Records

/// A line, or the lines of an array that is open at a line's end.
struct LogicalLine: Sendable {
  /// Lines without padding at their ends, joined by line feeds.
  var text: String
  /// Lines as written.
  var raw: [String]
}

/// One logical line ready for comparison: its tokens sorted into numbers, structure and words.
struct ComparableLine: Sendable {
  let text: String
  /// Lines as written.
  let raw: [String]
  let numbers: [NumberLiteral]
  /// Values behind `numbers`, where they are known.
  var unrounded: [NumberComparison.Unrounded?]
  /// Brackets and places of numbers, in order; parentheses count where they hold a number.
  let structure: [UInt8]
  /// Words that are values or names of types: inside brackets, with digits, attached to a number,
  /// `True`, `None`, ….
  let strictWords: [String]
  /// Other words and signs.
  let prose: [LineTokens.Token]
  /// Index of the printed unit it belongs to.
  let unit: Int

  init(_ line: LogicalLine, unit: Int = 0) {
    text = line.text
    raw = line.raw
    self.unit = unit
    let tokens = LineTokens(line.text).tokens
    let structural = ComparableLine.structuralBrackets(tokens)
    var numbers: [NumberLiteral] = []
    var structure: [UInt8] = []
    var strictWords: [String] = []
    var prose: [LineTokens.Token] = []
    var depth = 0
    for (index, token) in tokens.enumerated() {
      switch token {
      case .number(let literal):
        numbers.append(literal)
        structure.append(UInt8(ascii: "0"))
      case .word(let word, let isAttached):
        let isValue = ["True", "False", "None"].contains(word) || word.contains { $0.isNumber }
        if depth > 0 || isAttached || isValue {
          strictWords.append(word)
        } else {
          prose.append(token)
        }
      case .sign(let sign):
        guard structural[index] else {
          if sign == UInt8(ascii: "%") { strictWords.append("%") } else { prose.append(token) }
          continue
        }
        structure.append(sign)
        depth += sign.isOpening ? 1 : -1
      }
    }
    self.numbers = numbers
    self.structure = structure
    self.strictWords = strictWords
    self.prose = prose
    unrounded = Array(repeating: nil, count: numbers.count)
  }

  /// Marks `[ ] { }`, and parentheses that enclose a number or a marked bracket.
  private static func structuralBrackets(_ tokens: [LineTokens.Token]) -> [Bool] {
    var marked = [Bool](repeating: false, count: tokens.count)
    var open: [(index: Int, holdsNumber: Bool)] = []
    for (index, token) in tokens.enumerated() {
      switch token {
      case .number:
        if !open.isEmpty { open[open.count - 1].holdsNumber = true }
      case .word: break
      case .sign(let sign):
        if sign.isOpening {
          open.append((index, sign != UInt8(ascii: "(")))
        } else if sign.isClosing {
          guard let last = open.popLast() else {
            marked[index] = sign != UInt8(ascii: ")")
            continue
          }
          guard last.holdsNumber else { continue }
          marked[last.index] = true
          marked[index] = true
          if !open.isEmpty { open[open.count - 1].holdsNumber = true }
        }
      }
    }
    for bracket in open where bracket.holdsNumber { marked[bracket.index] = true }
    return marked
  }

  /// Cuts a text into logical lines; blank lines are dropped.
  static func logicalLines(_ lines: [String]) -> [LogicalLine] {
    let raw = lines.filter { !$0.trimmed.isEmpty }
    let trimmed = raw.map(\.trimmed)
    var result: [LogicalLine] = []
    var index = 0
    while index < trimmed.count {
      var end = index
      var depth = trimmed[index].bracketBalance
      // An opening bracket that nothing closes is prose.
      while depth > 0, end + 1 < trimmed.count {
        end += 1
        depth += trimmed[end].bracketBalance
      }
      if depth > 0 { end = index }
      result.append(
        LogicalLine(
          text: trimmed[index...end].joined(separator: "\n"), raw: Array(raw[index...end])))
      index = end + 1
    }
    return result
  }
}

extension UInt8 {
  fileprivate var isOpening: Bool {
    self == UInt8(ascii: "[") || self == UInt8(ascii: "(") || self == UInt8(ascii: "{")
  }

  fileprivate var isClosing: Bool {
    self == UInt8(ascii: "]") || self == UInt8(ascii: ")") || self == UInt8(ascii: "}")
  }
}

extension String {
  /// Without ASCII white space at either end.
  var trimmed: String {
    let bytes = utf8
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0d) }
    guard let first = bytes.firstIndex(where: { !isSpace($0) }),
      let last = bytes.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(self[first...last])
  }

  /// Opening minus closing brackets.
  fileprivate var bracketBalance: Int {
    utf8.reduce(0) { $0 + ($1.isOpening ? 1 : $1.isClosing ? -1 : 0) }
  }
}
