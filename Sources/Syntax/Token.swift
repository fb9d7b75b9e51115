/// What a token is; keywords and operators have a kind of their own.
enum TokenKind: UInt8, Sendable {
  case endOfFile, newline, indent, dedent, error
  case name, integer, float, imaginary, string

  case andKeyword, asKeyword, assertKeyword, asyncKeyword, awaitKeyword, breakKeyword
  case classKeyword, continueKeyword, defKeyword, delKeyword, elifKeyword, elseKeyword
  case exceptKeyword, falseKeyword, finallyKeyword, forKeyword, fromKeyword, globalKeyword
  case ifKeyword, importKeyword, inKeyword, isKeyword, lambdaKeyword, noneKeyword
  case nonlocalKeyword, notKeyword, orKeyword, passKeyword, raiseKeyword, returnKeyword
  case trueKeyword, tryKeyword, whileKeyword, withKeyword, yieldKeyword

  case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace
  case comma, colon, walrus, semicolon, dot, ellipsis, arrow, at, assign
  case plus, minus, star, doubleStar, slash, doubleSlash, percent, tilde
  case pipe, caret, ampersand, shiftLeft, shiftRight
  case equal, notEqual, less, lessEqual, greater, greaterEqual
  case plusAssign, minusAssign, starAssign, doubleStarAssign, slashAssign, doubleSlashAssign
  case percentAssign, atAssign, pipeAssign, caretAssign, ampersandAssign
  case shiftLeftAssign, shiftRightAssign

  static let keywords: [String: TokenKind] = [
    "and": .andKeyword, "as": .asKeyword, "assert": .assertKeyword, "async": .asyncKeyword,
    "await": .awaitKeyword, "break": .breakKeyword, "class": .classKeyword,
    "continue": .continueKeyword, "def": .defKeyword, "del": .delKeyword, "elif": .elifKeyword,
    "else": .elseKeyword, "except": .exceptKeyword, "False": .falseKeyword,
    "finally": .finallyKeyword, "for": .forKeyword, "from": .fromKeyword,
    "global": .globalKeyword, "if": .ifKeyword, "import": .importKeyword, "in": .inKeyword,
    "is": .isKeyword, "lambda": .lambdaKeyword, "None": .noneKeyword,
    "nonlocal": .nonlocalKeyword, "not": .notKeyword, "or": .orKeyword, "pass": .passKeyword,
    "raise": .raiseKeyword, "return": .returnKeyword, "True": .trueKeyword, "try": .tryKeyword,
    "while": .whileKeyword, "with": .withKeyword, "yield": .yieldKeyword,
  ]

  /// Keywords that can only begin a statement: inside brackets they show that one was not closed.
  var beginsStatementOnly: Bool {
    switch self {
    case .assertKeyword, .breakKeyword, .classKeyword, .continueKeyword, .defKeyword, .delKeyword,
      .globalKeyword, .importKeyword, .nonlocalKeyword, .passKeyword, .raiseKeyword,
      .returnKeyword, .tryKeyword, .whileKeyword, .withKeyword:
      true
    default: false
    }
  }

  var isKeyword: Bool {
    rawValue >= TokenKind.andKeyword.rawValue && rawValue <= TokenKind.yieldKeyword.rawValue
  }

  /// Whether an expression can begin with it.
  var beginsExpression: Bool {
    switch self {
    case .name, .integer, .float, .imaginary, .string, .falseKeyword, .trueKeyword, .noneKeyword,
      .lambdaKeyword, .notKeyword, .awaitKeyword, .leftParenthesis, .leftBracket, .leftBrace,
      .ellipsis, .plus, .minus, .tilde:
      true
    default: false
    }
  }

  /// Layout tokens have no text and do not count as the end of a statement.
  var isLayout: Bool { rawValue <= TokenKind.dedent.rawValue }

  /// The operator of `+=` and its like.
  var augmentedOperator: BinaryOperator? {
    switch self {
    case .plusAssign: .add
    case .minusAssign: .subtract
    case .starAssign: .multiply
    case .doubleStarAssign: .power
    case .slashAssign: .divide
    case .doubleSlashAssign: .floorDivide
    case .percentAssign: .modulo
    case .atAssign: .matmul
    case .pipeAssign: .bitOr
    case .caretAssign: .bitXor
    case .ampersandAssign: .bitAnd
    case .shiftLeftAssign: .shiftLeft
    case .shiftRightAssign: .shiftRight
    default: nil
    }
  }
}

/// A span of the source with its kind; the text stays in the file.
struct Token: Sendable {
  var kind: TokenKind
  var lower: Int32
  var upper: Int32
}

/// A `#` comment, from the `#` to the end of its line.
struct Comment: Sendable {
  var lower: Int32
  var upper: Int32
  /// Whether only blanks precede it on its line.
  var isWholeLine: Bool
}
