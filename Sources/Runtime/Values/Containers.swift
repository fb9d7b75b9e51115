/// A Python `tuple`.
package class TupleObject: Object {
  package final let elements: [Value]
  package init(_ elements: [Value]) { self.elements = elements }

  /// Whether the class overrides what operators do with tuples, so that no shortcut for tuples applies.
  package var hasOwnOperators: Bool { false }

  override package func type(in interpreter: Interpreter) -> TypeObject { interpreter.types.tuple }
  override package func length(in interpreter: Interpreter) throws -> Int? { elements.count }
}

/// A Python `list`.
package final class ListObject: Object {
  package var elements: [Value]
  package init(_ elements: [Value]) { self.elements = elements }

  override package func type(in interpreter: Interpreter) -> TypeObject { interpreter.types.list }
  override package func length(in interpreter: Interpreter) -> Int? { elements.count }
  override package func hash(in interpreter: Interpreter) -> Int? { nil }
}

/// A Python `dict`: entries in order of insertion.
package class DictObject: Object {
  package final var table = HashTable()

  override package init() {}

  /// Nil where the key is missing; throws where it is unhashable.
  package final func get(_ key: Value, in interpreter: Interpreter) throws -> Value? {
    try table.value(for: key, in: interpreter)
  }

  package final func set(_ key: Value, to value: Value, in interpreter: Interpreter) throws {
    try table.set(key, to: value, in: interpreter)
  }

  /// Sets the value under a `str` key.
  package final func setText(_ key: String, to value: Value) {
    table.set(StringObject(key), to: value)
  }

  /// The value under a `str` key.
  package final func get(text key: String) -> Value? { table.value(forText: key) }

  /// The removed value, nil where the key is missing.
  package final func remove(_ key: Value, in interpreter: Interpreter) throws -> Value? {
    try table.remove(key, in: interpreter)
  }

  package final var count: Int { table.count }
  package final var keys: [Value] { table.entries.map(\.key) }
  package final var values: [Value] { table.entries.map(\.value) }
  package final var items: [(key: Value, value: Value)] {
    table.entries.map { (key: $0.key, value: $0.value) }
  }

  override package func type(in interpreter: Interpreter) -> TypeObject { interpreter.types.dict }
  override package func length(in interpreter: Interpreter) -> Int? { count }
  override package func hash(in interpreter: Interpreter) -> Int? { nil }

  /// What a lookup of a missing key yields.
  ///
  /// `defaultdict` overrides it. Nil raises KeyError.
  package func missing(_ key: Value, in interpreter: Interpreter) throws -> Value? { nil }

  /// A dict of the same type and settings without entries: what `copy` starts from.
  package func makeEmptyCopy() -> DictObject { DictObject() }

  /// Whether two such dicts are equal only with their entries in the same order.
  package var comparesOrder: Bool { false }

  /// Whether an empty one shows `{}` between what `reprWrapper` gives.
  package var showsEmptyBraces: Bool { true }

  /// Whether `repr` shows a list of pairs in place of braces.
  package var showsPairs: Bool { false }

  /// Entries in the order in which `repr` shows them.
  package var reprItems: [(key: Value, value: Value)] { items }

  /// What stands around the entries in `repr`; nil for a plain dict.
  package func reprWrapper(in interpreter: Interpreter) throws -> (before: String, after: String)? {
    nil
  }
}

/// A Python `set` or `frozenset`, iterated in CPython's order.
package final class SetObject: Object {
  package var table = SetTable()
  package let isFrozen: Bool
  /// Hash of a frozen set once computed.
  var cachedHash: Int?

  package init(isFrozen: Bool = false) { self.isFrozen = isFrozen }

  package init(_ table: SetTable, isFrozen: Bool) {
    self.table = table
    self.isFrozen = isFrozen
  }

  /// In order of iteration.
  package var elements: [Value] { table.elements }
  package var count: Int { table.count }

  package func insert(_ element: Value, in interpreter: Interpreter) throws {
    try table.insert(element, in: interpreter)
  }

  package func contains(_ element: Value, _ interpreter: Interpreter) throws -> Bool {
    try table.contains(element, in: interpreter)
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    isFrozen ? interpreter.types.frozenset : interpreter.types.set
  }
  override package func length(in interpreter: Interpreter) -> Int? { table.count }
}

/// A Python `range`.
package final class RangeObject: Object {
  package let start: Int
  package let stop: Int
  package let step: Int
  package init(start: Int, stop: Int, step: Int) {
    self.start = start
    self.stop = stop
    self.step = step
  }
  override package func type(in interpreter: Interpreter) -> TypeObject { interpreter.types.range }
  override package func length(in interpreter: Interpreter) -> Int? { count }

  /// Number of elements.
  package var count: Int {
    // Unsigned differences cannot overflow; the quotient fits unless the whole of Int is spanned.
    if step > 0 {
      guard start < stop else { return 0 }
      let span = UInt(bitPattern: stop &- start) - 1
      return Int(clamping: span / UInt(step)) + (span / UInt(step) < UInt(Int.max) ? 1 : 0)
    }
    guard start > stop else { return 0 }
    let span = UInt(bitPattern: start &- stop) - 1
    return Int(clamping: span / step.magnitude) + (span / step.magnitude < UInt(Int.max) ? 1 : 0)
  }

  /// The element at an index in range.
  package func element(_ index: Int) -> Int { start &+ index &* step }

  /// Index of a number, nil where the range does not hold it.
  package func index(of value: Int) -> Int? {
    guard count > 0 else { return nil }
    let isInside = step > 0 ? value >= start && value < stop : value <= start && value > stop
    guard isInside else { return nil }
    let distance = UInt(bitPattern: step > 0 ? value &- start : start &- value)
    let (quotient, remainder) = distance.quotientAndRemainder(dividingBy: step.magnitude)
    return remainder == 0 ? Int(quotient) : nil
  }
}

/// A `slice`; parts that were left out are `None`.
package final class SliceObject: Object {
  package let start: Value
  package let stop: Value
  package let step: Value
  package init(_ start: Value, _ stop: Value, _ step: Value) {
    self.start = start
    self.stop = stop
    self.step = step
  }
  override package func type(in interpreter: Interpreter) -> TypeObject { interpreter.types.slice }
  override package func hash(in interpreter: Interpreter) -> Int? { nil }

  override package func repr(in interpreter: Interpreter) throws -> String {
    let parts = try [start, stop, step].map { try interpreter.repr($0) }
    return "slice(\(parts.joined(separator: ", ")))"
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    switch name {
    case "start": start
    case "stop": stop
    case "step": step
    default: nil
    }
  }

  override package func isEqual(to other: Value, in interpreter: Interpreter) throws -> Bool? {
    guard case .object(let object) = other, let slice = object as? SliceObject else { return nil }
    return try interpreter.areEqual(start, slice.start) && interpreter.areEqual(stop, slice.stop)
      && interpreter.areEqual(step, slice.step)
  }
}

/// `NotImplemented` or `Ellipsis`.
package final class SingletonObject: Object {
  package let name: String
  package init(_ name: String) { self.name = name }
  override package func repr(in interpreter: Interpreter) -> String { name }
  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.builtin(named: name == "Ellipsis" ? "ellipsis" : "NotImplementedType")
  }
}
