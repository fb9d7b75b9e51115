import Diagnostics

/// Binding strength of operators, loosest first, as in Python's table of precedence.
enum Precedence {
  static let or = 1
  static let and = 2
  static let not = 3
  static let comparison = 4
  static let bitOr = 5
  static let unary = 11
  static let power = 12
}

/// An operator whose right operand is still being read.
private struct OpenOperation {
  enum Form {
    case binary(BinaryOperator)
    case boolean(isAnd: Bool)
    case comparison
    case unary(UnaryOperator)
  }

  var form: Form
  var precedence: Int
  /// Where the leftmost operand or the prefix operator begins.
  var start: Int32
  /// None for a prefix operator, one for a binary one, more in chains.
  var operands: [Expression]
  var comparisons: [ComparisonOperator] = []
  /// Height of the tallest operand.
  var height: Int
}

extension Parser {
  /// Operators down to the given precedence around operands.
  ///
  /// An operator-precedence parser with a stack of its own, so that only brackets, `lambda` and
  /// `if … else` recurse.
  mutating func parseOperation(_ level: Int) throws(ParseFailure) -> Expression {
    var open: [OpenOperation] = []
    while true {
      while let prefix = prefixOperator(after: open.last?.precedence ?? level - 1) {
        let precedence = prefix == .not ? Precedence.not : Precedence.unary
        open.append(
          OpenOperation(
            form: .unary(prefix), precedence: precedence, start: lower, operands: [], height: 0))
        guard open.count <= Parser.maximumHeight else {
          throw failure(.chainTooLong(limit: Parser.maximumHeight, at: tokenRange))
        }
        advance()
      }
      var start = lower
      var value = try parsePostfix()
      guard let (form, precedence) = infixOperator(), precedence >= level else {
        while let operation = open.popLast() { value = try close(operation, value) }
        return value
      }
      while let top = open.last,
        top.precedence > precedence
          || (top.precedence == precedence && top.form.closesAgainstItself)
      {
        open.removeLast()
        start = top.start
        value = try close(top, value)
      }
      if let top = open.last, top.precedence == precedence, top.form.isChain {
        open[open.count - 1].operands.append(value)
        open[open.count - 1].height = max(top.height, height)
      } else {
        open.append(
          OpenOperation(
            form: form, precedence: precedence, start: start, operands: [value], height: height))
      }
      if case .comparison = form, let comparison = comparisonOperator {
        open[open.count - 1].comparisons.append(comparison)
        if comparison == .notIn || comparison == .isNot { advance() }
      }
      advance()
    }
  }

  /// `+ - ~`, and `not` where only `not`, `and` or `or` stand before it.
  private func prefixOperator(after precedence: Int) -> UnaryOperator? {
    switch kind {
    case .plus: .plus
    case .minus: .minus
    case .tilde: .invert
    case .notKeyword: precedence <= Precedence.not ? .not : nil
    default: nil
    }
  }

  private func infixOperator() -> (OpenOperation.Form, Int)? {
    switch kind {
    case .orKeyword: return (.boolean(isAnd: false), Precedence.or)
    case .andKeyword: return (.boolean(isAnd: true), Precedence.and)
    case .doubleStar: return (.binary(.power), Precedence.power)
    default:
      if comparisonOperator != nil { return (.comparison, Precedence.comparison) }
      return kind.binaryOperator.map { (.binary($0.0), $0.1) }
    }
  }

  private var comparisonOperator: ComparisonOperator? {
    switch kind {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessEqual: .lessEqual
    case .greater: .greater
    case .greaterEqual: .greaterEqual
    case .inKeyword: .in
    case .isKeyword: nextKind == .notKeyword ? .isNot : .is
    case .notKeyword: nextKind == .inKeyword ? .notIn : nil
    default: nil
    }
  }

  /// Makes the node once the last operand is known.
  private mutating func close(
    _ operation: OpenOperation, _ last: Expression
  ) throws(ParseFailure) -> Expression {
    try grow(over: max(operation.height, height), from: operation.start)
    let whole = range(from: operation.start)
    switch operation.form {
    case .unary(let unary): return Expression(.unary(unary, last), whole)
    case .binary(let binary): return Expression(.binary(binary, operation.operands[0], last), whole)
    case .boolean(let isAnd):
      return Expression(.boolean(isAnd: isAnd, operation.operands + [last]), whole)
    case .comparison:
      let operands = operation.operands.dropFirst() + [last]
      let rest = zip(operation.comparisons, operands).map { (operator: $0, operand: $1) }
      return Expression(.compare(operation.operands[0], rest), whole)
    }
  }
}

extension OpenOperation.Form {
  /// Whether an operator of the same precedence continues the node instead of nesting it.
  fileprivate var isChain: Bool {
    switch self {
    case .boolean, .comparison: true
    case .binary, .unary: false
    }
  }

  /// Left-associative operators; `**` is the only one that groups from the right.
  fileprivate var closesAgainstItself: Bool {
    if case .binary(let binary) = self { binary != .power } else { false }
  }
}

extension TokenKind {
  /// Left-associative operators with their precedence.
  fileprivate var binaryOperator: (BinaryOperator, Int)? {
    switch self {
    case .pipe: (.bitOr, 5)
    case .caret: (.bitXor, 6)
    case .ampersand: (.bitAnd, 7)
    case .shiftLeft: (.shiftLeft, 8)
    case .shiftRight: (.shiftRight, 8)
    case .plus: (.add, 9)
    case .minus: (.subtract, 9)
    case .star: (.multiply, 10)
    case .slash: (.divide, 10)
    case .doubleSlash: (.floorDivide, 10)
    case .percent: (.modulo, 10)
    case .at: (.matmul, 10)
    default: nil
    }
  }
}
