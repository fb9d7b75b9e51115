import Diagnostics

extension Parser {
  /// Statements up to the end of the block or file, with recovery at line ends.
  mutating func parseStatements(into statements: inout [Statement]) {
    while kind != .dedent, kind != .endOfFile, !isFull {
      if accept(.newline) { continue }
      let saved = (nesting, annotations, className)
      do throws(ParseFailure) {
        try parseStatement(into: &statements)
      } catch {
        (nesting, annotations, className) = saved
        report(error)
        recover(skippingBlock: error.isUnsupported)
      }
    }
  }

  /// Skips the rest of the logical line, checks the block below it and skips clauses that belonged
  /// to it.
  private mutating func recover(skippingBlock: Bool) {
    repeat {
      if kind == .indent { advance() }
      while kind != .newline, kind != .endOfFile, kind != .dedent { advance() }
      _ = accept(.newline)
      if kind == .indent, skippingBlock {
        skipBlock()
      } else if accept(.indent) {
        var ignored: [Statement] = []
        parseStatements(into: &ignored)
        _ = accept(.dedent)
      }
    } while isClause(kind)
  }

  /// Skips a block that uses a grammar of its own.
  private mutating func skipBlock() {
    var depth = 0
    repeat {
      if kind == .indent { depth += 1 }
      if kind == .dedent { depth -= 1 }
      advance()
    } while depth > 0 && kind != .endOfFile
  }

  private func isClause(_ kind: TokenKind) -> Bool {
    switch kind {
    case .elseKeyword, .elifKeyword, .exceptKeyword, .finallyKeyword: true
    default: false
    }
  }

  private mutating func parseStatement(
    into statements: inout [Statement]
  ) throws(ParseFailure) {
    switch kind {
    case .ifKeyword: statements.append(try parseIf())
    case .whileKeyword: statements.append(try parseWhile())
    case .forKeyword: statements.append(try parseFor())
    case .tryKeyword: statements.append(try parseTry())
    case .withKeyword: statements.append(try parseWith())
    case .defKeyword, .classKeyword, .at: statements.append(try parseDefinition())
    case .asyncKeyword: throw failure(.unsupportedSyntax("async", at: tokenRange))
    default:
      if isMatchStatement() { throw failure(.unsupportedSyntax("match", at: tokenRange)) }
      try parseSimpleLine(into: &statements)
    }
  }

  /// `match` is an ordinary name unless its line opens a block that begins with `case`.
  private func isMatchStatement() -> Bool {
    guard kind == .name, text(tokens[index]) == "match",
      nextKind.beginsExpression || nextKind == .star
    else { return false }
    var cursor = index + 1
    while !tokens[cursor].kind.isLayout { cursor += 1 }
    guard tokens[cursor - 1].kind == .colon, tokens[cursor].kind == .newline,
      cursor + 2 < tokens.count, tokens[cursor + 1].kind == .indent
    else { return false }
    return tokens[cursor + 2].kind == .name && text(tokens[cursor + 2]) == "case"
  }

  /// Simple statements separated by `;`, and the end of the line.
  mutating func parseSimpleLine(into statements: inout [Statement]) throws(ParseFailure) {
    repeat {
      if kind == .newline || kind == .endOfFile { break }
      statements.append(try parseSimple())
    } while accept(.semicolon)
    guard accept(.newline) || kind == .endOfFile else { throw unexpected() }
  }

  private mutating func parseSimple() throws(ParseFailure) -> Statement {
    let start = lower
    switch kind {
    case .passKeyword: return keyword(.pass)
    case .breakKeyword: return keyword(.break)
    case .continueKeyword: return keyword(.continue)
    case .returnKeyword:
      advance()
      let value = isAtLineEnd ? nil : try parseValueList()
      return Statement(.return(value), range(from: start))
    case .delKeyword: return try parseDelete()
    case .assertKeyword:
      advance()
      let test = try parseExpression()
      if kind == .assign { throw assignmentInExpression(test) }
      let message = accept(.comma) ? try parseExpression() : nil
      return Statement(.assert(test, message), range(from: start))
    case .raiseKeyword:
      advance()
      if isAtLineEnd { return Statement(.raise(nil, cause: nil), range(from: start)) }
      let value = try parseExpression()
      let cause = accept(.fromKeyword) ? try parseExpression() : nil
      return Statement(.raise(value, cause: cause), range(from: start))
    case .importKeyword: return try parseImport()
    case .fromKeyword: return try parseImportFrom()
    case .globalKeyword, .nonlocalKeyword:
      let isGlobal = kind == .globalKeyword
      advance()
      var names = [try parseName()]
      while accept(.comma) { names.append(try parseName()) }
      return Statement(isGlobal ? .global(names) : .nonlocal(names), range(from: start))
    default: return try parseExpressionStatement()
    }
  }

  private var isAtLineEnd: Bool {
    kind == .newline || kind == .semicolon || kind == .endOfFile
  }

  private mutating func keyword(_ statement: Statement.Kind) -> Statement {
    let here = tokenRange
    advance()
    return Statement(statement, here)
  }

  private mutating func parseDelete() throws(ParseFailure) -> Statement {
    let start = lower
    advance()
    var targets: [Expression] = []
    repeat {
      if !targets.isEmpty, isAtLineEnd { break }
      let target = kind == .star ? try parseStarred() : try parseExpression()
      try checkTarget(target, for: .deletion)
      targets.append(target)
    } while accept(.comma)
    return Statement(.delete(targets), range(from: start))
  }

  // MARK: Expressions and assignments

  private mutating func parseExpressionStatement() throws(ParseFailure) -> Statement {
    let start = lower
    if let legacy = legacyStatement() { throw failure(legacy) }
    let isParenthesized = kind == .leftParenthesis
    let first = kind == .yieldKeyword ? try parseYield() : try parseExpressionList()
    switch kind {
    case .assign: return try parseAssignment(first, start)
    case .colon:
      // The colon of `else if x:` and its like is no annotation.
      if tokens[index + 1].kind == .newline { throw unexpected() }
      return try parseAnnotated(first, start, isParenthesized: isParenthesized)
    default: break
    }
    if let augmented = kind.augmentedOperator {
      try checkAugmentedTarget(first)
      advance()
      let value = try parseAssignedValue()
      if case .starred = value.kind { throw failure(.starredHere(at: value.range)) }
      return Statement(.augmented(first, augmented, value), range(from: start))
    }
    if case .starred = first.kind { throw failure(.starredHere(at: first.range)) }
    return Statement(.expression(first), range(from: start))
  }

  private mutating func parseAssignment(
    _ first: Expression, _ start: Int32
  ) throws(ParseFailure) -> Statement {
    var targets: [Expression] = []
    var value = first
    while kind == .assign {
      switch value.kind {
      case .yield where !targets.isEmpty, .yieldFrom where !targets.isEmpty:
        throw failure(.assignmentToYield(at: value.range))
      default: break
      }
      try checkTarget(value, for: .assignment, isFirst: targets.isEmpty)
      targets.append(value)
      advance()
      value = try parseAssignedValue()
    }
    if case .starred = value.kind { throw failure(.starredHere(at: value.range)) }
    return Statement(.assign(targets, value), range(from: start))
  }

  private mutating func parseAnnotated(
    _ target: Expression, _ start: Int32, isParenthesized: Bool
  ) throws(ParseFailure) -> Statement {
    try checkAnnotationTarget(target)
    advance()
    let annotation = try parseExpression()
    if !isParenthesized, case .name(let name) = target.kind {
      annotations?.append((name, file.text(in: annotation.range)))
    }
    var value: Expression?
    if accept(.assign) {
      let assigned = try parseAssignedValue()
      if case .starred = assigned.kind { throw failure(.starredHere(at: assigned.range)) }
      value = assigned
    }
    return Statement(.annotated(target, value), range(from: start))
  }

  /// `print x` and `exec x` of Python 2.
  private func legacyStatement() -> Diagnostic? {
    guard kind == .name else { return nil }
    switch nextKind {
    case .name, .string, .integer, .float, .imaginary, .trueKeyword, .falseKeyword, .noneKeyword,
      .lambdaKeyword, .leftBrace:
      break
    default: return nil
    }
    let name = text(tokens[index])
    guard name == "print" || name == "exec" else { return nil }
    var last = index
    while last + 1 < tokens.count, !tokens[last + 1].kind.isLayout,
      tokens[last + 1].kind != .semicolon
    {
      last += 1
    }
    return .missingCallParentheses(
      name, at: SourceRange(lower: lower, upper: tokens[last].upper))
  }

  // MARK: Imports

  private mutating func parseDottedName() throws(ParseFailure) -> String {
    var name = try parseName()
    while accept(.dot) { name += "." + (try parseName()) }
    return name
  }

  private mutating func parseImport() throws(ParseFailure) -> Statement {
    let start = lower
    advance()
    var aliases: [ImportAlias] = []
    repeat {
      let lower = lower
      let name = try parseDottedName()
      let alias = accept(.asKeyword) ? try parseName() : nil
      aliases.append(ImportAlias(name: name, alias: alias, range: range(from: lower)))
    } while accept(.comma)
    return Statement(.import(aliases), range(from: start))
  }

  /// A relative module keeps its leading dots in the name.
  private mutating func parseImportFrom() throws(ParseFailure) -> Statement {
    let start = lower
    advance()
    let moduleStart = lower
    var module = ""
    while kind == .dot || kind == .ellipsis {
      module += kind == .dot ? "." : "..."
      advance()
    }
    if kind == .name || module.isEmpty { module += try parseDottedName() }
    let moduleRange = range(from: moduleStart)
    try expect(.importKeyword)
    if accept(.star) {
      return Statement(
        .importFrom(module, moduleRange: moduleRange, []), range(from: start))
    }
    let isParenthesized = accept(.leftParenthesis)
    var aliases: [ImportAlias] = []
    repeat {
      if isParenthesized, kind == .rightParenthesis, !aliases.isEmpty { break }
      if !isParenthesized, kind == .newline, !aliases.isEmpty {
        throw failure(.trailingComma(at: range(from: lastUpper - 1)))
      }
      let lower = lower
      let name = try parseName()
      let alias = accept(.asKeyword) ? try parseName() : nil
      aliases.append(ImportAlias(name: name, alias: alias, range: range(from: lower)))
    } while accept(.comma)
    if isParenthesized { try expect(.rightParenthesis) }
    return Statement(
      .importFrom(module, moduleRange: moduleRange, aliases), range(from: start))
  }
}
