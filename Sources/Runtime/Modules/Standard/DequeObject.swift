package import Syntax

/// `collections.deque`: fast at both ends.
package final class DequeObject: Object {
  // Elements from `head` on; slots before it are free.
  private var storage: [Value] = []
  private var head = 0
  private let capacity: Int?

  init(_ elements: [Value], capacity: Int?) {
    self.capacity = capacity
    super.init()
    for element in elements { append(element) }
  }

  var count: Int { storage.count - head }
  var elements: [Value] { Array(storage[head...]) }

  func append(_ value: Value) {
    if capacity == 0 { return }
    storage.append(value)
    if let capacity, count > capacity { _ = popFirst() }
  }

  func prepend(_ value: Value) {
    if capacity == 0 { return }
    if head == 0 {
      let room = storage.count + 8
      storage.insert(contentsOf: Array(repeating: Value.none, count: room), at: 0)
      head = room
    }
    head -= 1
    storage[head] = value
    if let capacity, count > capacity { storage.removeLast() }
  }

  func popFirst() -> Value? {
    guard count > 0 else { return nil }
    let value = storage[head]
    storage[head] = .none
    head += 1
    if head > 32, head > storage.count / 2 {
      storage.removeFirst(head)
      head = 0
    }
    return value
  }

  func popLast() -> Value? { count > 0 ? storage.removeLast() : nil }

  /// A deque of the same bound with other elements.
  func copy(of elements: [Value]) -> DequeObject { DequeObject(elements, capacity: capacity) }

  private func replace(_ elements: [Value]) {
    storage = elements
    head = 0
  }

  static func type(_ interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("collections.deque") {
      TypeObject(
        "deque", module: "collections", base: interpreter.types.object,
        constructor: { interpreter, call in
          let function = BuiltinFunction.native("deque(iterable=(), maxlen=None)", "") {
            interpreter, call in
            var capacity: Int?
            if !call[1].isNone {
              let limit = try interpreter.requireIndex(call[1])
              if limit < 0 { throw Raised(.valueError, "maxlen must be non-negative") }
              capacity = limit
            }
            return .object(
              DequeObject(try interpreter.collect(call[0]), capacity: capacity))
          }
          return try function.call(call, in: interpreter)
        }
      ) { type in type.add(methods) }
    }
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    DequeObject.type(interpreter)
  }
  override package func length(in interpreter: Interpreter) -> Int? { count }
  override package func hash(in interpreter: Interpreter) -> Int? { nil }

  override package func write(
    asRepr: Bool, to builder: inout TextBuilder, in interpreter: Interpreter
  )
    throws
  {
    let end = capacity.map { "], maxlen=\($0))" } ?? "])"
    try builder.writeSequence(self, "deque([", end, elements, in: interpreter)
  }

  override package func repr(in interpreter: Interpreter) throws -> String {
    try interpreter.repr(.object(self))
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) -> Value? {
    name == "maxlen" ? capacity.map { .int($0) } ?? Value.none : nil
  }

  override package func makeIterator(in interpreter: Interpreter) -> IteratorObject? {
    let size = count
    var index = 0
    return ClosureIterator("_collections._deque_iterator") { [self] _ in
      if count != size { throw Raised(.runtimeError, "deque mutated during iteration") }
      guard index < size else { return nil }
      index += 1
      return storage[head + index - 1]
    }
  }

  private func position(_ key: Value, _ interpreter: Interpreter) throws -> Int {
    guard case .int? = Number(key) else {
      throw Raised(
        .typeError,
        "sequence index must be integer, not '\(interpreter.typeName(of: key))'")
    }
    var index = try interpreter.requireIndex(key)
    if index < 0 { index += count }
    guard index >= 0, index < count else { throw Raised(.indexError, "deque index out of range") }
    return head + index
  }

  override package func item(at key: Value, in interpreter: Interpreter) throws -> Value? {
    storage[try position(key, interpreter)]
  }

  override package func setItem(at key: Value, to value: Value, in interpreter: Interpreter) throws
    -> Bool
  {
    storage[try position(key, interpreter)] = value
    return true
  }

  override package func deleteItem(at key: Value, in interpreter: Interpreter) throws -> Bool {
    storage.remove(at: try position(key, interpreter))
    return true
  }

  override package func compare(
    _ operation: ComparisonOperator, with other: Value, in interpreter: Interpreter
  ) throws -> Value? {
    guard case .object(let object) = other, let deque = object as? DequeObject else { return nil }
    return try interpreter.compare(operation, .list(elements), .list(deque.elements))
  }

  override package func binary(
    _ operation: BinaryOperator, with other: Value, reflected: Bool, in interpreter: Interpreter
  ) throws -> Value? {
    switch operation {
    case .add:
      guard !reflected, case .object(let object) = other, let deque = object as? DequeObject else {
        return nil
      }
      return .object(DequeObject(elements + deque.elements, capacity: capacity))
    case .multiply:
      guard case .int(let times)? = Number(other) else { return nil }
      try interpreter.requireMemory(elements: count * max(0, times))
      var result: [Value] = []
      for _ in 0..<max(0, times) { result += elements }
      return .object(DequeObject(result, capacity: capacity))
    default: return nil
    }
  }

  override package func inPlace(
    _ operation: BinaryOperator, with other: Value, in interpreter: Interpreter
  ) throws -> Value? {
    guard operation == .add else { return nil }
    for element in try interpreter.collect(other) { append(element) }
    return .object(self)
  }

  private static func receiver(_ value: Value, _ interpreter: Interpreter) throws -> DequeObject {
    if case .object(let object) = value.plain, let deque = object as? DequeObject { return deque }
    throw interpreter.wrongReceiver("deque", value)
  }

  private static var methods: [BuiltinFunction] {
    [
      .operandMethod("append(self, x, /)", "Adds at the right.") { interpreter, deque, value in
        try receiver(deque, interpreter).append(value)
        return .none
      },
      .operandMethod("appendleft(self, x, /)", "Adds at the left.") { interpreter, deque, value in
        try receiver(deque, interpreter).prepend(value)
        return .none
      },
      .simpleMethod("pop(self, /)", "Removes and returns the rightmost element.") {
        interpreter, deque in
        guard let value = try receiver(deque, interpreter).popLast() else {
          throw Raised(.indexError, "pop from an empty deque")
        }
        return value
      },
      .simpleMethod("popleft(self, /)", "Removes and returns the leftmost element.") {
        interpreter, deque in
        guard let value = try receiver(deque, interpreter).popFirst() else {
          throw Raised(.indexError, "pop from an empty deque")
        }
        return value
      },
      .operandMethod("extend(self, iterable, /)", "Adds elements at the right.") {
        interpreter, deque, iterable in
        let target = try receiver(deque, interpreter)
        for element in try interpreter.collect(iterable) { target.append(element) }
        return .none
      },
      .operandMethod("extendleft(self, iterable, /)", "Adds elements at the left, one by one.") {
        interpreter, deque, iterable in
        let target = try receiver(deque, interpreter)
        for element in try interpreter.collect(iterable) { target.prepend(element) }
        return .none
      },
      .method("rotate(self, n=1, /)", "Moves elements from the right end to the left.") {
        interpreter, call in
        let deque = try receiver(call[0], interpreter)
        guard deque.count > 0 else { return .none }
        let steps = BigIntegers.floorDivide(
          try interpreter.requireIndex(call[1]), deque.count
        ).remainder
        let elements = deque.elements
        deque.replace(Array(elements.suffix(steps) + elements.dropLast(steps)))
        return .none
      },
      .simpleMethod("clear(self, /)", "Removes all elements.") { interpreter, deque in
        try receiver(deque, interpreter).replace([])
        return .none
      },
      .simpleMethod("copy(self, /)", "A new deque of the same elements.") { interpreter, deque in
        let source = try receiver(deque, interpreter)
        return .object(DequeObject(source.elements, capacity: source.capacity))
      },
      .simpleMethod("reverse(self, /)", "Reverses in place.") { interpreter, deque in
        let target = try receiver(deque, interpreter)
        target.replace(target.elements.reversed())
        return .none
      },
      .operandMethod("count(self, x, /)", "Number of equal elements.") {
        interpreter, deque, value in
        .int(
          try receiver(deque, interpreter).elements.count { try interpreter.areEqual($0, value) })
      },
      .operandMethod("remove(self, value, /)", "Removes the first equal element.") {
        interpreter, deque, value in
        let target = try receiver(deque, interpreter)
        var elements = target.elements
        guard let index = try elements.firstIndex(where: { try interpreter.areEqual($0, value) })
        else { throw Raised(.valueError, "\(try interpreter.repr(value)) is not in deque") }
        elements.remove(at: index)
        target.replace(elements)
        return .none
      },
      .method("index(self, value, start=0, stop=9223372036854775807, /)", "Index of a value.") {
        interpreter, call in
        let elements = try receiver(call[0], interpreter).elements
        let bounds = SliceBounds(
          start: try interpreter.requireIndex(call[2]), stop: try interpreter.requireIndex(call[3]),
          step: 1, count: elements.count)
        for index in bounds.start..<max(bounds.start, bounds.stop)
        where try interpreter.areEqual(elements[index], call[1]) {
          return .int(index)
        }
        throw Raised(.valueError, "\(try interpreter.repr(call[1])) is not in deque")
      },
      .method("insert(self, index, object, /)", "Adds an element before an index.") {
        interpreter, call in
        let deque = try receiver(call[0], interpreter)
        if let capacity = deque.capacity, deque.count >= capacity {
          throw Raised(.indexError, "deque already at its maximum size")
        }
        var elements = deque.elements
        var index = try interpreter.requireIndex(call[1])
        if index < 0 { index = max(0, index + elements.count) }
        elements.insert(call[2], at: min(index, elements.count))
        deque.replace(elements)
        return .none
      },
    ]
  }
}
