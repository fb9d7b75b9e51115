/// `collections`: containers beyond the builtin ones.
enum CollectionsModule {
  static let module: (name: String, make: ModuleCatalogue.Maker) = (
    "collections",
    {
      ModuleObject("collections") { interpreter in
        [
          ("namedtuple", .object(NamedTuples.function)),
          ("OrderedDict", .object(OrderedDictObject.type(interpreter))),
          ("defaultdict", .object(DefaultDictObject.type(interpreter))),
          ("Counter", .object(CounterObject.type(interpreter))),
          ("deque", .object(DequeObject.type(interpreter))),
          ("ChainMap", .object(ChainMapObject.type(interpreter))),
        ]
      }
    }
  )
}

/// `collections.OrderedDict`.
package final class OrderedDictObject: DictObject {
  override package func type(in interpreter: Interpreter) -> TypeObject {
    OrderedDictObject.type(interpreter)
  }

  override package var comparesOrder: Bool { true }
  override package var showsPairs: Bool { true }
  override package var showsEmptyBraces: Bool { false }
  override package func makeEmptyCopy() -> DictObject { OrderedDictObject() }
  override package func reprWrapper(in interpreter: Interpreter) -> (before: String, after: String)?
  {
    ("OrderedDict(", ")")
  }

  static func type(_ interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("collections.OrderedDict") {
      TypeObject(
        "OrderedDict", module: "collections", base: interpreter.types.dict,
        constructor: { interpreter, call in
          let dict = OrderedDictObject()
          try interpreter.fill(.dict(dict), call, typeName: "OrderedDict")
          return .dict(dict)
        }
      ) { type in
        type.add([
          .method("move_to_end(self, key, last=True)", "Moves an entry to one end.") {
            interpreter, call in
            let dict = try interpreter.dictReceiver(call[0])
            guard let value = try dict.remove(call[1], in: interpreter) else {
              throw interpreter.missingKey(call[1])
            }
            if try interpreter.isTruthy(call[2]) {
              try dict.set(call[1], to: value, in: interpreter)
            } else {
              let rest = dict.items
              dict.table.removeAll()
              try dict.set(call[1], to: value, in: interpreter)
              for (key, value) in rest { try dict.set(key, to: value, in: interpreter) }
            }
            return .none
          },
          .method("popitem(self, last=True)", "Removes the entry at one end.") {
            interpreter, call in
            let dict = try interpreter.dictReceiver(call[0])
            let isLast = try interpreter.isTruthy(call[1])
            guard let entry = isLast ? dict.table.popLast() : dict.table.popFirst() else {
              throw interpreter.missingKey(.string("dictionary is empty"))
            }
            return .tuple([entry.key, entry.value])
          },
        ])
      }
    }
  }
}

/// `collections.defaultdict`.
package final class DefaultDictObject: DictObject {
  private var factory: Value

  init(_ factory: Value) { self.factory = factory }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    DefaultDictObject.type(interpreter)
  }

  override package func makeEmptyCopy() -> DictObject { DefaultDictObject(factory) }

  override package func missing(_ key: Value, in interpreter: Interpreter) throws -> Value? {
    if factory.isNone { return nil }
    let value = try interpreter.call(factory, [])
    try set(key, to: value, in: interpreter)
    return value
  }

  override package func reprWrapper(in interpreter: Interpreter) throws -> (
    before: String, after: String
  )? {
    ("defaultdict(\(try interpreter.repr(factory)), ", ")")
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) -> Value? {
    name == "default_factory" ? factory : nil
  }

  override package func setAttribute(_ name: Name, to value: Value, in interpreter: Interpreter)
    -> Bool
  {
    guard name == "default_factory" else { return false }
    factory = value
    return true
  }

  static func type(_ interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("collections.defaultdict") {
      TypeObject(
        "defaultdict", module: "collections", base: interpreter.types.dict,
        constructor: { interpreter, call in
          var arguments = call
          let factory =
            arguments.positional.isEmpty ? Value.none : arguments.positional.removeFirst()
          guard factory.isNone || interpreter.isCallable(factory) else {
            throw Raised(.typeError, "first argument must be callable or None")
          }
          let dict = DefaultDictObject(factory)
          try interpreter.fill(.dict(dict), arguments, typeName: "defaultdict")
          return .dict(dict)
        }
      ) { type in
        type.add([
          .operandMethod("__missing__(self, key, /)", "Makes the value of a missing key.") {
            interpreter, receiver, key in
            let dict = try interpreter.dictReceiver(receiver)
            guard let value = try dict.missing(key, in: interpreter) else {
              throw interpreter.missingKey(key)
            }
            return value
          }
        ])
      }
    }
  }
}

/// `collections.ChainMap`: the first mapping that has a key decides.
package final class ChainMapObject: Object {
  private let maps: ListObject

  init(_ maps: [Value]) { self.maps = ListObject(maps) }

  static func type(_ interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("collections.ChainMap") {
      TypeObject(
        "ChainMap", module: "collections", base: interpreter.types.object,
        constructor: { _, call in
          .object(
            ChainMapObject(call.positional.isEmpty ? [.dict(DictObject())] : call.positional))
        })
    }
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    ChainMapObject.type(interpreter)
  }

  /// All entries, in the order of CPython: the last mapping's keys first.
  private func merged(_ interpreter: Interpreter) throws -> DictObject {
    let result = DictObject()
    for map in maps.elements.reversed() { try interpreter.update(result, with: map) }
    return result
  }

  override package func length(in interpreter: Interpreter) throws -> Int? {
    try merged(interpreter).count
  }

  override package func makeIterator(in interpreter: Interpreter) throws -> IteratorObject? {
    DictIterator(try merged(interpreter), .keys)
  }

  override package func contains(_ element: Value, in interpreter: Interpreter) throws -> Bool? {
    try maps.elements.contains { try interpreter.contains(element, in: $0) }
  }

  override package func item(at key: Value, in interpreter: Interpreter) throws -> Value? {
    for map in maps.elements where try interpreter.contains(key, in: map) {
      return try interpreter.item(of: map, at: key)
    }
    throw interpreter.missingKey(key)
  }

  override package func setItem(at key: Value, to value: Value, in interpreter: Interpreter) throws
    -> Bool
  {
    try interpreter.setItem(of: maps.elements[0], at: key, to: value)
    return true
  }

  override package func repr(in interpreter: Interpreter) throws -> String {
    "ChainMap(\(try maps.elements.map { try interpreter.repr($0) }.joined(separator: ", ")))"
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    switch name {
    case "maps": return .list(maps)
    case "parents": return .object(ChainMapObject(Array(maps.elements.dropFirst())))
    case "new_child":
      return .object(
        BuiltinFunction.bound("new_child(m=None)", "With a new mapping in front.") {
          [self] _, call in
          .object(
            ChainMapObject([call[0].isNone ? .dict(DictObject()) : call[0]] + maps.elements))
        })
    case "get":
      return .object(
        BuiltinFunction.bound("get(key, default=None)", "The value of a key, or a default.") {
          [self] interpreter, call in
          try contains(call[0], in: interpreter) == true
            ? try interpreter.item(of: .object(self), at: call[0]) : call[1]
        })
    case "keys", "values", "items":
      let method = try interpreter.attribute(name, of: .dict(merged(interpreter)))
      return method
    default: return nil
    }
  }
}
