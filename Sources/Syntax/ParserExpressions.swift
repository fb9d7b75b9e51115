import Diagnostics

extension Parser {
  /// `star_expressions`: one expression, or a tuple without parentheses; a lone `*x` comes back as
  /// `.starred`.
  mutating func parseExpressionList() throws(ParseFailure) -> Expression {
    let start = lower
    let first = try parseStarOrExpression()
    guard kind == .comma else { return first }
    var elements = [first]
    var tallest = height
    while accept(.comma) {
      guard kind.beginsExpression || kind == .star else { break }
      elements.append(try parseStarOrExpression())
      tallest = max(tallest, height)
    }
    try grow(over: tallest, from: start)
    return Expression(.tuple(elements), range(from: start))
  }

  /// As `parseExpressionList`, where a lone `*x` is an error.
  mutating func parseValueList() throws(ParseFailure) -> Expression {
    let value = try parseExpressionList()
    if case .starred = value.kind { throw failure(.starredHere(at: value.range)) }
    return value
  }

  /// Right side of an assignment: a list of expressions or `yield`.
  mutating func parseAssignedValue() throws(ParseFailure) -> Expression {
    kind == .yieldKeyword ? try parseYield() : try parseExpressionList()
  }

  private mutating func parseStarOrExpression() throws(ParseFailure) -> Expression {
    kind == .star ? try parseStarred() : try parseExpression()
  }

  /// `*x` with an operand of `|` precedence.
  mutating func parseStarred() throws(ParseFailure) -> Expression {
    let start = lower
    try expect(.star)
    let operand = try parseOperation(Precedence.bitOr)
    try grow(over: height, from: start)
    return Expression(.starred(operand), range(from: start))
  }

  mutating func parseYield() throws(ParseFailure) -> Expression {
    let start = lower
    try expect(.yieldKeyword)
    if accept(.fromKeyword) {
      let value = try parseExpression()
      try grow(over: height, from: start)
      return Expression(.yieldFrom(value), range(from: start))
    }
    height = 0
    let value = kind.beginsExpression || kind == .star ? try parseValueList() : nil
    try grow(over: height, from: start)
    return Expression(.yield(value), range(from: start))
  }

  /// `named_expression`: an expression or `name := value`.
  mutating func parseNamedExpression() throws(ParseFailure) -> Expression {
    let start = lower
    if kind == .name, nextKind == .walrus {
      let nameRange = tokenRange
      let name = try parseName()
      advance()
      let value = try parseExpression()
      try grow(over: height, from: start)
      return Expression(.walrus(name, nameRange: nameRange, value), range(from: start))
    }
    let value = try parseExpression()
    if kind == .walrus {
      throw failure(.walrusTarget(value.kind.assignmentName, at: value.range))
    }
    return value
  }

  /// A condition or element, where `=` is most likely a slip.
  mutating func parseCondition() throws(ParseFailure) -> Expression {
    let value = try parseNamedExpression()
    if kind == .assign { throw assignmentInExpression(value) }
    return value
  }

  mutating func assignmentInExpression(_ value: Expression) -> ParseFailure {
    switch value.kind {
    case .name:
      let equals = tokenRange
      return failure(.assignmentInExpression(at: value.range.union(equals)))
    case .tuple, .list, .comprehension, .bool, .none, .lambda, .compare, .conditional, .boolean:
      return unexpected()
    default:
      return failure(
        .cannotAssign(value.kind.assignmentName, maybeEquality: true, at: value.range))
    }
  }

  /// `expression`: a lambda, or a disjunction with an optional `if … else …`.
  mutating func parseExpression() throws(ParseFailure) -> Expression {
    try enter()
    defer { leave() }
    if kind == .lambdaKeyword { return try parseLambda() }
    let start = lower
    let value = try parseOperation(Precedence.or)
    guard kind == .ifKeyword else { return value }
    var tallest = height
    advance()
    let test = try parseOperation(Precedence.or)
    tallest = max(tallest, height)
    guard accept(.elseKeyword) else {
      if kind == .error { throw ParseFailure.reported }
      if kind == .colon, !isFragment { throw unexpected() }
      throw failure(.conditionalWithoutElse(at: range(from: start)))
    }
    let otherwise = try parseExpression()
    try grow(over: max(tallest, height), from: start)
    return Expression(
      .conditional(test: test, then: value, otherwise: otherwise), range(from: start))
  }

  private mutating func parseLambda() throws(ParseFailure) -> Expression {
    let start = lower
    advance()
    let scope = makeScope()
    let parameters = try parseParameters(until: .colon, isLambda: true)
    guard kind == .colon else {
      throw kind == .newline || kind == .endOfFile
        ? failure(.expectedColon(at: tokenRange)) : unexpected()
    }
    advance()
    let header = range(from: start)
    let outer = annotations
    annotations = nil
    let body = try parseExpression()
    annotations = outer
    try grow(over: max(height, parameters.height), from: start)
    return Expression(
      .lambda(
        FunctionSyntax(
          name: "<lambda>", parameters: parameters.list, body: .expression(body), docstring: nil,
          scope: scope, range: range(from: start), headerRange: header)), range(from: start))
  }

  mutating func parsePostfix() throws(ParseFailure) -> Expression {
    let start = lower
    var value = try parseAtom()
    while true {
      let below = height
      switch kind {
      case .dot:
        advance()
        let nameRange = tokenRange
        let name = try parseName()
        try grow(over: below, from: start)
        value = Expression(.attribute(value, name, nameRange: nameRange), range(from: start))
      case .leftParenthesis:
        let arguments = try parseArguments()
        try grow(over: max(below, height), from: start)
        value = Expression(.call(value, arguments), range(from: start))
      case .leftBracket:
        advance()
        let index = try parseSubscript()
        try grow(over: max(below, height), from: start)
        value = Expression(.subscript(value, index), range(from: start))
      default:
        return value
      }
    }
  }

  /// What stands between `[` and `]`, and the `]`.
  private mutating func parseSubscript() throws(ParseFailure) -> Expression {
    let start = lower
    var elements = [try parseSubscriptElement()]
    var tallest = height
    var isTuple = false
    if case .starred = elements[0].kind { isTuple = true }
    while accept(.comma) {
      isTuple = true
      if kind == .rightBracket { break }
      elements.append(try parseSubscriptElement())
      tallest = max(tallest, height)
    }
    let inner = range(from: start)
    guard accept(.rightBracket) else { throw missingComma(after: elements[elements.count - 1]) }
    height = tallest + (isTuple ? 1 : 0)
    return isTuple ? Expression(.tuple(elements), inner) : elements[0]
  }

  private mutating func parseSubscriptElement() throws(ParseFailure) -> Expression {
    let start = lower
    if kind == .star { return try parseStarred() }
    var lowerBound: Expression?
    height = 0
    if kind != .colon {
      let isWalrus = nextKind == .walrus
      let value = try parseCondition()
      if kind != .colon || isWalrus { return value }
      lowerBound = value
    }
    var tallest = height
    try expect(.colon)
    var upperBound: Expression?
    var step: Expression?
    if kind.beginsExpression {
      upperBound = try parseExpression()
      tallest = max(tallest, height)
    }
    if accept(.colon), kind.beginsExpression {
      step = try parseExpression()
      tallest = max(tallest, height)
    }
    try grow(over: tallest, from: start)
    return Expression(
      .slice(lower: lowerBound, upper: upperBound, step: step), range(from: start))
  }

  /// The failure where a `,` or a closing bracket should follow an element.
  func missingComma(after element: Expression) -> ParseFailure {
    guard kind.beginsExpression || kind == .star, kind != .error else { return unexpected() }
    return failure(.missingComma(at: element.range.union(tokenRange)))
  }
}
