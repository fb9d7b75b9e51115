import Diagnostics

extension Lexer {
  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// Scans an integer, a float or an imaginary literal.
  mutating func scanNumber() {
    let start = position
    if peek() == UInt8(ascii: "0") {
      switch peek(1) | 0x20 {
      case UInt8(ascii: "x"):
        scanRadix("hexadecimal", start) { byte in
          Lexer.isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
        }
        return
      case UInt8(ascii: "o"):
        scanRadix("octal", start) { (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) }
        return
      case UInt8(ascii: "b"):
        scanRadix("binary", start) { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "1") }
        return
      default: break
      }
    }
    var isFloat = false
    if peek() != UInt8(ascii: ".") {
      guard scanDigits() else { return invalidNumber("decimal", start) }
    }
    if peek() == UInt8(ascii: ".") {
      isFloat = true
      position += 1
      if Lexer.isDigit(peek()) {
        guard scanDigits() else { return invalidNumber("decimal", start) }
      }
    }
    if peek() | 0x20 == UInt8(ascii: "e") {
      let hasSign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-")
      if Lexer.isDigit(peek(hasSign ? 2 : 1)) {
        isFloat = true
        position += hasSign ? 2 : 1
        guard scanDigits() else { return invalidNumber("decimal", start) }
      } else if hasSign {
        position += 2
        return invalidNumber("decimal", start)
      }
    }
    if peek() | 0x20 == UInt8(ascii: "j") {
      position += 1
      guard numberEndsHere() else { return invalidNumber("imaginary", start) }
      add(.imaginary, start, position)
      return
    }
    guard numberEndsHere() else { return invalidNumber("decimal", start) }
    if isFloat {
      add(.float, start, position)
      return
    }
    // `0`, `00` and `0_0` are zero; other leading zeros are refused.
    if bytes[start] == UInt8(ascii: "0"),
      bytes[start..<position].contains(where: { $0 != UInt8(ascii: "0") && $0 != UInt8(ascii: "_") }
      )
    {
      fail(.leadingZeros(at: range(start, position)), from: start)
      return
    }
    add(.integer, start, position)
  }

  /// Digits with single underscores between them; false where an underscore ends them.
  private mutating func scanDigits() -> Bool {
    while true {
      while Lexer.isDigit(peek()) { position += 1 }
      guard peek() == UInt8(ascii: "_") else { return true }
      position += 1
      guard Lexer.isDigit(peek()) else { return false }
    }
  }

  private mutating func scanRadix(_ name: String, _ start: Int, _ isRadixDigit: (UInt8) -> Bool) {
    position += 2
    repeat {
      if peek() == UInt8(ascii: "_") { position += 1 }
      guard isRadixDigit(peek()) else {
        if Lexer.isDigit(peek()) {
          let digit = range(position, position + 1)
          let character = Character(Unicode.Scalar(peek()))
          skipNamePart()
          fail(.invalidDigit(character, name, at: digit), from: start)
        } else {
          invalidNumber(name, start)
        }
        return
      }
      while isRadixDigit(peek()) { position += 1 }
    } while peek() == UInt8(ascii: "_")
    if Lexer.isDigit(peek()) {
      let digit = range(position, position + 1)
      let character = Character(Unicode.Scalar(peek()))
      skipNamePart()
      fail(.invalidDigit(character, name, at: digit), from: start)
    } else if !numberEndsHere() {
      invalidNumber(name, start)
    } else {
      add(.integer, start, position)
    }
  }

  /// Whether no name runs on; as in Python 3.11 `and else for if in is not or` may follow at once.
  private func numberEndsHere() -> Bool {
    guard position < end, Lexer.isNamePart(bytes[position]) else { return true }
    var upper = position
    while upper < end, Lexer.isNamePart(bytes[upper]), upper - position < 5 { upper += 1 }
    let word = String(decoding: bytes[position..<upper], as: UTF8.self)
    return ["and", "else", "for", "if", "in", "is", "not", "or"].contains { word.hasPrefix($0) }
  }

  private mutating func skipNamePart() {
    while position < end, Lexer.isNamePart(bytes[position]) { position += 1 }
  }

  private mutating func invalidNumber(_ name: String, _ start: Int) {
    skipNamePart()
    fail(.invalidNumber(name, at: range(start, position)), from: start)
  }
}
