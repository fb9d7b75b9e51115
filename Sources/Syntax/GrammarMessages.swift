import Diagnostics

/// Wordings of the parser, CPython's where it has them.
extension Diagnostic {
  static func invalidSyntax(at range: SourceRange, hint: String? = nil) -> Diagnostic {
    Diagnostic(id: "invalid-syntax", "invalid syntax", at: range, hint: hint)
  }

  static func unsupportedSyntax(_ word: String, at range: SourceRange) -> Diagnostic {
    let hint: String =
      switch word {
      case "match": "use `if`, `elif` and `else`"
      case "except*": "use `except`"
      default: "call the function directly; scripts run in order"
      }
    return Diagnostic(
      id: "unsupported-syntax", "'\(word)' is not supported by agrun", at: range, hint: hint)
  }

  static func unexpectedIndent(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "unexpected-indent", "unexpected indent", at: range,
      hint: "no line above opens a block; begin the line in the column of the one before")
  }

  static func expectedColon(at range: SourceRange) -> Diagnostic {
    Diagnostic(id: "expected-colon", "expected ':'", at: range)
  }

  static func expectedParenthesis(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "expected-parenthesis", "expected '('", at: range,
      hint: "a function's name is followed by its parameters in parentheses")
  }

  static func expectedBlock(_ owner: String, line: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "expected-block", "expected an indented block after \(owner) on line \(line)",
      at: range, hint: "indent the body by four spaces, or write `pass`")
  }

  static func expectedHandler(at range: SourceRange) -> Diagnostic {
    Diagnostic(id: "expected-handler", "expected 'except' or 'finally' block", at: range)
  }

  static func defaultHandlerNotLast(at range: SourceRange) -> Diagnostic {
    Diagnostic(id: "default-handler", "default 'except:' must be last", at: range)
  }

  static func unparenthesizedExceptions(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "exception-tuple", "multiple exception types must be parenthesized", at: range)
  }

  static func elseIf(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "expected-colon", "expected ':'", at: range, hint: "did you mean `elif`?")
  }

  static func missingComma(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "missing-comma", "invalid syntax. Perhaps you forgot a comma?", at: range)
  }

  static func missingCallParentheses(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "missing-call-parentheses",
      "Missing parentheses in call to '\(name)'. Did you mean \(name)(...)?", at: range)
  }

  static func conditionalWithoutElse(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "conditional-without-else", "expected 'else' after 'if' expression", at: range)
  }

  static func trailingComma(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "trailing-comma", "trailing comma not allowed without surrounding parentheses",
      at: range)
  }

  // MARK: Limits

  static func tooDeeplyNested(limit: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "too-deeply-nested", "expression is nested too deeply (at most \(limit) levels)",
      at: range, hint: "give the inner parts names")
  }

  static func chainTooLong(limit: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "chain-too-long",
      "expression has too many operations in a row (at most \(limit) levels)", at: range,
      hint: "use `sum`, a loop or names for the parts")
  }

  // MARK: Targets

  static func cannotAssign(
    _ name: String, maybeEquality: Bool, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      id: "cannot-assign",
      "cannot assign to \(name)"
        + (maybeEquality ? " here. Maybe you meant '==' instead of '='?" : ""), at: range,
      hint: maybeEquality ? "did you mean `==`?" : nil)
  }

  static func cannotDelete(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(id: "cannot-delete", "cannot delete \(name)", at: range)
  }

  static func starredTargetAlone(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "starred-target", "starred assignment target must be in a list or tuple", at: range,
      hint: "write `*name, = …`")
  }

  static func severalStarred(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "several-starred", "multiple starred expressions in assignment", at: range)
  }

  static func illegalAugmented(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "cannot-assign", "'\(name)' is an illegal expression for augmented assignment",
      at: range)
  }

  static func annotatedSeveral(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "annotated-target", "only single target (not \(name)) can be annotated", at: range)
  }

  static func annotatedIllegal(at range: SourceRange) -> Diagnostic {
    Diagnostic(id: "annotated-target", "illegal target for annotation", at: range)
  }

  static func walrusTarget(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "walrus-target", "cannot use assignment expressions with \(name)", at: range)
  }

  static func assignmentToYield(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "cannot-assign", "assignment to yield expression not possible", at: range)
  }

  static func assignmentInExpression(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "assignment-in-expression",
      "invalid syntax. Maybe you meant '==' or ':=' instead of '='?", at: range,
      hint: "did you mean `==`?")
  }

  // MARK: Unpacking

  static func starredHere(at range: SourceRange) -> Diagnostic {
    Diagnostic(id: "starred-expression", "can't use starred expression here", at: range)
  }

  static func starredInGroup(at range: SourceRange) -> Diagnostic {
    Diagnostic(id: "starred-expression", "cannot use starred expression here", at: range)
  }

  static func starredDictionaryValue(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "starred-expression", "cannot use a starred expression in a dictionary value",
      at: range)
  }

  static func unpackingInComprehension(_ form: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "unpacking-in-comprehension",
      form == "dict"
        ? "dict unpacking cannot be used in dict comprehension"
        : "iterable unpacking cannot be used in comprehension", at: range)
  }

  static func comprehensionTarget(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "comprehension-target",
      "did you forget parentheses around the comprehension target?", at: range)
  }

  static func colonAfterKey(at range: SourceRange) -> Diagnostic {
    Diagnostic(id: "dictionary-entry", "':' expected after dictionary key", at: range)
  }

  static func valueAfterColon(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "dictionary-entry", "expression expected after dictionary key and ':'", at: range)
  }

  // MARK: Arguments and parameters

  static func positionalAfterKeyword(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "argument-order", "positional argument follows keyword argument", at: range)
  }

  static func positionalAfterUnpacking(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "argument-order", "positional argument follows keyword argument unpacking", at: range)
  }

  static func sequenceAfterMapping(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "argument-order", "iterable argument unpacking follows keyword argument unpacking",
      at: range)
  }

  static func repeatedKeyword(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(id: "repeated-keyword", "keyword argument repeated: \(name)", at: range)
  }

  static func bareGenerator(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "bare-generator", "Generator expression must be parenthesized", at: range)
  }

  static func assignmentInArgument(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "assignment-in-argument",
      "expression cannot contain assignment, perhaps you meant \"==\"?", at: range)
  }

  static func parameterAfterMapping(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "parameter-order", "arguments cannot follow var-keyword argument", at: range)
  }

  static func slashTwice(at range: SourceRange) -> Diagnostic {
    Diagnostic(id: "parameter-order", "/ may appear only once", at: range)
  }

  static func slashAfterStar(at range: SourceRange) -> Diagnostic {
    Diagnostic(id: "parameter-order", "/ must be ahead of *", at: range)
  }

  static func starTwice(at range: SourceRange) -> Diagnostic {
    Diagnostic(id: "parameter-order", "* argument may appear only once", at: range)
  }

  static func nothingAfterBareStar(at range: SourceRange) -> Diagnostic {
    Diagnostic(id: "parameter-order", "named arguments must follow bare *", at: range)
  }

  static func parenthesizedParameter(isLambda: Bool, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "parenthesized-parameter",
      "\(isLambda ? "Lambda expression" : "Function") parameters cannot be parenthesized",
      at: range)
  }

  static func variadicDefault(isMapping: Bool, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "variadic-default",
      "var-\(isMapping ? "keyword" : "positional") argument cannot have default value", at: range)
  }

  static func expectedDefault(at range: SourceRange) -> Diagnostic {
    Diagnostic(id: "expected-value", "expected default value expression", at: range)
  }

  static func defaultBeforeNonDefault(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "parameter-order", "non-default argument follows default argument", at: range)
  }

  static func duplicateArgument(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "duplicate-argument", "duplicate argument '\(name)' in function definition", at: range)
  }
}
