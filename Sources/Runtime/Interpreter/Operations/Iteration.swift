extension Interpreter {
  /// `iter(value)`.
  package func makeIterator(_ value: Value) throws -> IteratorObject {
    switch value {
    case .list(let list): return ListIterator(list)
    case .tuple(let tuple) where !tuple.hasOwnOperators: return TupleIterator(tuple)
    case .string(let string): return StringIterator(string)
    case .dict(let dict): return DictIterator(dict, .keys)
    case .object(let object):
      switch object {
      case let iterator as IteratorObject: return iterator
      case let range as RangeObject: return RangeIterator(range)
      case let set as SetObject: return SetIterator(set)
      default:
        if let iterator = try object.makeIterator(in: self) { return iterator }
        if let tuple = object as? TupleObject { return TupleIterator(tuple) }
        if let base = object.baseValue { return try makeIterator(base) }
      }
    default: break
    }
    throw Raised(.typeError, "'\(typeName(of: value))' object is not iterable")
  }

  /// Every element of an iterable.
  package func collect(_ value: Value) throws -> [Value] {
    switch value {
    case .list(let list): return list.elements
    case .tuple(let tuple) where !tuple.hasOwnOperators: return tuple.elements
    case .dict(let dict): return dict.keys
    case .object(let object):
      if let range = object as? RangeObject {
        let count = range.count
        try requireMemory(elements: count)
        return (0..<count).map { .int(range.element($0)) }
      }
      if let set = object as? SetObject { return set.elements }
    default: break
    }
    let iterator = try makeIterator(value)
    var elements: [Value] = []
    while let element = try iterator.next(in: self) {
      elements.append(element)
      if elements.count & 0xFFFF == 0 { try requireMemory(elements: elements.count) }
    }
    return elements
  }

  /// What `__iter__` returned, as an iterator.
  package func requireIterator(_ value: Value) throws -> IteratorObject {
    if case .object(let object) = value {
      if let iterator = object as? IteratorObject { return iterator }
      if let instance = object as? InstanceObject, instance.defines(SpecialNames.next) {
        return InstanceIterator(value)
      }
    }
    throw Raised(
      .typeError, "iter() returned non-iterator of type '\(typeName(of: value))'")
  }

  /// `reversed(value)`.
  package func makeReversedIterator(_ value: Value) throws -> IteratorObject {
    switch value {
    case .list(let list): return ReversedIterator("list_reverseiterator", .list(list))
    case .tuple, .string: return ReversedIterator("reversed", value)
    case .dict(let dict): return DictIterator(dict, .keys, isReversed: true)
    case .object(let object):
      if let range = object as? RangeObject {
        let count = range.count
        guard count > 0 else { return RangeIterator(range) }
        return RangeIterator(
          RangeObject(
            start: range.element(count - 1), stop: range.start &- range.step.signum(),
            step: 0 &- range.step))
      }
      if let view = object as? DictViewObject {
        return DictIterator(view.dict, view.kind, isReversed: true)
      }
      if let iterator = try object.makeReversedIterator(in: self) { return iterator }
      if object is SetObject || object is IteratorObject { break }
      if let base = object.baseValue { return try makeReversedIterator(base) }
      if try object.length(in: self) != nil { return ReversedIterator("reversed", value) }
    default: break
    }
    throw Raised(.typeError, "'\(typeName(of: value))' object is not reversible")
  }
}

/// Iterates a list by index, so that changes during the iteration show as in Python.
package final class ListIterator: IteratorObject {
  package private(set) var list: ListObject?
  package var index = 0

  package init(_ list: ListObject) { self.list = list }

  override package func next(in interpreter: Interpreter) -> Value? {
    guard let list else { return nil }
    guard index < list.elements.count else {
      self.list = nil
      return nil
    }
    let value = list.elements[index]
    index += 1
    return value
  }

  override package var typeName: String { "list_iterator" }
}

/// Walks the elements of a tuple, or of a snapshot of some other sequence.
package final class TupleIterator: IteratorObject {
  package let elements: [Value]
  package var index = 0

  package init(_ tuple: TupleObject) { elements = tuple.elements }

  override package func next(in interpreter: Interpreter) -> Value? {
    guard index < elements.count else { return nil }
    let value = elements[index]
    index += 1
    return value
  }

  override package var typeName: String { "tuple_iterator" }
}

/// Walks the characters of a string, one code point each.
package final class StringIterator: IteratorObject {
  private var iterator: String.UnicodeScalarView.Iterator

  package init(_ string: StringObject) { iterator = string.text.unicodeScalars.makeIterator() }

  override package func next(in interpreter: Interpreter) -> Value? {
    iterator.next().map { .string(StringObject(String($0))) }
  }

  override package var typeName: String { "str_iterator" }
}

/// Walks a set in its table's order; a set that changes size meanwhile is an error.
package final class SetIterator: IteratorObject {
  private let set: SetObject
  private var position = 0
  private let count: Int

  package init(_ set: SetObject) {
    self.set = set
    count = set.count
  }

  override package func next(in interpreter: Interpreter) throws -> Value? {
    if set.count != count {
      throw Raised(.runtimeError, "Set changed size during iteration")
    }
    return set.table.next(&position)
  }

  override package var typeName: String { "set_iterator" }
}

/// Iterates keys, values or items of a dict while it keeps its size.
package final class DictIterator: IteratorObject {
  private let dict: DictObject
  private let kind: DictViewObject.Kind
  private let isReversed: Bool
  private var position: Int
  private let count: Int

  package init(_ dict: DictObject, _ kind: DictViewObject.Kind, isReversed: Bool = false) {
    self.dict = dict
    self.kind = kind
    self.isReversed = isReversed
    position = isReversed ? dict.table.endPosition : 0
    count = dict.count
  }

  override package func next(in interpreter: Interpreter) throws -> Value? {
    if dict.count != count {
      throw Raised(.runtimeError, "dictionary changed size during iteration")
    }
    guard
      let entry = isReversed ? dict.table.previous(&position) : dict.table.next(&position)
    else { return nil }
    switch kind {
    case .keys: return entry.key
    case .values: return entry.value
    case .items: return .tuple([entry.key, entry.value])
    }
  }

  override package var typeName: String {
    switch kind {
    case .keys: "dict_keyiterator"
    case .values: "dict_valueiterator"
    case .items: "dict_itemiterator"
    }
  }
}

/// Items of a sequence from the last to the first.
package final class ReversedIterator: IteratorObject {
  private let name: String
  private let sequence: Value
  private var index: Int?

  init(_ name: String, _ sequence: Value) {
    self.name = name
    self.sequence = sequence
  }

  override package func next(in interpreter: Interpreter) throws -> Value? {
    let last = try index ?? interpreter.length(of: sequence)
    guard last > 0 else { return nil }
    index = last - 1
    do {
      return try interpreter.item(of: sequence, at: .int(last - 1))
    } catch let error as Raised where interpreter.matches(error, .indexError) {
      index = 0
      return nil
    }
  }

  override package var typeName: String { name }
}
