import BigInt
package import Syntax

extension Interpreter {
  /// `a op b`, with reflected operators and Python's errors.
  package func binary(_ operation: BinaryOperator, _ a: Value, _ b: Value) throws -> Value {
    if let result = try binaryIfSupported(operation, a, b) { return result }
    throw unsupported(operation.rawValue, operation, a, b)
  }

  /// Nil where neither operand supports the operator with the other.
  func binaryIfSupported(_ operation: BinaryOperator, _ a: Value, _ b: Value) throws -> Value? {
    if let x = Number(a), let y = Number(b) {
      if case .bool(let p) = a, case .bool(let q) = b {
        switch operation {
        case .bitAnd: return .bool(p && q)
        case .bitOr: return .bool(p || q)
        case .bitXor: return .bool(p != q)
        default: break
        }
      }
      return try NumberArithmetic.binary(operation, x, y, limits: limits)
    }
    if let result = try binaryOfObjects(operation, a, b) { return result }
    if let result = try binaryOfContainers(operation, a, b) { return result }
    let (p, q) = (a.plain, b.plain)
    if isSubstituted(a, p) || isSubstituted(b, q) { return try binaryIfSupported(operation, p, q) }
    return nil
  }

  /// Whether `plain` replaced an instance of a user's subclass.
  func isSubstituted(_ value: Value, _ plain: Value) -> Bool {
    if case .object(let object) = value { return object.baseValue != nil }
    return false
  }

  private func binaryOfObjects(_ operation: BinaryOperator, _ a: Value, _ b: Value) throws
    -> Value?
  {
    let left = operatorObject(a)
    let right = operatorObject(b)
    if let left, let right, left !== right, mayOverride(right, left) {
      if let result = try right.binary(operation, with: a, reflected: true, in: self) {
        return result
      }
      return try left.binary(operation, with: b, reflected: false, in: self)
    }
    if let left, let result = try left.binary(operation, with: b, reflected: false, in: self) {
      return result
    }
    if let right {
      // A sequence joined with an object whose operators know nothing of it has its own message.
      return try right.binary(operation, with: a, reflected: true, in: self)
    }
    return nil
  }

  /// The object where it takes part in operators by its own methods.
  private func operatorObject(_ value: Value) -> Object? {
    if case .object(let object) = value { return object }
    if case .dict(let dict) = value, Swift.type(of: dict) != DictObject.self { return dict }
    return nil
  }

  /// The right operand goes first where its type derives from the left one's.
  private func mayOverride(_ right: Object, _ left: Object) -> Bool {
    let (a, b) = (left.type(in: self), right.type(in: self))
    return a !== b && b.isSubtype(of: a)
  }

  // MARK: Strings, lists, tuples, dicts, sets

  private func binaryOfContainers(_ operation: BinaryOperator, _ a: Value, _ b: Value) throws
    -> Value?
  {
    switch operation {
    case .add: return try concatenate(a, b)
    case .multiply:
      if let result = try repeated(a, b) { return result }
      return try repeated(b, a)
    case .modulo:
      if case .string(let template) = a {
        return .string(try PercentFormatting.format(template, with: b, in: self))
      }
      return nil
    case .bitOr:
      if case .dict(let left) = a, case .dict(let right) = b {
        let result = left.makeEmptyCopy()
        result.table = left.table
        for (key, value) in right.items { try result.set(key, to: value, in: self) }
        return .dict(result)
      }
      return try SetOperations.binary(operation, a, b, in: self)
    case .bitAnd, .bitXor, .subtract: return try SetOperations.binary(operation, a, b, in: self)
    default: return nil
    }
  }

  private func concatenate(_ a: Value, _ b: Value) throws -> Value? {
    switch (a, b.plain) {
    case (.string(let left), .string(let right)): return .string(concatenated(left, right))
    case (.list(let left), .list(let right)):
      try requireMemory(elements: left.elements.count + right.elements.count)
      return .list(left.elements + right.elements)
    case (.tuple(let left), .tuple(let right)): return .tuple(left.elements + right.elements)
    case (.string, _):
      throw Raised(.typeError, "can only concatenate str (not \"\(typeName(of: b))\") to str")
    case (.list, _):
      throw Raised(.typeError, "can only concatenate list (not \"\(typeName(of: b))\") to list")
    case (.tuple, _):
      throw Raised(.typeError, "can only concatenate tuple (not \"\(typeName(of: b))\") to tuple")
    default: return nil
    }
  }

  /// Two texts in one, with the numbers of both.
  package func concatenated(_ left: StringObject, _ right: StringObject) -> StringObject {
    guard left.numbers != nil || right.numbers != nil else {
      return StringObject(joining: left, right)
    }
    var builder = TextBuilder()
    builder.append(left)
    builder.append(right)
    return builder.string
  }

  /// `sequence * count`; nil where the first operand is no sequence.
  private func repeated(_ sequence: Value, _ times: Value) throws -> Value? {
    func count(_ size: Int, _ stride: Int) throws -> Int {
      guard let times = try indexForRepetition(times) else {
        throw Raised(
          .typeError, "can't multiply sequence by non-int of type '\(typeName(of: times))'")
      }
      let count = max(0, times)
      let (total, overflow) = size.multipliedReportingOverflow(by: count)
      try requireMemory(elements: overflow ? Int.max : total, of: stride)
      return count
    }
    switch sequence {
    case .string(let string):
      let times = try count(string.text.utf8.count, 1)
      guard string.numbers != nil else {
        return .string(String(repeating: string.text, count: times))
      }
      var builder = TextBuilder()
      for _ in 0..<times { builder.append(string) }
      return .string(builder.string)
    case .list(let list):
      let times = try count(list.elements.count, MemoryLayout<Value>.stride)
      return .list(repeated(list.elements, times))
    case .tuple(let tuple):
      let times = try count(tuple.elements.count, MemoryLayout<Value>.stride)
      return .tuple(repeated(tuple.elements, times))
    default: return nil
    }
  }

  private func repeated(_ elements: [Value], _ times: Int) -> [Value] {
    if elements.count == 1 { return Array(repeating: elements[0], count: times) }
    var result: [Value] = []
    result.reserveCapacity(elements.count * times)
    for _ in 0..<times { result.append(contentsOf: elements) }
    return result
  }

  private func indexForRepetition(_ value: Value) throws -> Int? {
    switch value {
    case .int(let value): return value
    case .bool(let value): return value ? 1 : 0
    case .object(let object):
      if object is BigIntObject {
        throw Raised(.overflowError, "cannot fit 'int' into an index-sized integer")
      }
      if let base = object.baseValue { return try indexForRepetition(base) }
      return try object.index(in: self)
    default: return nil
    }
  }

  // MARK: In place

  /// `a op= b`: the new value of the target, which may be `a` itself changed.
  package func inPlace(_ operation: BinaryOperator, _ a: Value, _ b: Value) throws -> Value {
    switch a {
    case .list(let list):
      // Numeric slots go before sequence ones: an array on the right takes the list as an operand.
      if case .object(let right) = b, operation == .add || operation == .multiply,
        let result = try right.binary(operation, with: a, reflected: true, in: self)
      {
        return result
      }
      if operation == .add {
        let added = try collect(b)
        try requireMemory(elements: list.elements.count + added.count)
        list.elements.append(contentsOf: added)
        return a
      }
      if operation == .multiply, case .list(let product)? = try repeated(a, b) {
        list.elements = product.elements
        return a
      }
    case .dict(let dict) where operation == .bitOr:
      try update(dict, with: b)
      return a
    case .object(let object):
      if let set = object as? SetObject, !set.isFrozen,
        try SetOperations.inPlace(operation, set, b, in: self)
      {
        return a
      }
      if let result = try object.inPlace(operation, with: b, in: self) { return result }
      if let base = object.baseValue, case .list(let list) = base, operation == .add {
        list.elements.append(contentsOf: try collect(b))
        return a
      }
    default: break
    }
    if let result = try binaryIfSupported(operation, a, b) { return result }
    throw unsupported(operation.rawValue + "=", operation, a, b)
  }

  private func unsupported(
    _ symbol: String, _ operation: BinaryOperator, _ a: Value, _ b: Value
  ) -> Raised {
    let shown = symbol == "**" ? "** or pow()" : symbol
    let isSequence = [a, b].contains { if case .list = $0 { true } else { $0.sequence != nil } }
    let names = [a, b].map { operand in
      operand.array?.flavor == .jax
        ? (isSequence ? type(of: operand).name : type(of: operand).qualifiedName)
        : typeName(of: operand)
    }
    return Raised(
      .typeError, "unsupported operand type(s) for \(shown): '\(names[0])' and '\(names[1])'")
  }

  // MARK: Unary

  /// `-v`, `+v`, `~v` or `not v`.
  package func unary(_ operation: UnaryOperator, _ value: Value) throws -> Value {
    if operation == .not { return .bool(!(try isTruthy(value))) }
    if let number = Number(value) {
      switch (operation, number) {
      case (.minus, .int(let value)):
        return value == .min ? .integer(-BigInt(value)) : .int(-value)
      case (.minus, .big(let value)): return .integer(-value)
      case (.minus, .float(let value)): return .float(-value)
      case (.minus, .complex(let real, let imaginary)): return .complex(-real, -imaginary)
      case (.plus, .int(let value)): return .int(value)
      case (.plus, _): return value
      case (.invert, .int(let value)): return .int(~value)
      case (.invert, .big(let value)): return .integer(-value - 1)
      default: break
      }
    }
    if case .object(let object) = value {
      if let result = try object.unary(operation, in: self) { return result }
      if let base = object.baseValue { return try unary(operation, base) }
    }
    throw Raised(
      .typeError, "bad operand type for unary \(operation.rawValue): '\(typeName(of: value))'")
  }
}
