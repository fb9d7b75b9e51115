import Diagnostics

extension Parser {
  /// An identifier, mangled where it is private to a class.
  mutating func parseName() throws(ParseFailure) -> String {
    guard kind == .name else { throw unexpected() }
    let name = mangled(Identifier.normalized(text(tokens[index])))
    advance()
    return name
  }

  private func mangled(_ name: String) -> String {
    guard let className, name.hasPrefix("__"), !name.hasSuffix("__") else { return name }
    let stripped = className.drop { $0 == "_" }
    return stripped.isEmpty ? name : "_\(stripped)\(name)"
  }

  mutating func parseAtom() throws(ParseFailure) -> Expression {
    let start = lower
    height = 1
    switch kind {
    case .name:
      let name = try parseName()
      return Expression(.name(name), range(from: start))
    case .integer:
      let digits = try IntegerLiteral.decimal(text(tokens[index]), at: tokenRange)
      advance()
      return Expression(.integer(digits), range(from: start))
    case .float, .imaginary:
      let isImaginary = kind == .imaginary
      let digits = text(tokens[index]).filter { $0 != "_" && $0 != "j" && $0 != "J" }
      guard let value = Double(digits.hasSuffix(".") ? digits + "0" : digits) else {
        throw failure(.invalidNumber("decimal", at: tokenRange))
      }
      advance()
      return Expression(isImaginary ? .imaginary(value) : .float(value), range(from: start))
    case .string: return try parseStrings()
    case .trueKeyword: return literal(.bool(true))
    case .falseKeyword: return literal(.bool(false))
    case .noneKeyword: return literal(.none)
    case .ellipsis: return literal(.ellipsis)
    case .leftParenthesis: return try parseGroup()
    case .leftBracket: return try parseList()
    case .leftBrace: return try parseBraces()
    case .awaitKeyword: throw failure(.unsupportedSyntax("await", at: tokenRange))
    default: throw unexpected()
    }
  }

  private mutating func literal(_ kind: Expression.Kind) -> Expression {
    let here = tokenRange
    advance()
    return Expression(kind, here)
  }

  // MARK: Displays

  /// Element of a display: a condition or `*x`.
  private mutating func parseElement() throws(ParseFailure) -> Expression {
    kind == .star ? try parseStarred() : try parseCondition()
  }

  private mutating func parseGroup() throws(ParseFailure) -> Expression {
    let start = lower
    advance()
    if accept(.rightParenthesis) { return Expression(.tuple([]), range(from: start)) }
    if kind == .yieldKeyword {
      let value = try parseYield()
      try expect(.rightParenthesis)
      return value
    }
    let first = try parseElement()
    var tallest = height
    if kind == .forKeyword {
      return try parseComprehension(.generator, first, nil, from: start, until: .rightParenthesis)
    }
    guard kind == .comma else {
      guard accept(.rightParenthesis) else { throw missingComma(after: first) }
      if case .starred = first.kind { throw failure(.starredInGroup(at: first.range)) }
      return first
    }
    let elements = try parseElements(first, until: .rightParenthesis, &tallest)
    try grow(over: tallest, from: start)
    return Expression(.tuple(elements), range(from: start))
  }

  /// The rest of a display after its first element, with the closing bracket.
  private mutating func parseElements(
    _ first: Expression, until closing: TokenKind, _ tallest: inout Int
  ) throws(ParseFailure) -> [Expression] {
    var elements = [first]
    while accept(.comma) {
      if kind == closing { break }
      elements.append(try parseElement())
      tallest = max(tallest, height)
      if kind == .forKeyword, elements.count > 1 {
        throw failure(
          .comprehensionTarget(at: first.range.union(elements[elements.count - 1].range)))
      }
    }
    guard accept(closing) else { throw missingComma(after: elements[elements.count - 1]) }
    return elements
  }

  private mutating func parseList() throws(ParseFailure) -> Expression {
    let start = lower
    advance()
    if accept(.rightBracket) { return Expression(.list([]), range(from: start)) }
    let first = try parseElement()
    var tallest = height
    if kind == .forKeyword {
      return try parseComprehension(.list, first, nil, from: start, until: .rightBracket)
    }
    let elements = try parseElements(first, until: .rightBracket, &tallest)
    try grow(over: tallest, from: start)
    return Expression(.list(elements), range(from: start))
  }

  private mutating func parseBraces() throws(ParseFailure) -> Expression {
    let start = lower
    advance()
    if accept(.rightBrace) { return Expression(.dict([]), range(from: start)) }
    if kind == .doubleStar { return try parseDictionary(from: start, firstKey: nil) }
    let first = try parseElement()
    if kind == .colon {
      if case .walrus = first.kind, tokens[index - 1].kind != .rightParenthesis {
        throw unexpected()
      }
      return try parseDictionary(from: start, firstKey: first)
    }
    var tallest = height
    if kind == .forKeyword {
      return try parseComprehension(.set, first, nil, from: start, until: .rightBrace)
    }
    let elements = try parseElements(first, until: .rightBrace, &tallest)
    try grow(over: tallest, from: start)
    return Expression(.set(elements), range(from: start))
  }

  /// A dict display from its first entry on; `firstKey` has been consumed up to the colon.
  private mutating func parseDictionary(
    from start: Int32, firstKey: Expression?
  ) throws(ParseFailure) -> Expression {
    var entries: [(key: Expression?, value: Expression)] = []
    var tallest = firstKey == nil ? 0 : height
    var pendingKey = firstKey
    repeat {
      if kind == .rightBrace { break }
      if pendingKey == nil, kind == .doubleStar {
        let star = lower
        advance()
        entries.append((nil, try parseOperation(Precedence.bitOr)))
        tallest = max(tallest, height)
        if kind == .forKeyword {
          throw failure(.unpackingInComprehension("dict", at: range(from: star)))
        }
        continue
      }
      let key: Expression
      if let first = pendingKey { key = first } else { key = try parseExpression() }
      tallest = max(tallest, height)
      pendingKey = nil
      guard kind == .colon else {
        throw kind == .comma || kind == .rightBrace
          ? failure(.colonAfterKey(at: key.range)) : unexpected()
      }
      let colon = tokenRange
      advance()
      if kind == .star {
        throw failure(.starredDictionaryValue(at: tokenRange))
      }
      if kind == .comma || kind == .rightBrace {
        throw failure(.valueAfterColon(at: colon))
      }
      let value = try parseExpression()
      tallest = max(tallest, height)
      if kind == .forKeyword, entries.isEmpty {
        height = tallest
        return try parseComprehension(.dict, key, value, from: start, until: .rightBrace)
      }
      entries.append((key, value))
    } while accept(.comma)
    guard accept(.rightBrace) else {
      throw missingComma(after: entries[entries.count - 1].value)
    }
    try grow(over: tallest, from: start)
    return Expression(.dict(entries), range(from: start))
  }

  // MARK: Comprehensions

  /// `for … in … if …` clauses after the element, and the closing bracket unless that is nil.
  mutating func parseComprehension(
    _ form: ComprehensionSyntax.Kind, _ element: Expression, _ value: Expression?,
    from start: Int32, until closing: TokenKind?
  ) throws(ParseFailure) -> Expression {
    if case .starred = element.kind {
      throw failure(.unpackingInComprehension("iterable", at: element.range))
    }
    let scope = makeScope()
    var tallest = height
    var clauses: [ComprehensionSyntax.Clause] = []
    while kind == .asyncKeyword || kind == .forKeyword {
      if kind == .asyncKeyword { throw failure(.unsupportedSyntax("async", at: tokenRange)) }
      advance()
      let target = try parseTargetList()
      tallest = max(tallest, height)
      try expect(.inKeyword)
      let iterable = try parseOperation(Precedence.or)
      tallest = max(tallest, height)
      var conditions: [Expression] = []
      while accept(.ifKeyword) {
        conditions.append(try parseOperation(Precedence.or))
        tallest = max(tallest, height)
      }
      clauses.append(
        ComprehensionSyntax.Clause(target: target, iterable: iterable, conditions: conditions))
    }
    if let closing { try expect(closing) }
    try grow(over: tallest, from: start)
    return Expression(
      .comprehension(
        ComprehensionSyntax(
          kind: form, element: element, value: value, clauses: clauses, scope: scope)),
      range(from: start))
  }
}
