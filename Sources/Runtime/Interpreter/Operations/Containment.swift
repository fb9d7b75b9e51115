extension Interpreter {
  /// `element in container`.
  package func contains(_ element: Value, in container: Value) throws -> Bool {
    switch container {
    case .list(let list):
      var index = 0
      while index < list.elements.count {
        if try areEqual(list.elements[index], element) { return true }
        index += 1
      }
      return false
    case .tuple(let tuple) where !tuple.hasOwnOperators:
      return try tuple.elements.contains { try areEqual($0, element) }
    case .dict(let dict): return try dict.get(element, in: self) != nil
    case .string(let string):
      guard case .string(let part) = element.plain else {
        throw Raised(
          .typeError,
          "'in <string>' requires string as left operand, not \(typeName(of: element))")
      }
      return StringSearch.firstIndex(of: part.text, in: string.text) != nil
    case .object(let object):
      switch object {
      case let set as SetObject:
        if case .object(let other) = element, let inner = other as? SetObject, !inner.isFrozen {
          return try set.contains(.object(SetObject(inner.table, isFrozen: true)), self)
        }
        return try set.contains(element, self)
      case let range as RangeObject:
        if let number = Number(element) {
          switch number {
          case .int(let value): return range.index(of: value) != nil
          case .float(let value):
            return Int(exactly: value).map { range.index(of: $0) != nil } ?? false
          case .big, .complex: return false
          }
        }
      default:
        if let result = try object.contains(element, in: self) { return result }
        if let base = object.baseValue { return try contains(element, in: base) }
      }
    default: break
    }
    let iterator: IteratorObject
    do {
      iterator = try makeIterator(container)
    } catch let error as Raised where matches(error, .typeError) && !isIterable(container) {
      throw Raised(.typeError, "argument of type '\(typeName(of: container))' is not iterable")
    }
    while let candidate = try iterator.next(in: self) {
      if try areEqual(candidate, element) { return true }
    }
    return false
  }

  /// Whether a type of this value supports iteration at all.
  private func isIterable(_ value: Value) -> Bool {
    guard case .object(let object) = value, let instance = object as? InstanceObject else {
      return false
    }
    return instance.defines(SpecialNames.iter) || instance.defines(SpecialNames.getItem)
  }
}
