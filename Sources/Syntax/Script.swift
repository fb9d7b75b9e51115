package import Diagnostics

/// A parsed script: cells of statements, the scopes their names resolve in, and what it expects to
/// print.
package struct Script: Sendable {
  package var file: SourceFile
  package var cells: [Cell]
  /// Indexed by the `scope` of functions, lambdas, comprehensions and classes; 0 is the module.
  package var scopes: [Scope]
  package var expectations: [Expectation]

  package init(file: SourceFile, cells: [Cell], scopes: [Scope], expectations: [Expectation]) {
    self.file = file
    self.cells = cells
    self.scopes = scopes
    self.expectations = expectations
  }
}

/// A `# %%` cell; text before the first marker is cell 1.
package struct Cell: Sendable {
  /// From 1.
  package var number: Int
  package var title: String
  package var isMarkdown: Bool
  /// `key="value"` pairs of the header, in order.
  package var attributes: [(key: String, value: String)]
  package var statements: [Statement]
  package var range: SourceRange

  package init(
    number: Int, title: String, isMarkdown: Bool, attributes: [(key: String, value: String)],
    statements: [Statement], range: SourceRange
  ) {
    self.number = number
    self.title = title
    self.isMarkdown = isMarkdown
    self.attributes = attributes
    self.statements = statements
    self.range = range
  }
}

/// Names of one scope, resolved to slots.
package struct Scope: Sendable {
  package enum Kind: Sendable { case module, function, lambda, comprehension, classBody }

  /// Where a name used in this scope lives.
  package enum Symbol: Hashable, Sendable {
    /// Register of the frame: index into `locals`.
    case local(Int)
    /// Heap cell made by this frame because an inner scope captures it: index into `cells`.
    case cell(Int)
    /// Heap cell handed in by the enclosing scope: index into `free`.
    case free(Int)
    /// Module namespace, then builtins.
    case global
    /// Class namespace, then as a free name or global.
    case classMember
  }

  package var kind: Kind
  package var parent: Int?
  package var symbols: [String: Symbol]
  /// Parameters first, in declaration order (also those that are cells), then other locals in order
  /// of appearance.
  package var locals: [String]
  package var cells: [String]
  /// Names captured from the enclosing scope, in order; the enclosing scope has each as cell or
  /// free.
  package var free: [String]
  package var isGenerator: Bool

  package init(
    kind: Kind, parent: Int?, symbols: [String: Symbol] = [:], locals: [String] = [],
    cells: [String] = [], free: [String] = [], isGenerator: Bool = false
  ) {
    self.kind = kind
    self.parent = parent
    self.symbols = symbols
    self.locals = locals
    self.cells = cells
    self.free = free
    self.isGenerator = isGenerator
  }
}

/// What a statement is expected to print: the `# output:` lines directly after it.
package struct Expectation: Sendable {
  /// Text between the brackets of `# output[…]:`, nil where there are none.
  package var directive: String?
  /// Expected lines without the `#` and its padding.
  package var lines: [String]
  /// Range of the whole comment block, from the first `#` to the end of its last line.
  package var range: SourceRange
  /// Range of each element of `lines` in the file: what `accept` replaces.
  package var lineRanges: [SourceRange]
  /// Innermost statement it follows; nil where it follows none.
  package var statement: SourceRange?
  /// Number of the cell it stands in.
  package var cell: Int

  package init(
    directive: String?, lines: [String], range: SourceRange, lineRanges: [SourceRange],
    statement: SourceRange?, cell: Int
  ) {
    self.directive = directive
    self.lines = lines
    self.range = range
    self.lineRanges = lineRanges
    self.statement = statement
    self.cell = cell
  }
}
