package import Diagnostics

/// An expression of the tree with its place in the source.
package struct Expression: Sendable {
  package indirect enum Kind: Sendable {
    case name(String)
    /// Digits in base 10 without underscores; any length.
    case integer(String)
    case float(Double)
    case imaginary(Double)
    case string(String)
    case formatted([FormattedPart])
    case bool(Bool)
    case none
    case ellipsis
    case tuple([Expression])
    case list([Expression])
    case set([Expression])
    /// A nil key is a `**mapping` entry.
    case dict([(key: Expression?, value: Expression)])
    case unary(UnaryOperator, Expression)
    case binary(BinaryOperator, Expression, Expression)
    /// `and` / `or` with two or more operands.
    case boolean(isAnd: Bool, [Expression])
    case compare(Expression, [(`operator`: ComparisonOperator, operand: Expression)])
    case conditional(test: Expression, then: Expression, otherwise: Expression)
    case lambda(FunctionSyntax)
    case call(Expression, [Argument])
    case attribute(Expression, String, nameRange: SourceRange)
    case `subscript`(Expression, Expression)
    /// Only inside a subscript.
    case slice(lower: Expression?, upper: Expression?, step: Expression?)
    case starred(Expression)
    case walrus(String, nameRange: SourceRange, Expression)
    case comprehension(ComprehensionSyntax)
    case yield(Expression?)
    case yieldFrom(Expression)
  }

  package var kind: Kind
  package var range: SourceRange

  package init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}

/// A literal run or a `{…}` field of an f-string.
package enum FormattedPart: Sendable {
  case literal(String)
  /// `debugText` is the source before `=` in `{x=}`, with the `=`; `conversion` is `r`, `s` or `a`;
  /// the format spec may nest fields.
  case field(Expression, debugText: String?, conversion: Character?, spec: [FormattedPart])
}

/// Prefix operators, spelled as in a script.
///
/// Prefix operators.
package enum UnaryOperator: String, Sendable {
  case plus = "+", minus = "-", invert = "~", not = "not"
}

/// Infix operators that compute a value, spelled as in a script.
///
/// Infix operators that compute; the raw value is the source text.
package enum BinaryOperator: String, Sendable, CaseIterable {
  case add = "+", subtract = "-", multiply = "*", divide = "/", floorDivide = "//", modulo = "%"
  case power = "**", matmul = "@", bitAnd = "&", bitOr = "|", bitXor = "^"
  case shiftLeft = "<<", shiftRight = ">>"
}

/// Operators that can be chained, spelled as in a script.
///
/// Infix operators that compare and can be chained.
package enum ComparisonOperator: String, Sendable {
  case equal = "==", notEqual = "!=", less = "<", lessEqual = "<=", greater = ">"
  case greaterEqual = ">=", `in` = "in", notIn = "not in", `is` = "is", isNot = "is not"
}

/// One argument of a call.
package struct Argument: Sendable {
  package enum Kind: Sendable { case positional, keyword(String), unpackSequence, unpackMapping }
  package var kind: Kind
  package var value: Expression
  package var range: SourceRange

  package init(_ kind: Kind, _ value: Expression, _ range: SourceRange) {
    self.kind = kind
    self.value = value
    self.range = range
  }
}

/// A parameter of a `def` or `lambda`.
package struct Parameter: Sendable {
  package enum Kind: Sendable {
    case positionalOnly, ordinary, variadic, keywordOnly, variadicKeyword
  }
  package var kind: Kind
  package var name: String
  package var defaultValue: Expression?
  package var range: SourceRange

  package init(
    _ kind: Kind, _ name: String, default defaultValue: Expression?, _ range: SourceRange
  ) {
    self.kind = kind
    self.name = name
    self.defaultValue = defaultValue
    self.range = range
  }
}

/// What `def` and `lambda` share.
///
/// `scope` indexes the resolver's table.
package struct FunctionSyntax: Sendable {
  package enum Body: Sendable { case block([Statement]), expression(Expression) }
  package var name: String
  package var parameters: [Parameter]
  package var body: Body
  package var docstring: String?
  package var scope: Int
  package var range: SourceRange
  /// From `def` to the colon: what a traceback shows.
  package var headerRange: SourceRange

  package init(
    name: String, parameters: [Parameter], body: Body, docstring: String?, scope: Int,
    range: SourceRange, headerRange: SourceRange
  ) {
    self.name = name
    self.parameters = parameters
    self.body = body
    self.docstring = docstring
    self.scope = scope
    self.range = range
    self.headerRange = headerRange
  }
}

/// A list, set or dict comprehension or a generator expression.
package struct ComprehensionSyntax: Sendable {
  package enum Kind: Sendable { case list, set, dict, generator }
  package struct Clause: Sendable {
    package var target: Expression
    package var iterable: Expression
    package var conditions: [Expression]

    package init(target: Expression, iterable: Expression, conditions: [Expression]) {
      self.target = target
      self.iterable = iterable
      self.conditions = conditions
    }
  }
  package var kind: Kind
  /// The key for a dict comprehension.
  package var element: Expression
  /// The value of a dict comprehension.
  package var value: Expression?
  package var clauses: [Clause]
  /// The first clause's iterable is evaluated in the enclosing scope, the rest in this one.
  package var scope: Int

  package init(
    kind: Kind, element: Expression, value: Expression?, clauses: [Clause], scope: Int
  ) {
    self.kind = kind
    self.element = element
    self.value = value
    self.clauses = clauses
    self.scope = scope
  }
}
