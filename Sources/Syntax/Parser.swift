package import Diagnostics

/// Why a statement could not be parsed; `reported` when the lexer has said so already.
enum ParseFailure: Error {
  case reported
  case diagnostic(Diagnostic)

  /// Whether the statement belongs to a part of Python that agrun leaves out.
  var isUnsupported: Bool {
    if case .diagnostic(let diagnostic) = self {
      diagnostic.id == "unsupported-syntax"
    } else {
      false
    }
  }
}

/// A recursive-descent parser for the grammar of Python 3.11, without `async`, `match` and bytes.
///
/// It recovers at the ends of logical lines. Recursion is bounded by `maximumNesting`, the depth of
/// left-leaning chains by `maximumHeight`, so that no input overflows the stack here or in the
/// passes over the tree.
package struct Parser {
  static let maximumNesting = 200
  static let maximumHeight = 1_000
  static let maximumErrors = 20
  static let maximumWarnings = 100
  static let maximumBytes = 256 << 20

  let file: SourceFile
  var tokens: [Token]
  var index = 0
  /// End of the last token that is not layout.
  var lastUpper: Int32 = 0
  var diagnostics: [Diagnostic] = []
  private var errorCount = 0
  var unclosedRegions: [SourceRange] = []
  var nesting = 0
  /// Height of the expression parsed last.
  var height = 0
  var nextScope = 1
  /// Name of the innermost class, for private names.
  var className: String?
  /// Annotations of the class whose body is being parsed; nil inside functions.
  var annotations: [(name: String, annotation: String)]?
  /// Whether an expression inside an f-string is being parsed.
  var isFragment = false

  init(file: SourceFile, tokens: [Token]) {
    self.file = file
    self.tokens = tokens
  }

  /// Parses and resolves a script; where there are errors, only its diagnostics should be used.
  package static func parse(_ file: SourceFile) -> (script: Script, diagnostics: [Diagnostic]) {
    if let problem = unreadable(file) {
      return (Script(file: file, cells: [], scopes: [], expectations: []), [problem])
    }
    var lexer = Lexer(file: file)
    lexer.tokenize()
    var parser = Parser(file: file, tokens: lexer.tokens)
    parser.unclosedRegions = lexer.unclosedRegions
    parser.diagnostics = lexer.diagnostics
    var statements: [Statement] = []
    if !lexer.isStopped {
      parser.parseStatements(into: &statements)
    }
    var diagnostics = parser.diagnostics
    var scopes = [Scope(kind: .module, parent: nil)]
    if !diagnostics.contains(where: { $0.severity == .error }) {
      var resolver = Resolver(scopeCount: parser.nextScope)
      scopes = resolver.resolve(statements)
      diagnostics += resolver.diagnostics
    }
    let layout = CellReader(file: file, comments: lexer.comments, statements: statements).read()
    diagnostics += layout.diagnostics
    let script = Script(
      file: file, cells: layout.cells, scopes: scopes, expectations: layout.expectations)
    return (script, ordered(diagnostics))
  }

  /// By position, at most `maximumErrors` errors and `maximumWarnings` others.
  private static func ordered(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    let sorted = diagnostics.enumerated().sorted { left, right in
      let leftLower = left.element.range?.lower ?? -1
      let rightLower = right.element.range?.lower ?? -1
      return (leftLower, left.offset) < (rightLower, right.offset)
    }
    var errors = 0
    var others = 0
    return sorted.map(\.element).filter { diagnostic in
      if diagnostic.severity == .error {
        errors += 1
        return errors <= maximumErrors
      }
      others += 1
      return others <= maximumWarnings
    }
  }

  // MARK: Tokens

  var kind: TokenKind { tokens[index].kind }
  var nextKind: TokenKind { tokens[min(index + 1, tokens.count - 1)].kind }
  var lower: Int32 { tokens[index].lower }

  mutating func advance() {
    if !tokens[index].kind.isLayout { lastUpper = tokens[index].upper }
    if index < tokens.count - 1 { index += 1 }
  }

  mutating func accept(_ expected: TokenKind) -> Bool {
    guard kind == expected else { return false }
    advance()
    return true
  }

  mutating func expect(_ expected: TokenKind) throws(ParseFailure) {
    guard accept(expected) else { throw unexpected() }
  }

  /// From `start` to the end of the last token consumed.
  func range(from start: Int32) -> SourceRange {
    SourceRange(lower: start, upper: max(start, lastUpper))
  }

  var tokenRange: SourceRange {
    SourceRange(lower: tokens[index].lower, upper: tokens[index].upper)
  }

  func text(_ token: Token) -> String {
    String(decoding: file.bytes[Int(token.lower)..<Int(token.upper)], as: UTF8.self)
  }

  // MARK: Errors

  var isFull: Bool { errorCount >= Parser.maximumErrors }

  mutating func report(_ diagnostic: Diagnostic) {
    if let range = diagnostic.range,
      unclosedRegions.contains(where: { $0.lower <= range.lower && range.lower < $0.upper })
    {
      return
    }
    if diagnostic.severity == .error { errorCount += 1 }
    diagnostics.append(diagnostic)
  }

  mutating func report(_ failure: ParseFailure) {
    if case .diagnostic(let diagnostic) = failure { report(diagnostic) }
  }

  /// The failure for a token that fits no rule, as CPython words it.
  func unexpected(hint: String? = nil) -> ParseFailure {
    switch kind {
    case .error: return .reported
    case .indent: return .diagnostic(.unexpectedIndent(at: tokenRange))
    default: break
    }
    if let open = innermostOpenBracket(),
      file.line(at: open.lower) < file.line(at: lower), !isFragment
    {
      let character = Character(Unicode.Scalar(file.bytes[Int(open.lower)]))
      return .diagnostic(
        .neverClosed(character, at: SourceRange(lower: open.lower, upper: open.upper)))
    }
    return .diagnostic(.invalidSyntax(at: tokenRange, hint: hint ?? usualMistake()))
  }

  func failure(_ diagnostic: Diagnostic) -> ParseFailure { .diagnostic(diagnostic) }

  private func innermostOpenBracket() -> Token? {
    var depth = 0
    var cursor = index - 1
    while cursor >= 0, !tokens[cursor].kind.isLayout {
      switch tokens[cursor].kind {
      case .rightParenthesis, .rightBracket, .rightBrace: depth += 1
      case .leftParenthesis, .leftBracket, .leftBrace:
        if depth == 0 { return tokens[cursor] }
        depth -= 1
      default: break
      }
      cursor -= 1
    }
    return nil
  }

  /// A hint for slips that come from other languages.
  private func usualMistake() -> String? {
    let previous = index > 0 ? tokens[index - 1] : tokens[index]
    let touches = previous.upper == lower
    switch (previous.kind, kind) {
    case (.plus, .newline), (.minus, .newline), (.plus, .endOfFile), (.minus, .endOfFile):
      guard index > 1, tokens[index - 2].kind == previous.kind else { return nil }
      return "Python has no `++` and `--`; write `+= 1` or `-= 1`"
    case (.less, .greater) where touches: return "write `!=` for \"not equal\""
    case (_, .walrus): return "put the assignment expression in parentheses"
    case (.name, .name) where text(previous) == "else" || text(previous) == "elseif":
      return "did you mean `elif`?"
    case (_, .elseKeyword), (_, .elifKeyword): return "no `if` at this indentation belongs to it"
    default:
      return kind.isKeyword && previous.kind == .assign
        ? "`\(text(tokens[index]))` is a keyword and cannot be used as a value" : nil
    }
  }

  // MARK: Limits

  /// Counts one level of recursion; restored by the caller through `leave`.
  mutating func enter() throws(ParseFailure) {
    nesting += 1
    if nesting > Parser.maximumNesting {
      throw failure(.tooDeeplyNested(limit: Parser.maximumNesting, at: tokenRange))
    }
  }

  mutating func leave() { nesting -= 1 }

  /// Sets the height of a node over children of the given height.
  mutating func grow(over child: Int, from start: Int32) throws(ParseFailure) {
    height = child + 1
    if height > Parser.maximumHeight {
      throw failure(.chainTooLong(limit: Parser.maximumHeight, at: range(from: start)))
    }
  }

  mutating func makeScope() -> Int {
    nextScope += 1
    return nextScope - 1
  }
}
