import Diagnostics

extension Lexer {
  mutating func scanOperator() {
    let start = position
    let (kind, length) = operatorHere()
    guard let kind else {
      position += 1
      let here = range(start, position)
      switch bytes[start] {
      case UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "$"), UInt8(ascii: "`"):
        fail(.invalidSyntax(at: here), from: start)
      default:
        failCharacter(Unicode.Scalar(bytes[start]), from: start)
      }
      return
    }
    position += length
    switch kind {
    case .leftParenthesis, .leftBracket, .leftBrace:
      guard brackets.count < Lexer.maximumBrackets else {
        fail(
          .tooManyBrackets(limit: Lexer.maximumBrackets, at: range(start, position)),
          from: start)
        isStopped = true
        brackets.removeAll()
        return
      }
      brackets.append((bytes[start], start))
    case .rightParenthesis, .rightBracket, .rightBrace:
      guard closeBracket(start) else { return }
    default: break
    }
    add(kind, start, position)
  }

  private static func closer(of opening: UInt8) -> UInt8 {
    switch opening {
    case UInt8(ascii: "("): UInt8(ascii: ")")
    case UInt8(ascii: "["): UInt8(ascii: "]")
    default: UInt8(ascii: "}")
    }
  }

  private mutating func closeBracket(_ start: Int) -> Bool {
    let byte = bytes[start]
    let here = range(start, start + 1)
    let character = Character(Unicode.Scalar(byte))
    guard let open = brackets.popLast() else {
      fail(
        isFragment
          ? .formattedString("unmatched '\(character)'", at: here)
          : .unmatchedBracket(character, at: here),
        from: start)
      return false
    }
    guard byte == Lexer.closer(of: open.byte) else {
      // Where an outer bracket fits, the inner ones were forgotten.
      // Where the right one follows on the line, this one is too many. Else it is a slip for the
      // right one.
      if let outer = brackets.lastIndex(where: { Lexer.closer(of: $0.byte) == byte }) {
        brackets.removeSubrange(outer...)
      } else if restOfLine(contains: Lexer.closer(of: open.byte)) {
        brackets.append(open)
      }
      let opening = Character(Unicode.Scalar(open.byte))
      let openLine = file.line(at: Int32(open.offset))
      let line = openLine == file.line(at: Int32(start)) ? nil : openLine
      fail(
        .mismatchedBracket(
          character, opening, openLine: line, inFormattedString: isFragment, at: here,
          open: range(open.offset, open.offset + 1)), from: start)
      return false
    }
    return true
  }

  private func restOfLine(contains byte: UInt8) -> Bool {
    var index = position
    while index < end, bytes[index] != UInt8(ascii: "\n"), bytes[index] != UInt8(ascii: "\r") {
      if bytes[index] == byte { return true }
      index += 1
    }
    return false
  }

  private func operatorHere() -> (TokenKind?, Int) {
    let next = peek(1)
    let isAssign = next == UInt8(ascii: "=")
    switch bytes[position] {
    case UInt8(ascii: "("): return (.leftParenthesis, 1)
    case UInt8(ascii: ")"): return (.rightParenthesis, 1)
    case UInt8(ascii: "["): return (.leftBracket, 1)
    case UInt8(ascii: "]"): return (.rightBracket, 1)
    case UInt8(ascii: "{"): return (.leftBrace, 1)
    case UInt8(ascii: "}"): return (.rightBrace, 1)
    case UInt8(ascii: ","): return (.comma, 1)
    case UInt8(ascii: ";"): return (.semicolon, 1)
    case UInt8(ascii: "~"): return (.tilde, 1)
    case UInt8(ascii: ":"): return isAssign ? (.walrus, 2) : (.colon, 1)
    case UInt8(ascii: "."):
      return next == UInt8(ascii: ".") && peek(2) == UInt8(ascii: ".") ? (.ellipsis, 3) : (.dot, 1)
    case UInt8(ascii: "="): return isAssign ? (.equal, 2) : (.assign, 1)
    case UInt8(ascii: "!"): return isAssign ? (.notEqual, 2) : (nil, 1)
    case UInt8(ascii: "+"): return isAssign ? (.plusAssign, 2) : (.plus, 1)
    case UInt8(ascii: "-"):
      if next == UInt8(ascii: ">") { return (.arrow, 2) }
      return isAssign ? (.minusAssign, 2) : (.minus, 1)
    case UInt8(ascii: "*"):
      if next == UInt8(ascii: "*") {
        return peek(2) == UInt8(ascii: "=") ? (.doubleStarAssign, 3) : (.doubleStar, 2)
      }
      return isAssign ? (.starAssign, 2) : (.star, 1)
    case UInt8(ascii: "/"):
      if next == UInt8(ascii: "/") {
        return peek(2) == UInt8(ascii: "=") ? (.doubleSlashAssign, 3) : (.doubleSlash, 2)
      }
      return isAssign ? (.slashAssign, 2) : (.slash, 1)
    case UInt8(ascii: "<"):
      if next == UInt8(ascii: "<") {
        return peek(2) == UInt8(ascii: "=") ? (.shiftLeftAssign, 3) : (.shiftLeft, 2)
      }
      return isAssign ? (.lessEqual, 2) : (.less, 1)
    case UInt8(ascii: ">"):
      if next == UInt8(ascii: ">") {
        return peek(2) == UInt8(ascii: "=") ? (.shiftRightAssign, 3) : (.shiftRight, 2)
      }
      return isAssign ? (.greaterEqual, 2) : (.greater, 1)
    case UInt8(ascii: "%"): return isAssign ? (.percentAssign, 2) : (.percent, 1)
    case UInt8(ascii: "@"): return isAssign ? (.atAssign, 2) : (.at, 1)
    case UInt8(ascii: "|"): return isAssign ? (.pipeAssign, 2) : (.pipe, 1)
    case UInt8(ascii: "^"): return isAssign ? (.caretAssign, 2) : (.caret, 1)
    case UInt8(ascii: "&"): return isAssign ? (.ampersandAssign, 2) : (.ampersand, 1)
    default: return (nil, 1)
    }
  }
}
