import Diagnostics

extension Parser {
  /// Adjacent string literals, joined; with an f-string among them the result is `.formatted`.
  mutating func parseStrings() throws(ParseFailure) -> Expression {
    let start = lower
    var parts: [FormattedPart] = []
    var isFormatted = false
    var tallest = 0
    while kind == .string {
      let literal = StringLiteral(tokens[index], in: file.bytes)
      if literal.isFormatted {
        isFormatted = true
        let tokenLower = tokens[index].lower
        var cursor = literal.lower
        for part in try parseFormatted(literal, &cursor, level: 0) { parts.appendMerging(part) }
        tallest = max(tallest, height)
        try grow(over: tallest, from: tokenLower)
      } else {
        parts.appendMerging(.literal(try decode(literal.lower, literal.upper, literal.isRaw)))
      }
      advance()
    }
    height = tallest + 1
    let whole = range(from: start)
    if isFormatted { return Expression(.formatted(parts), whole) }
    guard case .literal(let text)? = parts.first else { return Expression(.string(""), whole) }
    return Expression(.string(text), whole)
  }

  private mutating func decode(
    _ lower: Int, _ upper: Int, _ isRaw: Bool
  ) throws(ParseFailure) -> String {
    var decoder = EscapeDecoder(bytes: file.bytes)
    let text = try decoder.decode(lower, upper, isRaw: isRaw)
    for warning in decoder.warnings { report(warning) }
    return text
  }

  /// Literal runs and fields from the cursor on; inside a format spec (`level` > 0) up to its `}`.
  private mutating func parseFormatted(
    _ literal: StringLiteral, _ cursor: inout Int, level: Int
  ) throws(ParseFailure) -> [FormattedPart] {
    var parts: [FormattedPart] = []
    var runStart = cursor
    var tallest = 0
    func byte(_ index: Int) -> UInt8 { index < literal.upper ? file.bytes[index] : 0 }
    while cursor < literal.upper {
      switch file.bytes[cursor] {
      case UInt8(ascii: "\\") where !literal.isRaw:
        let next = byte(cursor + 1)
        cursor += next == UInt8(ascii: "{") || next == UInt8(ascii: "}") ? 1 : 2
      case UInt8(ascii: "{"):
        if level == 0, byte(cursor + 1) == UInt8(ascii: "{") {
          parts.appendMerging(.literal(try decode(runStart, cursor + 1, literal.isRaw)))
          cursor += 2
        } else {
          parts.appendMerging(.literal(try decode(runStart, cursor, literal.isRaw)))
          parts.append(try parseField(literal, &cursor, level: level))
          tallest = max(tallest, height)
        }
        runStart = cursor
      case UInt8(ascii: "}"):
        if level > 0 {
          parts.appendMerging(.literal(try decode(runStart, cursor, literal.isRaw)))
          height = tallest
          return parts
        }
        guard byte(cursor + 1) == UInt8(ascii: "}") else {
          throw formattedFailure("single '}' is not allowed", cursor, cursor + 1)
        }
        parts.appendMerging(.literal(try decode(runStart, cursor + 1, literal.isRaw)))
        cursor += 2
        runStart = cursor
      default: cursor += 1
      }
    }
    cursor = literal.upper
    parts.appendMerging(.literal(try decode(min(runStart, cursor), cursor, literal.isRaw)))
    height = tallest
    return parts
  }

  /// One `{…}`; the cursor is at the `{` and ends after the `}`.
  private mutating func parseField(
    _ literal: StringLiteral, _ cursor: inout Int, level: Int
  ) throws(ParseFailure) -> FormattedPart {
    let opening = cursor
    let bytes = file.bytes
    if level >= 2 { throw formattedFailure("expressions nested too deeply", cursor, cursor + 1) }
    cursor += 1
    let lower = cursor
    try skipFieldExpression(literal, &cursor)
    let upper = cursor
    guard bytes[lower..<upper].contains(where: { !FieldScan.isBlank($0) }) else {
      throw formattedFailure(
        "empty expression not allowed", opening, min(cursor + 1, literal.upper))
    }
    let value = try parseFragment(lower, upper)
    var tallest = height
    func at(_ byte: Character) -> Bool {
      cursor < literal.upper && bytes[cursor] == byte.asciiValue
    }
    var debugText: String?
    if at("=") {
      cursor += 1
      while cursor < literal.upper, FieldScan.isBlank(bytes[cursor]) { cursor += 1 }
      debugText = String(decoding: bytes[lower..<cursor], as: UTF8.self)
    }
    var conversion: Character?
    if at("!") {
      cursor += 1
      guard at("s") || at("r") || at("a") else {
        throw formattedFailure(
          "invalid conversion character: expected 's', 'r', or 'a'", cursor - 1,
          min(cursor + 1, literal.upper))
      }
      conversion = Character(Unicode.Scalar(bytes[cursor]))
      cursor += 1
    }
    var spec: [FormattedPart] = []
    if at(":") {
      cursor += 1
      spec = try parseFormatted(literal, &cursor, level: level + 1)
      tallest = max(tallest, height)
    } else if debugText != nil, conversion == nil {
      conversion = "r"
    }
    guard at("}") else { throw formattedFailure("expecting '}'", opening, opening + 1) }
    cursor += 1
    height = tallest
    return .field(value, debugText: debugText, conversion: conversion, spec: spec)
  }

  /// Moves the cursor to the `!`, `:`, `=` or `}` that ends the expression, as CPython 3.11 does.
  private func skipFieldExpression(
    _ literal: StringLiteral, _ cursor: inout Int
  ) throws(ParseFailure) {
    var scan = FieldScan(bytes: file.bytes, upper: literal.upper)
    if let problem = scan.run(&cursor) {
      throw failure(problem)
    }
  }

  /// Parses an expression inside an f-string; errors say where they are.
  private mutating func parseFragment(
    _ lower: Int, _ upper: Int
  ) throws(ParseFailure) -> Expression {
    var lexer = Lexer(file: file, lower: lower, upper: upper, isFragment: true)
    lexer.tokenize()
    if !lexer.diagnostics.isEmpty {
      for diagnostic in lexer.diagnostics { report(diagnostic.inFormattedString) }
      throw .reported
    }
    let saved = (tokens, index, lastUpper, isFragment)
    (tokens, index, isFragment) = (lexer.tokens, 0, true)
    defer { (tokens, index, lastUpper, isFragment) = saved }
    do throws(ParseFailure) {
      let value = kind == .yieldKeyword ? try parseYield() : try parseExpressionList()
      if case .starred = value.kind { throw failure(.starredInGroup(at: value.range)) }
      if kind == .endOfFile { return value }
      if kind == .assign { throw assignmentInExpression(value) }
      throw missingComma(after: value)
    } catch {
      guard case .diagnostic(let diagnostic) = error else { throw error }
      throw failure(diagnostic.inFormattedString)
    }
  }

  private func formattedFailure(_ message: String, _ lower: Int, _ upper: Int) -> ParseFailure {
    failure(
      .formattedString(message, at: SourceRange(lower: Int32(lower), upper: Int32(upper))))
  }
}

extension [FormattedPart] {
  /// Appends a part; literal runs that touch become one and empty ones vanish.
  fileprivate mutating func appendMerging(_ part: FormattedPart) {
    guard case .literal(let text) = part else {
      append(part)
      return
    }
    if text.isEmpty { return }
    if case .literal(var previous)? = last {
      // Emptied first so that the string is unique and grows in place.
      self[count - 1] = .literal("")
      previous += text
      self[count - 1] = .literal(previous)
    } else {
      append(part)
    }
  }
}
