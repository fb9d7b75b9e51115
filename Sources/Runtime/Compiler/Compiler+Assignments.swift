import Diagnostics
import Syntax

extension Compiler {
  func compileAssignment(_ targets: [Expression], _ value: Expression) {
    if targets.count == 1, assignPairwise(targets[0], value) { return }
    if targets.count == 1, case .name(let text) = targets[0].kind,
      case .local(let register) = place(of: text)
    {
      evaluate(value, into: register)
      bound.insert(register)
      return
    }
    let source = operand(value)
    for target in targets { assign(target, from: source) }
  }

  /// `a, b = b, a` without making a tuple; false where the forms do not match.
  private func assignPairwise(_ target: Expression, _ value: Expression) -> Bool {
    guard let targets = target.elements, let values = value.tupleElements,
      targets.count == values.count,
      !targets.contains(where: \.isStarred), !values.contains(where: \.isStarred)
    else { return false }
    let first = allocate(Int32(values.count))
    for (index, value) in values.enumerated() {
      evaluate(value, into: first + Int32(index))
    }
    for (index, target) in targets.enumerated() {
      assign(target, from: first + Int32(index))
    }
    return true
  }

  /// Stores an operand in a target of any form.
  func assign(_ target: Expression, from source: Int32) {
    let mark = nextRegister
    defer { nextRegister = mark }
    switch target.kind {
    case .name(let text): store(text, from: source, target.range)
    case .attribute(let object, let text, _):
      let object = operand(object)
      emit(.setAttribute, object, name(text), source, at: target.range)
    case .subscript(let object, let key):
      let object = operand(object)
      let key = operand(key)
      emit(.setItem, object, key, source, at: target.range)
    case .tuple(let targets), .list(let targets): unpack(targets, from: source, target.range)
    case .starred(let inner): assign(inner, from: source)
    default: break
    }
  }

  private func unpack(_ targets: [Expression], from source: Int32, _ range: SourceRange) {
    let count = Int32(targets.count)
    let first = allocate(max(count, 1))
    if let star = targets.firstIndex(where: \.isStarred) {
      emit(.unpackStarred, extra: UInt8(clamping: star), first, source, count, at: range)
    } else {
      emit(.unpack, first, source, count, at: range)
    }
    for (index, target) in targets.enumerated() { assign(target, from: first + Int32(index)) }
  }

  func compileAugmented(
    _ target: Expression, _ operation: BinaryOperator, _ value: Expression, _ range: SourceRange
  ) {
    switch target.kind {
    case .name(let text):
      let left = load(text, target.range)
      let right = operand(value)
      if case .local(let register) = place(of: text) {
        emitBinary(operation, inPlace: true, register, left, right, range)
        bound.insert(register)
      } else {
        let result = allocate()
        emitBinary(operation, inPlace: true, result, left, right, range)
        store(text, from: result, range)
      }
    case .attribute(let object, let text, _):
      let object = operand(object)
      let result = allocate()
      emit(.getAttribute, result, object, name(text), at: target.range)
      let right = operand(value)
      emitBinary(operation, inPlace: true, result, result, right, range)
      emit(.setAttribute, object, name(text), result, at: target.range)
    case .subscript(let object, let key):
      let object = operand(object)
      let key = operand(key)
      let result = allocate()
      emit(.getItem, result, object, key, at: target.range)
      let right = operand(value)
      emitBinary(operation, inPlace: true, result, result, right, range)
      emit(.setItem, object, key, result, at: target.range)
    default: break
    }
  }

  func compileDelete(_ target: Expression) {
    switch target.kind {
    case .name(let text): delete(text, target.range)
    case .attribute(let object, let text, _):
      emit(.deleteAttribute, operand(object), name(text), at: target.range)
    case .subscript(let object, let key):
      let object = operand(object)
      emit(.deleteItem, object, operand(key), at: target.range)
    case .tuple(let targets), .list(let targets): targets.forEach(compileDelete)
    default: break
    }
  }
}

extension Expression {
  var isStarred: Bool {
    if case .starred = kind { return true }
    return false
  }

  /// Elements of a tuple or list display.
  var elements: [Expression]? {
    switch kind {
    case .tuple(let elements), .list(let elements): elements
    default: nil
    }
  }

  var tupleElements: [Expression]? {
    if case .tuple(let elements) = kind { return elements }
    return nil
  }
}
