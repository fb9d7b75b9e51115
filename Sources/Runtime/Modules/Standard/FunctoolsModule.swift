package import Syntax

/// `functools`: functions of functions.
enum FunctoolsModule {
  static let module: (name: String, make: ModuleCatalogue.Maker) = (
    "functools",
    {
      ModuleObject("functools") { interpreter in
        var members: [(String, Value)] = functions.map { ($0.name, .object($0)) }
        members.append(("partial", .object(partialType(interpreter))))
        members.append(("WRAPPER_ASSIGNMENTS", .tuple(assigned.map { .string($0) })))
        return members
      }
    }
  )

  private static let assigned = ["__module__", "__name__", "__qualname__", "__doc__"]

  static func partialType(_ interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("functools.partial") {
      TypeObject(
        "partial", module: "functools", base: interpreter.types.object,
        constructor: { interpreter, call in
          guard let function = call.positional.first else {
            throw Raised(.typeError, "type 'partial' takes at least one argument")
          }
          guard interpreter.isCallable(function) else {
            throw Raised(.typeError, "the first argument must be callable")
          }
          return .object(
            PartialObject(function, Array(call.positional.dropFirst()), call.keywords))
        })
    }
  }

  private static var functions: [BuiltinFunction] {
    [
      .bound("reduce(function, iterable, initial=<no value>, /)", "Combines all elements.") {
        interpreter, call in
        let iterator = try interpreter.makeIterator(call[1])
        var total: Value
        if call.isPassed[2] {
          total = call[2]
        } else {
          guard let first = try iterator.next(in: interpreter) else {
            throw Raised(
              .typeError, "reduce() of empty iterable with no initial value")
          }
          total = first
        }
        while let element = try iterator.next(in: interpreter) {
          total = try interpreter.call(call[0], [total, element])
        }
        return total
      },
      .bound("wraps(wrapped, assigned=(), updated=())", "Decorates a wrapper of a function.") {
        _, call in
        let wrapped = call[0]
        return .object(
          BuiltinFunction.unary("wraps(wrapper, /)", "Copies name and documentation.") {
            interpreter, wrapper in
            try update(wrapper, from: wrapped, interpreter)
            return wrapper
          })
      },
      .bound(
        "update_wrapper(wrapper, wrapped, assigned=(), updated=())",
        "Copies name and documentation of a function to its wrapper."
      ) { interpreter, call in
        try update(call[0], from: call[1], interpreter)
        return call[0]
      },
      .unary("cmp_to_key(mycmp, /)", "A sort key from a comparison function.") { _, function in
        .object(
          BuiltinFunction.unary("key(obj, /)", "A value ordered by the function.") { _, value in
            .object(ComparisonKey(function, value))
          })
      },
      .bound("lru_cache(maxsize=128, typed=False)", "Keeps the results of recent calls.") {
        interpreter, call in
        if interpreter.isCallable(call[0]) {
          return .object(CachedFunction(call[0], capacity: 128, isTyped: false))
        }
        let capacity = call[0].isNone ? nil : max(0, try interpreter.requireIndex(call[0]))
        let isTyped = try interpreter.isTruthy(call[1])
        return .object(
          BuiltinFunction.unary("lru_cache(function, /)", "Keeps the results of calls.") {
            _, function in
            .object(CachedFunction(function, capacity: capacity, isTyped: isTyped))
          })
      },
      .unary("cache(user_function, /)", "Keeps the results of all calls.") { _, function in
        .object(CachedFunction(function, capacity: nil, isTyped: false))
      },
      .unary("cached_property(func, /)", "A property computed once an instance.") {
        _, function in .object(CachedPropertyObject(function))
      },
      .unary("total_ordering(cls, /)", "Adds the comparisons that a class lacks.") {
        interpreter, value in
        try completeOrder(interpreter.typeReceiver(value), interpreter)
        return value
      },
      .unary("singledispatch(func, /)", "A function chosen by the type of its first argument.") {
        interpreter, function in .object(DispatchingFunction(function, interpreter))
      },
    ]
  }

  private static func update(_ wrapper: Value, from wrapped: Value, _ interpreter: Interpreter)
    throws
  {
    for name in assigned {
      if let value = try interpreter.attributeIfPresent(Name(name), of: wrapped) {
        try? interpreter.setAttribute(Name(name), of: wrapper, to: value)
      }
    }
    if case .function(let function) = wrapped {
      for (name, value) in zip(function.fields.names, function.fields.values) {
        try? interpreter.setAttribute(name, of: wrapper, to: value)
      }
    }
    try? interpreter.setAttribute("__wrapped__", of: wrapper, to: wrapped)
  }

  /// Each missing comparison from the one that the class defines and `==`.
  private static func completeOrder(_ type: TypeObject, _ interpreter: Interpreter) throws {
    let operators: [ComparisonOperator] = [.less, .lessEqual, .greater, .greaterEqual]
    func defines(_ operation: ComparisonOperator) -> Bool {
      SpecialNames.comparison(operation).map { type.userDefined($0) != nil } ?? false
    }
    // CPython prefers `<`, then `<=`, `>`, `>=`.
    guard let root = operators.first(where: defines) else {
      throw Raised(.valueError, "must define at least one ordering operation: < > <= >=")
    }
    for operation in operators where !defines(operation) {
      guard let name = SpecialNames.comparison(operation),
        let rootName = SpecialNames.comparison(root)
      else { continue }
      type.set(
        name,
        to: .object(
          BuiltinFunction.operandMethod("\(name)(self, other, /)", "Derived comparison.") {
            interpreter, receiver, other in
            let method = try interpreter.attribute(rootName, of: receiver)
            let result = try interpreter.call(method, [other])
            if interpreter.isNotImplemented(result) { return result }
            let holds = try interpreter.isTruthy(result)
            func isEqual() throws -> Bool { try interpreter.areEqual(receiver, other) }
            let sameSide =
              (root == .less || root == .lessEqual)
              == (operation == .less || operation == .lessEqual)
            let rootIsStrict = root == .less || root == .greater
            let isStrict = operation == .less || operation == .greater
            if sameSide {
              return .bool(try rootIsStrict ? holds || isEqual() : holds && !isEqual())
            }
            if rootIsStrict != isStrict { return .bool(!holds) }
            return .bool(try isStrict ? !holds && !isEqual() : !holds || isEqual())
          }))
    }
    interpreter.typeVersion &+= 1
  }
}

/// `functools.partial`.
package final class PartialObject: Object {
  package let function: Value
  package let arguments: [Value]
  package let keywords: [(name: Name, value: Value)]
  private var fields = AttributeTable()

  package init(
    _ function: Value, _ arguments: [Value], _ keywords: [(name: Name, value: Value)]
  ) {
    // A partial of a partial is one partial.
    if case .object(let object) = function, let inner = object as? PartialObject {
      self.function = inner.function
      self.arguments = inner.arguments + arguments
      self.keywords = PartialObject.merge(inner.keywords, keywords)
    } else {
      self.function = function
      self.arguments = arguments
      self.keywords = keywords
    }
  }

  private static func merge(
    _ first: [(name: Name, value: Value)], _ second: [(name: Name, value: Value)]
  ) -> [(name: Name, value: Value)] {
    var result = first
    for entry in second {
      if let index = result.firstIndex(where: { $0.name == entry.name }) {
        result[index].value = entry.value
      } else {
        result.append(entry)
      }
    }
    return result
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    FunctoolsModule.partialType(interpreter)
  }

  override package var isCallable: Bool { true }

  override package func call(_ call: Arguments, in interpreter: Interpreter) throws -> Value {
    try interpreter.call(
      function,
      Arguments(
        arguments + call.positional, keywords: PartialObject.merge(keywords, call.keywords)))
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) -> Value? {
    switch name {
    case "func": return function
    case "args": return .tuple(arguments)
    case "keywords":
      let dictionary = DictObject()
      for (name, value) in keywords { dictionary.setText(name.text, to: value) }
      return .dict(dictionary)
    default: return fields[name]
    }
  }

  override package func setAttribute(
    _ name: Name, to value: Value, in interpreter: Interpreter
  ) -> Bool {
    fields[name] = value
    return true
  }

  override package func repr(in interpreter: Interpreter) throws -> String {
    var parts = [try interpreter.repr(function)]
    parts += try arguments.map { try interpreter.repr($0) }
    parts += try keywords.map { "\($0.name)=\(try interpreter.repr($0.value))" }
    return "functools.partial(\(parts.joined(separator: ", ")))"
  }
}

/// What `cmp_to_key` makes of a value.
package final class ComparisonKey: Object {
  private let function: Value
  private let value: Value

  init(_ function: Value, _ value: Value) {
    self.function = function
    self.value = value
  }

  override package func compare(
    _ operation: ComparisonOperator, with other: Value, in interpreter: Interpreter
  ) throws -> Value? {
    guard case .object(let object) = other, let key = object as? ComparisonKey else { return nil }
    let order = try interpreter.call(function, [value, key.value])
    return try interpreter.compare(operation, order, .int(0))
  }

  override package func hash(in interpreter: Interpreter) -> Int? { nil }
}

/// A function with kept results: `lru_cache` and `cache`.
package final class CachedFunction: Object {
  private let function: Value
  /// Nil keeps everything.
  private let capacity: Int?
  private let isTyped: Bool
  private var table = HashTable()
  private var hits = 0
  private var misses = 0
  private var fields = AttributeTable()

  init(_ function: Value, capacity: Int?, isTyped: Bool) {
    self.function = function
    self.capacity = capacity
    self.isTyped = isTyped
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.builtin(named: "_lru_cache_wrapper")
  }

  override package var isCallable: Bool { true }

  override package func descriptorGet(
    _ receiver: Value?, of type: TypeObject, in interpreter: Interpreter
  ) -> Value? {
    receiver.map { .object(BoundMethod(.object(self), receiver: $0)) }
  }

  private func key(_ call: Arguments, _ interpreter: Interpreter) -> Value {
    if !isTyped, call.keywords.isEmpty, call.positional.count == 1 {
      switch call.positional[0] {
      case .int, .string: return call.positional[0]
      default: break
      }
    }
    var parts = call.positional
    for (name, value) in call.keywords { parts += [.string(name.text), value] }
    // Positional and keyword arguments must not be confused.
    if !call.keywords.isEmpty { parts.append(.int(-call.keywords.count)) }
    if isTyped {
      parts += (call.positional + call.keywords.map(\.value)).map {
        .object(interpreter.type(of: $0))
      }
    }
    return .tuple(parts)
  }

  override package func call(_ call: Arguments, in interpreter: Interpreter) throws -> Value {
    guard capacity != 0 else {
      misses += 1
      return try interpreter.call(function, call)
    }
    let key = key(call, interpreter)
    if let value = try table.value(for: key, in: interpreter) {
      hits += 1
      if capacity != nil {
        _ = try table.remove(key, in: interpreter)
        try table.set(key, to: value, in: interpreter)
      }
      return value
    }
    misses += 1
    let value = try interpreter.call(function, call)
    try table.set(key, to: value, in: interpreter)
    if let capacity, table.count > capacity { _ = table.popFirst() }
    return value
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    if let value = fields[name] { return value }
    switch name {
    case "cache_info":
      return .object(
        BuiltinFunction.raw("cache_info()", "Hits, misses and sizes.") { [self] interpreter, _ in
          let type = try CachedFunction.informationType(interpreter)
          return try interpreter.instantiate(
            type,
            Arguments([
              .int(hits), .int(misses), capacity.map { .int($0) } ?? Value.none,
              .int(table.count),
            ]))
        })
    case "cache_clear":
      return .object(
        BuiltinFunction.raw("cache_clear()", "Forgets all results.") { [self] _, _ in
          table.removeAll()
          hits = 0
          misses = 0
          return .none
        })
    case "cache_parameters":
      return .object(
        BuiltinFunction.raw("cache_parameters()", "The settings.") { [self] _, _ in
          let result = DictObject()
          result.setText("maxsize", to: capacity.map { .int($0) } ?? Value.none)
          result.setText("typed", to: .bool(isTyped))
          return .dict(result)
        })
    case "__wrapped__": return function
    default: return try interpreter.attributeIfPresent(name, of: function)
    }
  }

  override package func setAttribute(_ name: Name, to value: Value, in interpreter: Interpreter)
    -> Bool
  {
    fields[name] = value
    return true
  }

  private static func informationType(_ interpreter: Interpreter) throws -> TypeObject {
    let type = try NamedTuples.make(
      "CacheInfo", ["hits", "misses", "maxsize", "currsize"], defaults: [], in: interpreter)
    return interpreter.types.register("functools._CacheInfo") { type }
  }

  override package func repr(in interpreter: Interpreter) throws -> String {
    let name = try interpreter.attributeIfPresent(SpecialNames.qualifiedName, of: function)
    return "<functools._lru_cache_wrapper object of \(name?.text ?? "function") at \(address)>"
  }
}

/// `functools.singledispatch`.
package final class DispatchingFunction: Object {
  private var cases: [(type: TypeObject, function: Value)]
  private let original: Value

  init(_ function: Value, _ interpreter: Interpreter) {
    original = function
    cases = [(interpreter.types.object, function)]
  }

  override package var isCallable: Bool { true }

  private func function(for type: TypeObject) -> Value {
    for candidate in [type] + type.ancestors {
      if let found = cases.last(where: { $0.type === candidate }) { return found.function }
    }
    return original
  }

  override package func call(_ call: Arguments, in interpreter: Interpreter) throws -> Value {
    guard let first = call.positional.first else {
      throw Raised(.typeError, "singledispatch function requires at least 1 positional argument")
    }
    return try interpreter.call(function(for: interpreter.type(of: first)), call)
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    switch name {
    case "register":
      return .object(
        BuiltinFunction.bound("register(cls, func=None)", "Adds a case for a type.") {
          [self] interpreter, call in
          guard case .object(let object) = call[0], let type = object as? TypeObject else {
            throw Raised(
              .notImplementedError, "register() by annotation is not available in agrun",
              hint: "write @function.register(type)")
          }
          if !call[1].isNone {
            cases.append((type, call[1]))
            return call[1]
          }
          return .object(
            BuiltinFunction.unary("register(func, /)", "Adds a case.") { [self] _, function in
              cases.append((type, function))
              return function
            })
        })
    case "dispatch":
      return .object(
        BuiltinFunction.unary("dispatch(cls, /)", "The function for a type.") {
          [self] interpreter, type in function(for: try interpreter.typeReceiver(type))
        })
    default: return try interpreter.attributeIfPresent(name, of: original)
    }
  }
}
