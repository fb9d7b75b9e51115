import Diagnostics

extension Parser {
  /// The colon of a header; where the line just ends it is reported and taken as read.
  private mutating func expectColon(always: Bool = false) throws(ParseFailure) {
    if accept(.colon) { return }
    guard kind == .newline || kind == .endOfFile || (always && kind != .error) else {
      throw unexpected()
    }
    let diagnostic = Diagnostic.expectedColon(
      at: kind == .newline || kind == .endOfFile
        ? SourceRange(lower: lastUpper, upper: lastUpper) : tokenRange)
    guard kind == .newline else { throw failure(diagnostic) }
    report(diagnostic)
  }

  /// A block after its colon.
  ///
  /// `owner` is CPython's description, as "'if' statement".
  private mutating func parseBlock(
    after owner: String, at headerStart: Int32
  ) throws(ParseFailure) -> [Statement] {
    var body: [Statement] = []
    guard accept(.newline) else {
      if kind == .endOfFile {
        throw failure(missingBlock(owner, headerStart))
      }
      try parseSimpleLine(into: &body)
      return body
    }
    guard accept(.indent) else {
      if kind == .error { throw ParseFailure.reported }
      report(missingBlock(owner, headerStart))
      return body
    }
    parseStatements(into: &body)
    _ = accept(.dedent)
    return body
  }

  private func missingBlock(_ owner: String, _ headerStart: Int32) -> Diagnostic {
    .expectedBlock(owner, line: file.line(at: headerStart), at: tokenRange)
  }

  mutating func parseIf() throws(ParseFailure) -> Statement {
    let start = lower
    var branches: [(test: Expression, body: [Statement])] = []
    repeat {
      let header = lower
      let word = kind == .ifKeyword ? "'if' statement" : "'elif' statement"
      advance()
      let test = try parseCondition()
      try expectColon()
      branches.append((test, try parseBlock(after: word, at: header)))
    } while kind == .elifKeyword
    let otherwise = try parseElse()
    return Statement(.if(branches, otherwise: otherwise), range(from: start))
  }

  private mutating func parseElse() throws(ParseFailure) -> [Statement] {
    guard kind == .elseKeyword else { return [] }
    let header = lower
    advance()
    if kind == .ifKeyword {
      throw failure(.elseIf(at: tokenRange))
    }
    try expectColon(always: true)
    return try parseBlock(after: "'else' statement", at: header)
  }

  mutating func parseWhile() throws(ParseFailure) -> Statement {
    let start = lower
    advance()
    let test = try parseCondition()
    try expectColon()
    let body = try parseBlock(after: "'while' statement", at: start)
    let otherwise = try parseElse()
    return Statement(.while(test, body, otherwise: otherwise), range(from: start))
  }

  mutating func parseFor() throws(ParseFailure) -> Statement {
    let start = lower
    advance()
    let target = try parseTargetList()
    try expect(.inKeyword)
    let iterable = try parseValueList()
    try expectColon(always: true)
    let body = try parseBlock(after: "'for' statement", at: start)
    let otherwise = try parseElse()
    return Statement(.for(target, iterable, body, otherwise: otherwise), range(from: start))
  }

  // MARK: try and with

  mutating func parseTry() throws(ParseFailure) -> Statement {
    let start = lower
    advance()
    try expectColon(always: true)
    let body = try parseBlock(after: "'try' statement", at: start)
    var handlers: [TrySyntax.Handler] = []
    while kind == .exceptKeyword { handlers.append(try parseHandler()) }
    for handler in handlers.dropLast() where handler.type == nil {
      report(.defaultHandlerNotLast(at: handler.range))
    }
    let otherwise = handlers.isEmpty ? [] : try parseElse()
    var finally: [Statement] = []
    let finallyStart = lower
    let hasFinally = accept(.finallyKeyword)
    if hasFinally {
      try expectColon(always: true)
      finally = try parseBlock(after: "'finally' statement", at: finallyStart)
    }
    if handlers.isEmpty, !hasFinally {
      if kind == .error { throw ParseFailure.reported }
      report(.expectedHandler(at: tokenRange))
    }
    return Statement(
      .try(
        TrySyntax(body: body, handlers: handlers, otherwise: otherwise, finally: finally)),
      range(from: start))
  }

  private mutating func parseHandler() throws(ParseFailure) -> TrySyntax.Handler {
    let start = lower
    advance()
    var type: Expression?
    var name: String?
    if kind == .star { throw failure(.unsupportedSyntax("except*", at: tokenRange)) }
    if kind != .colon, kind != .newline {
      let first = try parseExpression()
      if kind == .comma {
        throw failure(.unparenthesizedExceptions(at: first.range.union(tokenRange)))
      }
      type = first
      if accept(.asKeyword) { name = try parseName() }
    }
    try expectColon()
    let body = try parseBlock(after: "'except' statement", at: start)
    return TrySyntax.Handler(type: type, name: name, body: body, range: range(from: start))
  }

  mutating func parseWith() throws(ParseFailure) -> Statement {
    let start = lower
    advance()
    let items: [(context: Expression, target: Expression?)]
    if let parenthesized = parseParenthesizedItems() {
      items = parenthesized
    } else {
      var list: [(context: Expression, target: Expression?)] = []
      repeat { list.append(try parseItem()) } while accept(.comma)
      items = list
    }
    try expectColon()
    let body = try parseBlock(after: "'with' statement", at: start)
    return Statement(.with(items, body), range(from: start))
  }

  private mutating func parseItem() throws(ParseFailure) -> (
    context: Expression, target: Expression?
  ) {
    let context = try parseExpression()
    guard accept(.asKeyword) else { return (context, nil) }
    return (context, try parseContextTarget())
  }

  /// `(a as b, c)` and its colon ahead; otherwise nothing is consumed and the parentheses belong to
  /// an expression.
  private mutating func parseParenthesizedItems() -> [(context: Expression, target: Expression?)]? {
    guard kind == .leftParenthesis else { return nil }
    let saved = self
    do throws(ParseFailure) {
      advance()
      var items: [(context: Expression, target: Expression?)] = []
      repeat {
        if kind == .rightParenthesis, !items.isEmpty { break }
        items.append(try parseItem())
      } while accept(.comma)
      try expect(.rightParenthesis)
      if kind == .colon, diagnostics.count == saved.diagnostics.count { return items }
    } catch {
      // Not this form: parsed again as an expression, whose errors are the ones to report.
    }
    self = saved
    return nil
  }

  // MARK: Definitions

  mutating func parseDefinition() throws(ParseFailure) -> Statement {
    let start = lower
    var decorators: [Expression] = []
    while accept(.at) {
      decorators.append(try parseNamedExpression())
      try expect(.newline)
    }
    switch kind {
    case .defKeyword: return try parseFunction(decorators, from: start)
    case .classKeyword: return try parseClass(decorators, from: start)
    case .asyncKeyword: throw failure(.unsupportedSyntax("async", at: tokenRange))
    default: throw unexpected(hint: "a decorator must be followed by `def` or `class`")
    }
  }

  private mutating func parseFunction(
    _ decorators: [Expression], from start: Int32
  ) throws(ParseFailure) -> Statement {
    let definition = lower
    advance()
    let name = try parseName()
    let scope = makeScope()
    guard kind == .leftParenthesis else {
      throw kind == .error ? .reported : failure(.expectedParenthesis(at: tokenRange))
    }
    advance()
    let parameters = try parseParameters(until: .rightParenthesis, isLambda: false)
    guard accept(.rightParenthesis) else {
      guard let last = parameters.list.last, kind != .assign else { throw unexpected() }
      throw kind == .name
        ? failure(.missingComma(at: last.range.union(tokenRange))) : unexpected()
    }
    if accept(.arrow) { _ = try parseExpression() }
    try expectColon(always: true)
    let header = range(from: definition)
    let outer = annotations
    annotations = nil
    let body = try parseBlock(after: "function definition", at: definition)
    annotations = outer
    let function = FunctionSyntax(
      name: name, parameters: parameters.list, body: .block(body), docstring: docstring(body),
      scope: scope, range: range(from: definition), headerRange: header)
    return Statement(.function(function, decorators: decorators), range(from: start))
  }

  private mutating func parseClass(
    _ decorators: [Expression], from start: Int32
  ) throws(ParseFailure) -> Statement {
    let definition = lower
    advance()
    let name = try parseName()
    let scope = makeScope()
    let arguments =
      kind == .leftParenthesis ? try parseArguments(allowGenerator: false) : []
    try expectColon()
    let outer = (annotations, className)
    (annotations, className) = ([], name)
    let body = try parseBlock(after: "class definition", at: definition)
    let annotated = annotations ?? []
    (annotations, className) = outer
    var bases: [Expression] = []
    var keywords: [Argument] = []
    for argument in arguments {
      switch argument.kind {
      case .positional: bases.append(argument.value)
      case .unpackSequence: bases.append(Expression(.starred(argument.value), argument.range))
      case .keyword, .unpackMapping: keywords.append(argument)
      }
    }
    let definitionRange = range(from: definition)
    let syntax = ClassSyntax(
      name: name, bases: bases, keywords: keywords, body: body, annotations: annotated,
      docstring: docstring(body), scope: scope, range: definitionRange)
    return Statement(.class(syntax, decorators: decorators), range(from: start))
  }

  private func docstring(_ body: [Statement]) -> String? {
    guard let first = body.first, case .expression(let value) = first.kind,
      case .string(let text) = value.kind
    else { return nil }
    return text
  }
}
