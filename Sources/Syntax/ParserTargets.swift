import Diagnostics

/// What a target is for, which decides what is allowed and how errors are worded.
enum TargetPurpose { case assignment, loop, deletion, context }

extension Parser {
  /// Targets of a `for`: a target or a tuple of targets without parentheses.
  mutating func parseTargetList() throws(ParseFailure) -> Expression {
    let start = lower
    let first = try parseTarget()
    var tallest = height
    var target = first
    if kind == .comma {
      var elements = [first]
      while accept(.comma) {
        guard kind.beginsExpression || kind == .star else { break }
        elements.append(try parseTarget())
        tallest = max(tallest, height)
      }
      try grow(over: tallest, from: start)
      target = Expression(.tuple(elements), range(from: start))
    }
    try checkTarget(target, for: .loop)
    return target
  }

  private mutating func parseTarget() throws(ParseFailure) -> Expression {
    kind == .star ? try parseStarred() : try parseOperation(Precedence.bitOr)
  }

  /// A single target after `as` of a `with`.
  mutating func parseContextTarget() throws(ParseFailure) -> Expression {
    let target = try parseTarget()
    try checkTarget(target, for: .context)
    return target
  }

  func checkTarget(
    _ target: Expression, for purpose: TargetPurpose, isFirst: Bool = false
  ) throws(ParseFailure) {
    if case .starred = target.kind {
      throw failure(
        purpose == .deletion
          ? .cannotDelete("starred", at: target.range) : .starredTargetAlone(at: target.range))
    }
    try checkNested(target, for: purpose, isFirst: isFirst)
  }

  private func checkNested(
    _ target: Expression, for purpose: TargetPurpose, isFirst: Bool
  ) throws(ParseFailure) {
    switch target.kind {
    case .name, .attribute, .subscript: return
    case .tuple(let elements), .list(let elements):
      var starred = 0
      for element in elements {
        if case .starred(let inner) = element.kind, purpose != .deletion {
          starred += 1
          if starred > 1 { throw failure(.severalStarred(at: target.range)) }
          try checkNested(inner, for: purpose, isFirst: false)
        } else {
          try checkNested(element, for: purpose, isFirst: false)
        }
      }
    default:
      let name = target.kind.assignmentName
      if purpose == .deletion { throw failure(.cannotDelete(name, at: target.range)) }
      throw failure(
        .cannotAssign(
          name, maybeEquality: isFirst && target.kind.looksLikeComparand, at: target.range))
    }
  }

  func checkAugmentedTarget(_ target: Expression) throws(ParseFailure) {
    switch target.kind {
    case .name, .attribute, .subscript: return
    default:
      throw failure(.illegalAugmented(target.kind.assignmentName, at: target.range))
    }
  }

  func checkAnnotationTarget(_ target: Expression) throws(ParseFailure) {
    switch target.kind {
    case .name, .attribute, .subscript: return
    case .tuple, .list:
      throw failure(.annotatedSeveral(target.kind.assignmentName, at: target.range))
    default: throw failure(.annotatedIllegal(at: target.range))
    }
  }
}

extension Expression.Kind {
  /// CPython's name of the expression in "cannot assign to …".
  var assignmentName: String {
    switch self {
    case .name: "name"
    case .integer, .float, .imaginary, .string: "literal"
    case .formatted: "f-string expression"
    case .bool(let value): value ? "True" : "False"
    case .none: "None"
    case .ellipsis: "ellipsis"
    case .tuple: "tuple"
    case .list: "list"
    case .set: "set display"
    case .dict: "dict literal"
    case .unary, .binary, .boolean: "expression"
    case .compare: "comparison"
    case .conditional: "conditional expression"
    case .lambda: "lambda"
    case .call: "function call"
    case .attribute: "attribute"
    case .subscript: "subscript"
    case .slice: "slice"
    case .starred: "starred"
    case .walrus: "named expression"
    case .comprehension(let comprehension):
      switch comprehension.kind {
      case .list: "list comprehension"
      case .set: "set comprehension"
      case .dict: "dict comprehension"
      case .generator: "generator expression"
      }
    case .yield, .yieldFrom: "yield expression"
    }
  }

  /// Whether `==` may have been meant where it is assigned to.
  var looksLikeComparand: Bool {
    switch self {
    case .bool, .none, .tuple, .list, .lambda, .compare, .conditional, .boolean, .walrus: false
    case .unary(let unary, _): unary != .not
    case .comprehension(let comprehension): comprehension.kind != .generator
    default: true
    }
  }
}
