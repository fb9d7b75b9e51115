/// Methods of `dict`.
enum DictMethods {
  static func load(_ type: TypeObject) {
    type.add(all)
    type.add(SpecialMethods.mutableMapping + SpecialMethods.equality)
    type.set(
      "fromkeys",
      to: .object(
        ClassMethodObject(
          .object(
            BuiltinFunction.native(
              "fromkeys(type, iterable, value=None, /)",
              "A dict with keys from an iterable and one value."
            ) { interpreter, call in
              let result = DictObject()
              for key in try interpreter.collect(call[1]) {
                try result.set(key, to: call[2], in: interpreter)
              }
              return .dict(result)
            }))))
  }

  /// Without binding, as programs call it in loops.
  private static func getOrDefault(_ interpreter: Interpreter, _ call: Arguments) throws -> Value {
    let arguments = call.positional
    guard call.keywords.isEmpty else {
      throw Raised(.typeError, "dict.get() takes no keyword arguments")
    }
    switch arguments.count {
    case 2:
      return try interpreter.dictReceiver(arguments[0]).get(arguments[1], in: interpreter) ?? .none
    case 3:
      return try interpreter.dictReceiver(arguments[0]).get(arguments[1], in: interpreter)
        ?? arguments[2]
    case 0, 1: throw Raised(.typeError, "get expected at least 1 argument, got 0")
    default:
      throw Raised(.typeError, "get expected at most 2 arguments, got \(arguments.count - 1)")
    }
  }

  private static var all: [BuiltinFunction] {
    [
      .rawMethod(
        "get(self, key, default=None, /)", "The value of a key, or a default.", getOrDefault),
      .simpleMethod("keys(self, /)", "A view of the keys.") { interpreter, receiver in
        .object(DictViewObject(try interpreter.dictReceiver(receiver), .keys))
      },
      .simpleMethod("values(self, /)", "A view of the values.") { interpreter, receiver in
        .object(DictViewObject(try interpreter.dictReceiver(receiver), .values))
      },
      .simpleMethod("items(self, /)", "A view of the pairs of key and value.") {
        interpreter, receiver in
        .object(DictViewObject(try interpreter.dictReceiver(receiver), .items))
      },
      .method("pop(self, key, default=<no value>, /)", "Removes a key and returns its value.") {
        interpreter, call in
        let dict = try interpreter.dictReceiver(call[0])
        if let value = try dict.remove(call[1], in: interpreter) { return value }
        if call[2].isUnbound { throw interpreter.missingKey(call[1]) }
        return call[2]
      },
      .simpleMethod("popitem(self, /)", "Removes and returns the pair inserted last.") {
        interpreter, receiver in
        guard let entry = try interpreter.dictReceiver(receiver).table.popLast() else {
          throw Raised(
            ExceptionObject(
              interpreter.types.exception(.keyError),
              [.string("popitem(): dictionary is empty")]))
        }
        return .tuple([entry.key, entry.value])
      },
      .method("setdefault(self, key, default=None, /)", "The value of a key, set where missing.") {
        interpreter, call in
        let dict = try interpreter.dictReceiver(call[0])
        if let value = try dict.get(call[1], in: interpreter) { return value }
        try dict.set(call[1], to: call[2], in: interpreter)
        return call[2]
      },
      .rawMethod("update(self, other=(), /, **kwargs)", "Adds or replaces entries.") {
        interpreter, call in
        guard let receiver = call.positional.first else {
          throw Raised(.typeError, "unbound method dict.update() needs an argument")
        }
        let dict = try interpreter.dictReceiver(receiver)
        guard call.positional.count <= 2 else {
          throw Raised(
            .typeError,
            "update expected at most 1 argument, got \(call.positional.count - 1)")
        }
        if call.positional.count == 2 { try interpreter.update(dict, with: call.positional[1]) }
        for (name, value) in call.keywords { dict.setText(name.text, to: value) }
        return .none
      },
      .simpleMethod("clear(self, /)", "Removes all entries.") { interpreter, receiver in
        try interpreter.dictReceiver(receiver).table.removeAll()
        return .none
      },
      .simpleMethod("copy(self, /)", "A new dict of the same entries.") { interpreter, receiver in
        let dict = try interpreter.dictReceiver(receiver)
        let copy = dict.makeEmptyCopy()
        copy.table = dict.table
        return .dict(copy)
      },
    ]
  }
}

/// A live view of a dict's keys, values or items.
package final class DictViewObject: Object {
  package enum Kind { case keys, values, items }
  package let dict: DictObject
  package let kind: Kind

  package init(_ dict: DictObject, _ kind: Kind) {
    self.dict = dict
    self.kind = kind
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    switch kind {
    case .keys: interpreter.types.builtin(named: "dict_keys")
    case .values: interpreter.types.builtin(named: "dict_values")
    case .items: interpreter.types.builtin(named: "dict_items")
    }
  }

  override package func length(in interpreter: Interpreter) -> Int? { dict.count }
  override package func hash(in interpreter: Interpreter) -> Int? {
    kind == .values ? identity : nil
  }

  override package func makeIterator(in interpreter: Interpreter) -> IteratorObject? {
    DictIterator(dict, kind)
  }

  override package func contains(_ element: Value, in interpreter: Interpreter) throws -> Bool? {
    switch kind {
    case .keys: return try dict.get(element, in: interpreter) != nil
    case .values:
      return try dict.values.contains { try interpreter.areEqual($0, element) }
    case .items:
      guard case .tuple(let pair) = element, pair.elements.count == 2,
        let value = try dict.get(pair.elements[0], in: interpreter)
      else { return false }
      return try interpreter.areEqual(value, pair.elements[1])
    }
  }

  override package func write(
    asRepr: Bool, to builder: inout TextBuilder, in interpreter: Interpreter
  ) throws {
    let elements: [Value]
    switch kind {
    case .keys: elements = dict.keys
    case .values: elements = dict.values
    case .items: elements = dict.items.map { .tuple([$0.key, $0.value]) }
    }
    try builder.writeSequence(
      self, type(in: interpreter).name + "([", "])", elements, in: interpreter)
  }

  override package func repr(in interpreter: Interpreter) throws -> String {
    try interpreter.repr(.object(self))
  }
}
