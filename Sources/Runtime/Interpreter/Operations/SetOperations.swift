import Syntax

/// Operators and bulk methods of sets, in CPython's order of insertion and removal.
package enum SetOperations {
  /// The set behind a value, a view of keys or items being copied into one; nil for other values.
  static func operand(_ value: Value, in interpreter: Interpreter) throws -> SetObject? {
    guard case .object(let object) = value.plain else { return nil }
    if let set = object as? SetObject { return set }
    if let view = object as? DictViewObject, view.kind != .values {
      return try make(.object(view), in: interpreter)
    }
    return nil
  }

  static func make(_ iterable: Value, isFrozen: Bool = false, in interpreter: Interpreter) throws
    -> SetObject
  {
    let set = SetObject(isFrozen: isFrozen)
    try update(set, with: iterable, in: interpreter)
    return set
  }

  /// A display of three or more constants, such as `{10, 20, 30}`: CPython builds a frozen set of them at compile time and merges
  /// it, which can give another order than adding one by one.
  static func makeConstantDisplay(_ elements: [Value], in interpreter: Interpreter) throws
    -> SetObject
  {
    let constant = SetObject(isFrozen: true)
    for element in elements { try constant.insert(element, in: interpreter) }
    return try copy(constant, isFrozen: false, in: interpreter)
  }

  /// `set.update`: sets are merged, dicts make room first, everything else is added one by one.
  static func update(_ set: SetObject, with iterable: Value, in interpreter: Interpreter) throws {
    switch iterable.plain {
    case .object(let object):
      if let other = object as? SetObject {
        if other !== set { try set.table.merge(other.table, in: interpreter) }
        return
      }
    case .dict(let dict):
      set.table.prepare(forAdding: dict.count)
      for key in dict.keys { try set.insert(key, in: interpreter) }
      return
    default: break
    }
    let iterator = try interpreter.makeIterator(iterable)
    while let element = try iterator.next(in: interpreter) {
      try set.insert(element, in: interpreter)
    }
  }

  static func copy(_ set: SetObject, isFrozen: Bool? = nil, in interpreter: Interpreter) throws
    -> SetObject
  {
    let result = SetObject(isFrozen: isFrozen ?? set.isFrozen)
    try result.table.merge(set.table, in: interpreter)
    return result
  }

  static func union(_ set: SetObject, _ others: [Value], in interpreter: Interpreter) throws
    -> SetObject
  {
    let result = try copy(set, in: interpreter)
    for other in others { try update(result, with: other, in: interpreter) }
    return result
  }

  static func intersection(_ set: SetObject, _ other: Value, in interpreter: Interpreter) throws
    -> SetObject
  {
    let result = SetObject(isFrozen: set.isFrozen)
    if case .object(let object) = other.plain, var right = object as? SetObject {
      if right === set { return try copy(set, in: interpreter) }
      var left = set
      if right.count > left.count { swap(&left, &right) }
      for element in right.elements where try left.contains(element, interpreter) {
        try result.insert(element, in: interpreter)
      }
      return result
    }
    let iterator = try interpreter.makeIterator(other)
    while let element = try iterator.next(in: interpreter) {
      if try set.contains(element, interpreter) { try result.insert(element, in: interpreter) }
    }
    return result
  }

  static func difference(_ set: SetObject, _ other: Value, in interpreter: Interpreter) throws
    -> SetObject
  {
    let plain = other.plain
    let otherSet: SetObject?
    let otherCount: Int?
    if case .object(let object) = plain, let right = object as? SetObject {
      otherSet = right
      otherCount = right.count
    } else {
      otherSet = nil
      if case .dict(let dict) = plain { otherCount = dict.count } else { otherCount = nil }
    }
    guard let otherCount, set.count >> 2 <= otherCount else {
      let result = try copy(set, in: interpreter)
      try removeAll(in: result, of: other, in: interpreter)
      return result
    }
    let result = SetObject(isFrozen: set.isFrozen)
    for element in set.elements {
      let isRemoved: Bool
      if let otherSet {
        isRemoved = try otherSet.contains(element, interpreter)
      } else {
        isRemoved = try interpreter.contains(element, in: plain)
      }
      if !isRemoved { try result.insert(element, in: interpreter) }
    }
    return result
  }

  /// `set -= other`.
  static func removeAll(in set: SetObject, of other: Value, in interpreter: Interpreter) throws {
    if case .object(let object) = other.plain, var right = object as? SetObject {
      if right === set {
        set.table.removeAll()
        return
      }
      // A far larger right side is first reduced to what both have.
      if right.count >> 3 > set.count {
        right = try intersection(set, .object(right), in: interpreter)
      }
      for element in right.elements { _ = try set.table.remove(element, in: interpreter) }
    } else {
      let iterator = try interpreter.makeIterator(other)
      while let element = try iterator.next(in: interpreter) {
        _ = try set.table.remove(element, in: interpreter)
      }
    }
    set.table.compactAfterDifference()
  }

  /// `set ^= other`.
  static func toggleAll(in set: SetObject, of other: Value, in interpreter: Interpreter) throws {
    if case .object(let object) = other.plain, object === set {
      set.table.removeAll()
      return
    }
    let elements: [Value]
    if case .object(let object) = other.plain, let right = object as? SetObject {
      elements = right.elements
    } else if case .dict(let dict) = other.plain {
      elements = dict.keys
    } else {
      elements = try make(other, in: interpreter).elements
    }
    for element in elements where !(try set.table.remove(element, in: interpreter)) {
      try set.insert(element, in: interpreter)
    }
  }

  static func symmetricDifference(
    _ set: SetObject, _ other: Value, in interpreter: Interpreter
  ) throws -> SetObject {
    // CPython starts from the other operand and toggles this one's elements in it.
    let result = try make(other, isFrozen: set.isFrozen, in: interpreter)
    try toggleAll(in: result, of: .object(set), in: interpreter)
    return result
  }

  static func isSubset(_ a: SetObject, of b: SetObject, in interpreter: Interpreter) throws
    -> Bool
  {
    guard a.count <= b.count else { return false }
    return try a.elements.allSatisfy { try b.contains($0, interpreter) }
  }

  // MARK: Operators

  /// Nil where the operands are not both sets or set-like views.
  static func binary(
    _ operation: BinaryOperator, _ a: Value, _ b: Value, in interpreter: Interpreter
  ) throws -> Value? {
    guard let left = try operand(a, in: interpreter) else { return nil }
    guard let right = try operand(b, in: interpreter) else {
      // A view takes any iterable on the right.
      guard case .object(let object) = a, object is DictViewObject,
        let right = try? make(b, in: interpreter)
      else { return nil }
      return try binary(operation, .object(left), .object(right), in: interpreter)
    }
    let other = Value.object(right)
    switch operation {
    case .bitOr: return .object(try union(left, [other], in: interpreter))
    case .bitAnd: return .object(try intersection(left, other, in: interpreter))
    case .subtract: return .object(try difference(left, other, in: interpreter))
    case .bitXor: return .object(try symmetricDifference(left, other, in: interpreter))
    default: return nil
    }
  }

  /// False where the right operand is no set.
  static func inPlace(
    _ operation: BinaryOperator, _ set: SetObject, _ other: Value, in interpreter: Interpreter
  ) throws -> Bool {
    guard let right = try operand(other, in: interpreter) else { return false }
    let other = Value.object(right)
    switch operation {
    case .bitOr: try update(set, with: other, in: interpreter)
    case .bitAnd: set.table = try intersection(set, other, in: interpreter).table
    case .subtract: try removeAll(in: set, of: other, in: interpreter)
    case .bitXor: try toggleAll(in: set, of: other, in: interpreter)
    default: return false
    }
    return true
  }

  /// Nil where the operands are not both set-like.
  static func areEqual(_ a: Object, _ b: Object, in interpreter: Interpreter) throws -> Bool? {
    guard isSetLike(a), isSetLike(b), let left = try operand(.object(a), in: interpreter),
      let right = try operand(.object(b), in: interpreter)
    else { return nil }
    return try left.count == right.count && isSubset(left, of: right, in: interpreter)
  }

  static func order(
    _ operation: ComparisonOperator, _ a: Object, _ b: Object, in interpreter: Interpreter
  ) throws -> Bool? {
    guard isSetLike(a), isSetLike(b), let left = try operand(.object(a), in: interpreter),
      let right = try operand(.object(b), in: interpreter)
    else { return nil }
    switch operation {
    case .less: return try left.count < right.count && isSubset(left, of: right, in: interpreter)
    case .lessEqual: return try isSubset(left, of: right, in: interpreter)
    case .greater:
      return try left.count > right.count && isSubset(right, of: left, in: interpreter)
    case .greaterEqual: return try isSubset(right, of: left, in: interpreter)
    default: return nil
    }
  }

  private static func isSetLike(_ object: Object) -> Bool {
    object is SetObject || (object as? DictViewObject)?.kind == .keys
      || (object as? DictViewObject)?.kind == .items
  }
}
