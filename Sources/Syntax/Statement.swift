package import Diagnostics

/// A statement of the tree with its place in the source.
package struct Statement: Sendable {
  package indirect enum Kind: Sendable {
    case expression(Expression)
    /// `a = b = value`: targets from left to right.
    case assign([Expression], Expression)
    /// `target: annotation = value`; the annotation is dropped.
    case annotated(Expression, Expression?)
    case augmented(Expression, BinaryOperator, Expression)
    case delete([Expression])
    case pass
    case `break`
    case `continue`
    case `return`(Expression?)
    case `if`([(test: Expression, body: [Statement])], otherwise: [Statement])
    case `while`(Expression, [Statement], otherwise: [Statement])
    case `for`(Expression, Expression, [Statement], otherwise: [Statement])
    case function(FunctionSyntax, decorators: [Expression])
    case `class`(ClassSyntax, decorators: [Expression])
    case assert(Expression, Expression?)
    case raise(Expression?, cause: Expression?)
    case `try`(TrySyntax)
    case `import`([ImportAlias])
    /// `names` is empty for `from m import *`.
    case importFrom(String, moduleRange: SourceRange, [ImportAlias])
    case global([String])
    case nonlocal([String])
    case with([(context: Expression, target: Expression?)], [Statement])
  }

  package var kind: Kind
  package var range: SourceRange

  package init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}

/// A class statement: its name, bases, decorators and body.
///
/// A `class` statement.
package struct ClassSyntax: Sendable {
  package var name: String
  package var bases: [Expression]
  package var keywords: [Argument]
  package var body: [Statement]
  /// Annotated names in order, for `dataclass` and `NamedTuple`; the annotation is source text.
  package var annotations: [(name: String, annotation: String)]
  package var docstring: String?
  package var scope: Int
  package var range: SourceRange

  package init(
    name: String, bases: [Expression], keywords: [Argument], body: [Statement],
    annotations: [(name: String, annotation: String)], docstring: String?, scope: Int,
    range: SourceRange
  ) {
    self.name = name
    self.bases = bases
    self.keywords = keywords
    self.body = body
    self.annotations = annotations
    self.docstring = docstring
    self.scope = scope
    self.range = range
  }
}

/// A try statement: its body and handlers, and what runs without an error and always.
///
/// A `try` statement; `finally` is empty where there is none.
package struct TrySyntax: Sendable {
  package struct Handler: Sendable {
    package var type: Expression?
    package var name: String?
    package var body: [Statement]
    package var range: SourceRange

    package init(type: Expression?, name: String?, body: [Statement], range: SourceRange) {
      self.type = type
      self.name = name
      self.body = body
      self.range = range
    }
  }
  package var body: [Statement]
  package var handlers: [Handler]
  package var otherwise: [Statement]
  package var finally: [Statement]

  package init(
    body: [Statement], handlers: [Handler], otherwise: [Statement], finally: [Statement]
  ) {
    self.body = body
    self.handlers = handlers
    self.otherwise = otherwise
    self.finally = finally
  }
}

/// `name as alias`; `name` may be dotted in `import`.
package struct ImportAlias: Sendable {
  package var name: String
  package var alias: String?
  package var range: SourceRange

  package init(name: String, alias: String?, range: SourceRange) {
    self.name = name
    self.alias = alias
    self.range = range
  }
}
