import BigInt
import Diagnostics
import Syntax

extension Compiler {
  /// Evaluates into whatever is cheapest: a constant, a local's own register or a new temporary.
  func operand(_ expression: Expression) -> Int32 {
    switch expression.kind {
    case .name(let text):
      let register = load(text, expression.range)
      guard usesWalrus, case .local = place(of: text) else { return register }
      let copy = allocate()
      emit(.move, copy, register)
      return copy
    default:
      if let value = literal(expression) { return constant(value) }
      let target = allocate()
      evaluate(expression, into: target)
      nextRegister = target + 1
      return target
    }
  }

  /// The value of a literal, also of a negated number.
  private func literal(_ expression: Expression) -> Value? {
    switch expression.kind {
    case .integer(let digits):
      if let small = Int(digits) { return .int(small) }
      return BigInt(digits).map { .integer($0) }
    case .float(let value): return .float(value)
    case .imaginary(let value): return .complex(0, value)
    case .string(let text): return .string(text)
    case .bool(let value): return .bool(value)
    case .none: return Value.none
    case .ellipsis: return .object(interpreter.ellipsis)
    case .unary(.minus, let inner):
      switch literal(inner) {
      case .int(let value) where value != Int.min: return .int(-value)
      case .float(let value): return .float(-value)
      default: return nil
      }
    default: return nil
    }
  }

  /// Evaluates into a given register.
  func evaluate(_ expression: Expression, into target: Int32) {
    let mark = nextRegister
    defer { nextRegister = mark }
    let range = expression.range
    if let value = literal(expression) {
      emit(.move, target, constant(value), at: range)
      return
    }
    switch expression.kind {
    case .name(let text):
      switch place(of: text) {
      case .local:
        let register = load(text, range)
        if register != target { emit(.move, target, register, at: range) }
      case .cell(let register): emit(.loadCell, target, register, at: range)
      case .global(let slot): emit(.loadGlobal, target, slot, at: range)
      case .classMember(let name): emit(.loadClassName, target, name, globalSlot(text), at: range)
      }
    case .integer, .float, .imaginary, .string, .bool, .none, .ellipsis: break
    case .formatted(let parts): compileFormatted(parts, into: target, range)
    case .tuple(let elements): compileDisplay(elements, .makeTuple, into: target, range)
    case .list(let elements): compileDisplay(elements, .makeList, into: target, range)
    case .set(let elements): compileDisplay(elements, .makeSet, into: target, range)
    case .dict(let entries): compileDict(entries, into: target, range)
    case .unary(let operation, let inner):
      let value = operand(inner)
      switch operation {
      case .not: emit(.not, target, value, at: range)
      case .minus: emit(.negate, target, value, at: range)
      case .plus: emit(.unary, extra: 0, target, value, at: range)
      case .invert: emit(.unary, extra: 1, target, value, at: range)
      }
    case .binary(let operation, let left, let right):
      let left = operand(left)
      let right = operand(right)
      emitBinary(operation, inPlace: false, target, left, right, range)
    case .boolean(let isAnd, let operands): compileBoolean(isAnd, operands, into: target)
    case .compare(let first, let rest): compileComparison(first, rest, into: target, range)
    case .conditional(let test, let then, let otherwise):
      let skip = jumpIfFalse(test)
      nextRegister = mark
      let boundBefore = bound
      evaluate(then, into: target)
      let end = emit(.jump)
      skip.forEach(patch)
      bound = boundBefore
      evaluate(otherwise, into: target)
      bound = boundBefore
      patch(end)
    case .lambda(let function): makeFunction(function, into: target)
    case .call(let callee, let arguments): compileCall(callee, arguments, into: target, range)
    case .attribute(let object, let text, _):
      emit(.getAttribute, target, operand(object), name(text), at: range)
    case .subscript(let object, let key):
      let object = operand(object)
      emit(.getItem, target, object, operand(key), at: range)
    case .slice(let lower, let upper, let step):
      let first = allocate(3)
      for (index, part) in [lower, upper, step].enumerated() {
        if let part {
          evaluate(part, into: first + Int32(index))
        } else {
          emit(.move, first + Int32(index), constant(.none))
        }
      }
      emit(.makeSlice, target, first, at: range)
    case .starred(let inner): evaluate(inner, into: target)
    case .walrus(let text, let nameRange, let value):
      evaluate(value, into: target)
      store(text, from: target, nameRange)
    case .comprehension(let comprehension):
      compileComprehension(comprehension, into: target, range)
    case .yield(let value):
      emit(.yieldValue, target, value.map { operand($0) } ?? constant(.none), at: range)
    case .yieldFrom(let iterable):
      let iterator = allocate()
      emit(.getIterator, iterator, operand(iterable), at: range)
      // A register of its own: what is sent passes through it while the target keeps its value.
      let sent = allocate()
      emit(.move, sent, constant(.none))
      emit(.yieldFrom, sent, iterator, at: range)
      emit(.move, target, sent)
    }
  }

  func emitBinary(
    _ operation: BinaryOperator, inPlace: Bool, _ target: Int32, _ left: Int32, _ right: Int32,
    _ range: SourceRange
  ) {
    let extra: UInt8 = inPlace ? 1 : 0
    let opcode: Opcode
    switch operation {
    case .add: opcode = .add
    case .subtract: opcode = .subtract
    case .multiply: opcode = .multiply
    case .divide: opcode = .divide
    case .floorDivide: opcode = .floorDivide
    case .modulo: opcode = .modulo
    case .power: opcode = .power
    default:
      let index = UInt8(BinaryOperator.allCases.firstIndex(of: operation) ?? 0)
      emit(.binary, extra: index | (extra << 7), target, left, right, at: range)
      return
    }
    emit(opcode, extra: extra, target, left, right, at: range)
  }

  // MARK: Conditions

  private func compileBoolean(_ isAnd: Bool, _ operands: [Expression], into target: Int32) {
    var ends: [Int] = []
    let boundAfterFirst: Set<Int32>
    evaluate(operands[0], into: target)
    boundAfterFirst = bound
    for operand in operands.dropFirst() {
      ends.append(emit(isAnd ? .jumpIfFalse : .jumpIfTrue, 0, target))
      evaluate(operand, into: target)
    }
    bound = boundAfterFirst
    ends.forEach(patch)
  }

  private func compileComparison(
    _ first: Expression, _ rest: [(operator: ComparisonOperator, operand: Expression)],
    into target: Int32, _ range: SourceRange
  ) {
    var left = operand(first)
    var ends: [Int] = []
    var boundAfterSecond = bound
    for (index, link) in rest.enumerated() {
      let right = operand(link.operand)
      if index == 0 { boundAfterSecond = bound }
      emitComparison(link.operator, target, left, right, range)
      if index < rest.count - 1 { ends.append(emit(.jumpIfFalse, 0, target, at: range)) }
      left = right
    }
    bound = boundAfterSecond
    ends.forEach(patch)
  }

  private func emitComparison(
    _ operation: ComparisonOperator, _ target: Int32, _ left: Int32, _ right: Int32,
    _ range: SourceRange
  ) {
    switch operation {
    case .equal: emit(.equal, target, left, right, at: range)
    case .notEqual: emit(.notEqual, target, left, right, at: range)
    case .less: emit(.less, target, left, right, at: range)
    case .lessEqual: emit(.lessEqual, target, left, right, at: range)
    case .greater: emit(.greater, target, left, right, at: range)
    case .greaterEqual: emit(.greaterEqual, target, left, right, at: range)
    case .in: emit(.compareOther, extra: 0, target, left, right, at: range)
    case .notIn: emit(.compareOther, extra: 1, target, left, right, at: range)
    case .is: emit(.compareOther, extra: 2, target, left, right, at: range)
    case .isNot: emit(.compareOther, extra: 3, target, left, right, at: range)
    }
  }

  /// Emits a test; returns the jumps taken where it is false.
  func jumpIfFalse(_ test: Expression) -> [Int] {
    let mark = nextRegister
    defer { nextRegister = mark }
    switch test.kind {
    case .unary(.not, let inner):
      let value = operand(inner)
      return [emit(.jumpIfTrue, 0, value, at: test.range)]
    case .boolean(isAnd: true, let operands):
      var jumps = jumpIfFalse(operands[0])
      let boundAfterFirst = bound
      for operand in operands.dropFirst() { jumps += jumpIfFalse(operand) }
      bound = boundAfterFirst
      return jumps
    case .compare(let first, let rest) where rest.count == 1:
      let opcode: Opcode
      switch rest[0].operator {
      case .equal: opcode = .jumpUnlessEqual
      case .notEqual: opcode = .jumpUnlessNotEqual
      case .less: opcode = .jumpUnlessLess
      case .lessEqual: opcode = .jumpUnlessLessEqual
      case .greater: opcode = .jumpUnlessGreater
      case .greaterEqual: opcode = .jumpUnlessGreaterEqual
      default:
        return [emit(.jumpIfFalse, 0, operand(test), at: test.range)]
      }
      let left = operand(first)
      let right = operand(rest[0].operand)
      return [emit(opcode, 0, left, right, at: test.range)]
    default:
      return [emit(.jumpIfFalse, 0, operand(test), at: test.range)]
    }
  }

  // MARK: Displays

  /// Registers that a display fills before it spills into a list.
  private static let displayChunk = 32

  func compileDisplay(
    _ elements: [Expression], _ opcode: Opcode, into target: Int32, _ range: SourceRange
  ) {
    if elements.count <= Compiler.displayChunk, !elements.contains(where: \.isStarred) {
      let first = allocate(Int32(max(elements.count, 1)))
      for (index, element) in elements.enumerated() {
        evaluate(element, into: first + Int32(index))
      }
      // CPython makes a set of three or more constants from a frozen one, which decides its order.
      let isConstant =
        opcode == .makeSet && elements.count >= 3 && elements.allSatisfy { literal($0) != nil }
      emit(
        opcode, extra: isConstant ? 1 : 0, target, first, Int32(elements.count), at: range)
      return
    }
    if opcode == .makeSet {
      let set = allocate()
      emit(.makeSet, set, 0, 0, at: range)
      for element in elements {
        let mark = nextRegister
        if case .starred(let inner) = element.kind {
          emit(.updateSet, set, operand(inner), at: range)
        } else {
          emit(.addToSet, set, operand(element), at: element.range)
        }
        nextRegister = mark
      }
      emit(.move, target, set)
      return
    }
    let list = allocate()
    buildList(elements, in: list, range, callee: constant(.unbound))
    emit(opcode == .makeTuple ? .listToTuple : .move, target, list)
  }

  /// Builds a list of any length, with `*` elements, chunk by chunk.
  ///
  /// - Parameter callee: operand of the function that the list's elements are arguments of; `.unbound` for displays.
  func buildList(
    _ elements: [Expression], in list: Int32, _ range: SourceRange, callee: Int32
  ) {
    emit(.makeList, list, 0, 0, at: range)
    var index = 0
    while index < elements.count {
      let mark = nextRegister
      if case .starred(let inner) = elements[index].kind {
        emit(.extendList, list, operand(inner), callee, at: range)
        index += 1
      } else {
        var count = 0
        let first = allocate(Int32(Compiler.displayChunk))
        while index < elements.count, count < Compiler.displayChunk, !elements[index].isStarred {
          evaluate(elements[index], into: first + Int32(count))
          index += 1
          count += 1
        }
        emit(.appendMany, list, first, Int32(count))
      }
      nextRegister = mark
    }
  }

  private func compileDict(
    _ entries: [(key: Expression?, value: Expression)], into target: Int32, _ range: SourceRange
  ) {
    let dict = allocate()
    emit(.makeDict, dict)
    for entry in entries {
      let mark = nextRegister
      if let key = entry.key {
        let key = operand(key)
        emit(.setDictItem, dict, key, operand(entry.value), at: entry.value.range)
      } else {
        emit(.updateDict, dict, operand(entry.value), at: range)
      }
      nextRegister = mark
    }
    emit(.move, target, dict)
  }

  private func compileFormatted(
    _ parts: [FormattedPart], into target: Int32, _ range: SourceRange
  ) {
    let first = allocate(Int32(max(parts.count, 1)))
    var count: Int32 = 0
    for part in parts {
      let register = first + count
      switch part {
      case .literal(let text): emit(.move, register, constant(.string(text)))
      case .field(let expression, let debugText, let conversion, let spec):
        let mark = nextRegister
        let value = operand(expression)
        var specOperand = constant(.string(""))
        if case .literal(let text)? = spec.first, spec.count == 1 {
          specOperand = constant(.string(text))
        } else if !spec.isEmpty {
          specOperand = allocate()
          compileFormatted(spec, into: specOperand, range)
        }
        var kind: UInt8 =
          switch conversion {
          case "s": 1
          case "r": 2
          case "a": 3
          default: 0
          }
        if let debugText {
          // `{x=}` shows repr unless a conversion or a spec says otherwise.
          if kind == 0, spec.isEmpty { kind = 2 }
          let texts = allocate(2)
          emit(.move, texts, constant(.string(debugText)))
          emit(.formatValue, extra: kind, texts + 1, value, specOperand, at: expression.range)
          emit(.joinStrings, register, texts, 2)
        } else {
          emit(.formatValue, extra: kind, register, value, specOperand, at: expression.range)
        }
        nextRegister = mark
      }
      count += 1
    }
    emit(.joinStrings, target, first, count, at: range)
  }
}
