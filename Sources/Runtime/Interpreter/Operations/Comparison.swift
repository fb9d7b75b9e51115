package import Syntax

extension Interpreter {
  /// Python's `==` between elements of containers: the same object is equal to itself, whatever its `__eq__` says.
  package func areEqual(_ a: Value, _ b: Value) throws -> Bool {
    switch (a, b) {
    case (.int(let a), .int(let b)): return a == b
    case (.string(let a), .string(let b)): return a.isSame(as: b)
    default: break
    }
    if a.isIdentical(to: b) { return true }
    return try isTruthy(compareEquality(.equal, a, b))
  }

  /// A rich comparison; the result need not be a bool where arrays take part.
  package func compare(_ operation: ComparisonOperator, _ a: Value, _ b: Value) throws -> Value {
    switch operation {
    case .is: return .bool(a.isIdentical(to: b))
    case .isNot: return .bool(!a.isIdentical(to: b))
    case .in: return .bool(try contains(a, in: b))
    case .notIn: return .bool(!(try contains(a, in: b)))
    case .equal, .notEqual: return try compareEquality(operation, a, b)
    case .less, .lessEqual, .greater, .greaterEqual:
      if let result = try compareOrder(operation, a, b) { return result }
      throw Raised(
        .typeError,
        "'\(operation.rawValue)' not supported between instances of '\(typeName(of: a))' and '\(typeName(of: b))'"
      )
    }
  }

  /// `a < b` as sorting asks it.
  package func isLess(_ a: Value, _ b: Value) throws -> Bool {
    switch (a, b) {
    case (.int(let a), .int(let b)): a < b
    case (.float(let a), .float(let b)): a < b
    case (.string(let a), .string(let b)): a.precedes(b)
    default: try isTruthy(compare(.less, a, b))
    }
  }

  // MARK: Equality

  private func compareEquality(_ operation: ComparisonOperator, _ a: Value, _ b: Value) throws
    -> Value
  {
    let isEqual = operation == .equal
    if let x = Number(a), let y = Number(b) { return .bool(Number.areEqual(x, y) == isEqual) }
    switch (a, b) {
    case (.string(let a), .string(let b)): return .bool(a.isSame(as: b) == isEqual)
    case (.none, .none): return .bool(isEqual)
    default: break
    }
    if let result = try compareObjects(operation, a, b) { return result }
    switch (a, b) {
    case (.tuple(let x), .tuple(let y)):
      return .bool(try areEqual(x.elements, y.elements) == isEqual)
    case (.list(let x), .list(let y)):
      return .bool(try x === y || areEqual(x.elements, y.elements) == isEqual)
    case (.dict(let x), .dict(let y)): return .bool(try areEqual(x, y) == isEqual)
    case (.object(let x), .object(let y)):
      if let equal = try SetOperations.areEqual(x, y, in: self) { return .bool(equal == isEqual) }
      if let x = x as? RangeObject, let y = y as? RangeObject {
        let equal =
          x.count == y.count
          && (x.count == 0 || (x.start == y.start && (x.count == 1 || x.step == y.step)))
        return .bool(equal == isEqual)
      }
    default: break
    }
    let (p, q) = (a.plain, b.plain)
    if isSubstituted(a, p) || isSubstituted(b, q) { return try compareEquality(operation, p, q) }
    return .bool(a.isIdentical(to: b) == isEqual)
  }

  private func areEqual(_ a: [Value], _ b: [Value]) throws -> Bool {
    guard a.count == b.count else { return false }
    return try nested {
      for index in a.indices where !(try areEqual(a[index], b[index])) { return false }
      return true
    }
  }

  private func areEqual(_ a: DictObject, _ b: DictObject) throws -> Bool {
    if a === b { return true }
    guard a.count == b.count else { return false }
    return try nested {
      if a.comparesOrder && b.comparesOrder {
        for (x, y) in zip(a.keys, b.keys) where !(try areEqual(x, y)) { return false }
      }
      for (key, value) in a.items {
        guard let other = try b.get(key, in: self) else { return false }
        if !(try areEqual(value, other)) { return false }
      }
      return true
    }
  }

  /// Bounds the Swift stack that deeply nested containers may take.
  func nested<Result>(_ body: () throws -> Result) throws -> Result {
    comparisonDepth += 1
    defer { comparisonDepth -= 1 }
    if comparisonDepth > limits.callDepth {
      throw Raised(.recursionError, "maximum recursion depth exceeded in comparison")
    }
    return try body()
  }

  // MARK: Order

  private func compareOrder(_ operation: ComparisonOperator, _ a: Value, _ b: Value) throws
    -> Value?
  {
    if let x = Number(a), let y = Number(b) {
      if case .complex = x { return nil }
      if case .complex = y { return nil }
      guard let order = Number.order(x, y) else { return .bool(false) }
      return .bool(operation.holds(for: order))
    }
    if case .string(let x) = a, case .string(let y) = b {
      let order = x.precedes(y) ? -1 : y.precedes(x) ? 1 : 0
      return .bool(operation.holds(for: order))
    }
    if let result = try compareObjects(operation, a, b) { return result }
    switch (a, b) {
    case (.tuple(let x), .tuple(let y)):
      return try compareOrder(operation, x.elements, y.elements)
    case (.list(let x), .list(let y)): return try compareOrder(operation, x.elements, y.elements)
    case (.object(let x), .object(let y)):
      if let result = try SetOperations.order(operation, x, y, in: self) { return .bool(result) }
    default: break
    }
    let (p, q) = (a.plain, b.plain)
    if isSubstituted(a, p) || isSubstituted(b, q) { return try compareOrder(operation, p, q) }
    return nil
  }

  private func compareOrder(_ operation: ComparisonOperator, _ a: [Value], _ b: [Value]) throws
    -> Value
  {
    try nested {
      for index in 0..<min(a.count, b.count) where !(try areEqual(a[index], b[index])) {
        return try compare(operation, a[index], b[index])
      }
      return .bool(operation.holds(for: a.count < b.count ? -1 : a.count == b.count ? 0 : 1))
    }
  }

  // MARK: Objects

  /// Asks the objects themselves, the right one first where its type derives from the left one's.
  private func compareObjects(_ operation: ComparisonOperator, _ a: Value, _ b: Value) throws
    -> Value?
  {
    let left = comparingObject(a)
    let right = comparingObject(b)
    if left == nil, right == nil { return nil }
    let rightFirst: Bool
    if let left, let right {
      let (p, q) = (left.type(in: self), right.type(in: self))
      rightFirst = p !== q && q.isSubtype(of: p)
    } else {
      rightFirst = false
    }
    if rightFirst, let right,
      let result = try ask(right, operation.reflected, a)
    {
      return result
    }
    if let left, let result = try ask(left, operation, b) { return result }
    if !rightFirst, let right, let result = try ask(right, operation.reflected, a) { return result }
    return nil
  }

  private func comparingObject(_ value: Value) -> Object? {
    switch value {
    case .object(let object): object
    case .function(let function): function
    default: nil
    }
  }

  private func ask(_ object: Object, _ operation: ComparisonOperator, _ other: Value) throws
    -> Value?
  {
    if let result = try object.compare(operation, with: other, in: self) { return result }
    guard operation == .equal || operation == .notEqual,
      let equal = try object.isEqual(to: other, in: self)
    else { return nil }
    return .bool(equal == (operation == .equal))
  }
}

extension ComparisonOperator {
  /// The operator with its operands exchanged.
  package var reflected: ComparisonOperator {
    switch self {
    case .less: .greater
    case .lessEqual: .greaterEqual
    case .greater: .less
    case .greaterEqual: .lessEqual
    default: self
    }
  }

  /// Whether the relation holds between operands of which the first is smaller (−1), equal (0) or larger (1).
  package func holds(for order: Int) -> Bool {
    switch self {
    case .equal: order == 0
    case .notEqual: order != 0
    case .less: order < 0
    case .lessEqual: order <= 0
    case .greater: order > 0
    case .greaterEqual: order >= 0
    default: false
    }
  }
}
