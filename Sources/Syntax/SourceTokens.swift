import Diagnostics

/// The tokens of a file without layout and comments: what a statement says, however it is laid out.
package struct SourceTokens: Sendable {
  private let bytes: [UInt8]
  private let tokens: [Token]

  package init(_ script: Script) {
    bytes = script.file.bytes
    var lexer = Lexer(file: script.file)
    lexer.tokenize()
    tokens = lexer.tokens
  }

  package var count: Int { tokens.count }

  /// Index of the token that begins at an offset, which the layout before it shares.
  package func index(of offset: Int32) -> Int {
    var index = end(before: offset)
    while index < tokens.count, tokens[index].kind.isLayout, tokens[index].lower == offset {
      index += 1
    }
    return index
  }

  /// How many tokens begin before an offset; logarithmic.
  package func end(before offset: Int32) -> Int {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].lower < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Offset at which a token begins; nil past the end.
  package func offset(at index: Int) -> Int32? {
    tokens.indices.contains(index) ? tokens[index].lower : nil
  }

  /// Kinds and texts of the tokens of a range: the same for any comments, blank lines and spacing.
  package func canonical(_ range: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    for index in range where tokens.indices.contains(index) {
      let token = tokens[index]
      result.append(token.kind.rawValue)
      guard !token.kind.isLayout else { continue }
      let text = bytes[Int(token.lower)..<Int(token.upper)]
      for shift in [0, 8, 16, 24] { result.append(UInt8(truncatingIfNeeded: text.count >> shift)) }
      result += text
    }
    return result
  }

  /// Names that the statement itself evaluates when it is executed: not those inside the bodies of functions and lambdas.
  package func names(in range: Range<Int>) -> [String] {
    var result: [String] = []
    var index = range.lowerBound
    while index < min(range.upperBound, tokens.count) {
      switch tokens[index].kind {
      case .name:
        let isAttribute = index > 0 && tokens[index - 1].kind == .dot
        if !isAttribute {
          let token = tokens[index]
          result.append(
            String(decoding: bytes[Int(token.lower)..<Int(token.upper)], as: UTF8.self))
        }
        index += 1
      case .lambdaKeyword: index = end(ofLambda: index, range.upperBound)
      case .defKeyword: index = end(ofFunction: index, range.upperBound, &result)
      default: index += 1
      }
    }
    return result
  }

  private func end(ofLambda start: Int, _ limit: Int) -> Int {
    var depth = 0
    var hasBody = false
    var index = start + 1
    while index < min(limit, tokens.count) {
      switch tokens[index].kind {
      case .leftParenthesis, .leftBracket, .leftBrace: depth += 1
      case .rightParenthesis, .rightBracket, .rightBrace:
        if depth == 0 { return index }
        depth -= 1
      case .colon where depth == 0: hasBody = true
      case .comma where depth == 0 && hasBody: return index
      case .newline where depth == 0: return index
      default: break
      }
      index += 1
    }
    return index
  }

  /// After a function's body; defaults and annotations count as evaluated.
  private func end(ofFunction start: Int, _ limit: Int, _ names: inout [String]) -> Int {
    var depth = 0
    var index = start + 2
    while index < min(limit, tokens.count) {
      switch tokens[index].kind {
      case .leftParenthesis, .leftBracket, .leftBrace: depth += 1
      case .rightParenthesis, .rightBracket, .rightBrace: depth -= 1
      case .assign where depth == 1:
        var value = index + 1
        while value < limit, tokens[value].kind != .comma, tokens[value].kind != .colon {
          if tokens[value].kind == .name, tokens[value - 1].kind != .dot {
            let token = tokens[value]
            names.append(
              String(decoding: bytes[Int(token.lower)..<Int(token.upper)], as: UTF8.self))
          }
          value += 1
        }
      case .colon where depth == 0:
        guard index + 1 < limit, tokens[index + 1].kind == .newline else {
          // The body stands on the same line.
          while index < limit, tokens[index].kind != .newline { index += 1 }
          return index
        }
        var level = 0
        index += 1
        while index < min(limit, tokens.count) {
          if tokens[index].kind == .indent { level += 1 }
          if tokens[index].kind == .dedent {
            level -= 1
            if level == 0 { return index + 1 }
          }
          index += 1
        }
        return index
      default: break
      }
      index += 1
    }
    return index
  }
}
