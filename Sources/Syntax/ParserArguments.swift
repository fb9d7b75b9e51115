import Diagnostics

extension Parser {
  /// `(…)` of a call or class.
  ///
  /// Leaves the height of the tallest argument.
  mutating func parseArguments(allowGenerator: Bool = true) throws(ParseFailure) -> [Argument] {
    try expect(.leftParenthesis)
    var arguments: [Argument] = []
    var names: Set<String> = []
    var tallest = 0
    var generator: SourceRange?
    var hasKeyword = false
    var hasMapping = false
    var commas = 0
    while kind != .rightParenthesis {
      let argument = try parseArgument(allowGenerator: allowGenerator, &generator)
      tallest = max(tallest, height)
      switch argument.kind {
      case .positional:
        if hasMapping {
          report(.positionalAfterUnpacking(at: argument.range))
        } else if hasKeyword {
          report(.positionalAfterKeyword(at: argument.range))
        }
      case .keyword(let name):
        hasKeyword = true
        if !names.insert(name).inserted {
          report(.repeatedKeyword(name, at: argument.range))
        }
      case .unpackSequence:
        if hasMapping { report(.sequenceAfterMapping(at: argument.range)) }
      case .unpackMapping: hasMapping = true
      }
      arguments.append(argument)
      guard accept(.comma) else { break }
      commas += 1
    }
    guard accept(.rightParenthesis) else {
      guard let last = arguments.last else { throw unexpected() }
      throw missingComma(after: last.value)
    }
    if let generator, commas > 0 { report(.bareGenerator(at: generator)) }
    height = tallest
    return arguments
  }

  private mutating func parseArgument(
    allowGenerator: Bool, _ generator: inout SourceRange?
  ) throws(ParseFailure) -> Argument {
    let start = lower
    if accept(.star) {
      let value = try parseExpression()
      if kind == .forKeyword {
        throw failure(.unpackingInComprehension("iterable", at: range(from: start)))
      }
      return Argument(.unpackSequence, value, range(from: start))
    }
    if accept(.doubleStar) {
      let value = try parseExpression()
      return Argument(.unpackMapping, value, range(from: start))
    }
    if kind == .name, nextKind == .assign {
      // CPython 3.11 does not mangle the names of keyword arguments.
      let name = Identifier.normalized(text(tokens[index]))
      advance()
      advance()
      if kind == .comma || kind == .rightParenthesis {
        throw unexpected(hint: "a value must follow `=`")
      }
      let value = try parseExpression()
      if kind == .forKeyword { throw failure(.assignmentInExpression(at: range(from: start))) }
      return Argument(.keyword(name), value, range(from: start))
    }
    let value = try parseNamedExpression()
    if kind == .assign {
      switch value.kind {
      case .bool, .none:
        throw failure(
          .cannotAssign(value.kind.assignmentName, maybeEquality: false, at: value.range))
      default: throw failure(.assignmentInArgument(at: range(from: start).union(tokenRange)))
      }
    }
    guard kind == .forKeyword, allowGenerator else {
      return Argument(.positional, value, range(from: start))
    }
    let comprehension = try parseComprehension(.generator, value, nil, from: start, until: nil)
    generator = comprehension.range
    return Argument(.positional, comprehension, range(from: start))
  }

  // MARK: Parameters

  /// Parameters up to, but without, the terminator.
  ///
  /// `height` is that of the tallest default.
  mutating func parseParameters(
    until terminator: TokenKind, isLambda: Bool
  ) throws(ParseFailure) -> (list: [Parameter], height: Int) {
    var reader = ParameterReader()
    while kind != terminator {
      try parseParameter(&reader, isLambda: isLambda)
      guard accept(.comma) else { break }
    }
    if let bare = reader.bareStar, !reader.parameters.contains(where: { $0.kind == .keywordOnly }) {
      throw failure(.nothingAfterBareStar(at: bare))
    }
    return (reader.parameters, reader.height)
  }

  private struct ParameterReader {
    var parameters: [Parameter] = []
    var names: Set<String> = []
    var bareStar: SourceRange?
    var hasSlash = false
    var hasStar = false
    var hasDefault = false
    var height = 0
  }

  private mutating func parseParameter(
    _ reader: inout ParameterReader, isLambda: Bool
  ) throws(ParseFailure) {
    let here = tokenRange
    if let last = reader.parameters.last, last.kind == .variadicKeyword {
      throw failure(.parameterAfterMapping(at: here))
    }
    switch kind {
    case .slash:
      if reader.hasSlash { throw failure(.slashTwice(at: here)) }
      if reader.hasStar { throw failure(.slashAfterStar(at: here)) }
      if reader.parameters.isEmpty {
        throw unexpected(hint: "at least one parameter must precede `/`")
      }
      advance()
      reader.hasSlash = true
      for index in reader.parameters.indices { reader.parameters[index].kind = .positionalOnly }
    case .star:
      if reader.hasStar { throw failure(.starTwice(at: here)) }
      reader.hasStar = true
      advance()
      if kind == .comma {
        reader.bareStar = here
        if nextKind == .doubleStar { throw failure(.nothingAfterBareStar(at: here)) }
      } else if kind == .name {
        try parseOneParameter(.variadic, from: here.lower, &reader, isLambda: isLambda)
      } else if kind == .colon || kind == .rightParenthesis {
        throw failure(.nothingAfterBareStar(at: here))
      } else {
        throw unexpected()
      }
    case .doubleStar:
      advance()
      try parseOneParameter(.variadicKeyword, from: here.lower, &reader, isLambda: isLambda)
    case .leftParenthesis:
      throw failure(.parenthesizedParameter(isLambda: isLambda, at: here))
    default:
      try parseOneParameter(
        reader.hasStar ? .keywordOnly : .ordinary, from: here.lower, &reader, isLambda: isLambda)
    }
  }

  private mutating func parseOneParameter(
    _ form: Parameter.Kind, from start: Int32, _ reader: inout ParameterReader, isLambda: Bool
  ) throws(ParseFailure) {
    let nameRange = tokenRange
    let name = try parseName()
    if !reader.names.insert(name).inserted { report(.duplicateArgument(name, at: nameRange)) }
    if !isLambda, accept(.colon) {
      if form == .variadic, kind == .star {
        _ = try parseStarred()
      } else {
        _ = try parseExpression()
      }
      reader.height = max(reader.height, height)
    }
    var defaultValue: Expression?
    if kind == .assign {
      if form == .variadic || form == .variadicKeyword {
        throw failure(.variadicDefault(isMapping: form == .variadicKeyword, at: tokenRange))
      }
      advance()
      guard kind.beginsExpression || kind == .error else {
        throw failure(.expectedDefault(at: tokenRange))
      }
      defaultValue = try parseExpression()
      reader.height = max(reader.height, height)
    }
    if form == .ordinary {
      if defaultValue != nil {
        reader.hasDefault = true
      } else if reader.hasDefault {
        report(.defaultBeforeNonDefault(at: nameRange))
      }
    }
    reader.parameters.append(
      Parameter(form, name, default: defaultValue, range(from: start)))
  }
}
