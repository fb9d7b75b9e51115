import Diagnostics

extension Lexer {
  /// Scans a string literal whose quote is at the position and whose prefix began at `prefixLower`.
  mutating func scanString(prefixLower start: Int) {
    let prefix = String(decoding: bytes[start..<position], as: UTF8.self).lowercased()
    guard ["", "r", "u", "f", "fr", "rf", "b", "br", "rb"].contains(prefix) else {
      // As in Python, `ff"x"` is the name `ff` followed by a string.
      add(.name, start, position)
      scanString(prefixLower: position)
      return
    }
    let quote = bytes[position]
    let opening = position
    let isTriple = peek(1) == quote && peek(2) == quote
    position += isTriple ? 3 : 1
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\\") {
        position += 1
        if position < end, !(skipLineEnd()) { position += 1 }
      } else if byte == quote {
        if !isTriple {
          position += 1
          return finishString(prefix, start)
        }
        if peek(1) == quote, peek(2) == quote {
          position += 3
          return finishString(prefix, start)
        }
        position += 1
      } else if !isTriple, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        break
      } else {
        position += 1
      }
    }
    position = min(position, end)
    let detected = file.line(at: Int32(max(start, position - (isTriple ? 1 : 0))))
    if isFragment {
      fail(.formattedString("unterminated string", at: range(opening, opening + 1)), from: start)
    } else if isTriple {
      fail(
        .unterminatedTripleString(line: detected, at: range(start, opening + 3)), from: start)
      brackets.removeAll()
    } else {
      fail(.unterminatedString(line: detected, at: range(start, opening + 1)), from: start)
      // The quote has most likely eaten the closing bracket.
      abandonLine()
    }
  }

  private mutating func finishString(_ prefix: String, _ start: Int) {
    if prefix.contains("b") {
      fail(.bytesLiteral(at: range(start, position)), from: start)
    } else {
      add(.string, start, position)
    }
  }
}
