import BigInt
package import Syntax

/// `collections.Counter`: how often each element occurs.
package final class CounterObject: DictObject {
  override package func type(in interpreter: Interpreter) -> TypeObject {
    CounterObject.type(interpreter)
  }
  override package func makeEmptyCopy() -> DictObject { CounterObject() }
  override package func missing(_ key: Value, in interpreter: Interpreter) -> Value? { .int(0) }
  override package var showsEmptyBraces: Bool { false }
  override package func reprWrapper(in interpreter: Interpreter) -> (before: String, after: String)?
  {
    ("Counter(", ")")
  }

  /// Most frequent first, ties in order of insertion.
  override package var reprItems: [(key: Value, value: Value)] {
    let counts = items.map { Number($0.value) }
    let order = items.indices.sorted { a, b in
      guard let x = counts[a], let y = counts[b] else { return a < b }
      let order = Number.order(x, y) ?? 0
      return order > 0 || (order == 0 && a < b)
    }
    return order.map { items[$0] }
  }

  private func count(_ key: Value, _ interpreter: Interpreter) throws -> Value {
    try get(key, in: interpreter) ?? .int(0)
  }

  /// Adds counts of a mapping, or one for each element of an iterable.
  func add(_ source: Value, sign: Int, _ interpreter: Interpreter) throws {
    func add(_ key: Value, _ amount: Value) throws {
      let old = try count(key, interpreter)
      try set(
        key, to: interpreter.binary(sign < 0 ? .subtract : .add, old, amount), in: interpreter)
    }
    if case .dict(let dict) = source.plain {
      for (key, value) in dict.items { try add(key, value) }
      return
    }
    let iterator = try interpreter.makeIterator(source)
    while let element = try iterator.next(in: interpreter) {
      if sign > 0, case .int(let old)? = try get(element, in: interpreter) {
        try set(element, to: .int(old + 1), in: interpreter)
      } else {
        try add(element, .int(1))
      }
    }
  }

  private func combined(
    _ other: CounterObject, _ interpreter: Interpreter, _ body: (Value, Value) throws -> Value
  ) throws -> CounterObject {
    let result = CounterObject()
    for (key, value) in items {
      try result.keep(key, body(value, other.count(key, interpreter)), interpreter)
    }
    for (key, value) in other.items where try get(key, in: interpreter) == nil {
      try result.keep(key, body(.int(0), value), interpreter)
    }
    return result
  }

  /// Only positive counts survive an operator.
  private func keep(_ key: Value, _ value: Value, _ interpreter: Interpreter) throws {
    if try interpreter.isLess(.int(0), value) { try set(key, to: value, in: interpreter) }
  }

  override package func binary(
    _ operation: BinaryOperator, with other: Value, reflected: Bool, in interpreter: Interpreter
  ) throws -> Value? {
    guard !reflected, case .dict(let dict) = other, let right = dict as? CounterObject else {
      return nil
    }
    switch operation {
    case .add:
      return .dict(try combined(right, interpreter) { try interpreter.binary(.add, $0, $1) })
    case .subtract:
      return .dict(try combined(right, interpreter) { try interpreter.binary(.subtract, $0, $1) })
    case .bitAnd:
      return .dict(
        try combined(right, interpreter) { try interpreter.isLess($0, $1) ? $0 : $1 })
    case .bitOr:
      return .dict(
        try combined(right, interpreter) { try interpreter.isLess($0, $1) ? $1 : $0 })
    default: return nil
    }
  }

  static func type(_ interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("collections.Counter") {
      TypeObject(
        "Counter", module: "collections", base: interpreter.types.dict,
        constructor: { interpreter, call in
          let counter = CounterObject()
          if call.positional.count > 1 {
            throw Raised(
              .typeError,
              "Counter.__init__() takes from 1 to 2 positional arguments but \(call.positional.count + 1) were given"
            )
          }
          try update(counter, call, sign: 1, interpreter)
          return .dict(counter)
        }
      ) { type in type.add(methods) }
    }
  }

  private static func update(
    _ counter: CounterObject, _ call: Arguments, sign: Int, _ interpreter: Interpreter
  ) throws {
    if let source = call.positional.first, !source.isNone {
      try counter.add(source, sign: sign, interpreter)
    }
    if !call.keywords.isEmpty {
      let dict = DictObject()
      for (name, value) in call.keywords { dict.setText(name.text, to: value) }
      try counter.add(.dict(dict), sign: sign, interpreter)
    }
  }

  private static func receiver(_ value: Value, _ interpreter: Interpreter) throws -> CounterObject {
    if let counter = try interpreter.dictReceiver(value) as? CounterObject { return counter }
    throw interpreter.wrongReceiver("Counter", value)
  }

  private static var methods: [BuiltinFunction] {
    [
      .method("most_common(self, n=None)", "Elements and counts, most frequent first.") {
        interpreter, call in
        let items = try receiver(call[0], interpreter).reprItems
        let count = call[1].isNone ? items.count : max(0, try interpreter.requireIndex(call[1]))
        return .list(items.prefix(count).map { .tuple([$0.key, $0.value]) })
      },
      .simpleMethod("elements(self, /)", "Each element as often as counted.") {
        interpreter, value in
        var elements: [Value] = []
        for (key, count) in try receiver(value, interpreter).items {
          let times = max(0, try interpreter.requireIndex(count))
          elements += Array(repeating: key, count: times)
        }
        return .object(TupleIterator(TupleObject(elements)))
      },
      .simpleMethod("total(self, /)", "The sum of the counts.") { interpreter, value in
        try receiver(value, interpreter).values.reduce(.int(0)) {
          try interpreter.binary(.add, $0, $1)
        }
      },
      .rawMethod("update(self, iterable=None, /, **kwargs)", "Adds counts.") {
        interpreter, call in
        var arguments = call
        let counter = try receiver(arguments.positional.removeFirst(), interpreter)
        try update(counter, arguments, sign: 1, interpreter)
        return .none
      },
      .rawMethod("subtract(self, iterable=None, /, **kwargs)", "Subtracts counts.") {
        interpreter, call in
        var arguments = call
        let counter = try receiver(arguments.positional.removeFirst(), interpreter)
        try update(counter, arguments, sign: -1, interpreter)
        return .none
      },
    ]
  }
}
