/// `copy`: shallow and deep copies.
enum CopyModule {
  static let module: (name: String, make: ModuleCatalogue.Maker) = (
    "copy",
    {
      ModuleObject("copy") { _ in
        [
          (
            "copy",
            .object(
              BuiltinFunction.unary("copy(x, /)", "A new object with the same contents.") {
                try shallowCopy($1, in: $0)
              })
          ),
          (
            "deepcopy",
            .object(
              BuiltinFunction.bound("deepcopy(x, memo=None)", "A copy of an object and all in it.")
              {
                interpreter, call in try deepCopy(call[0], in: interpreter)
              })
          ),
        ]
      }
    }
  )

  static func shallowCopy(_ value: Value, in interpreter: Interpreter) throws -> Value {
    switch value {
    case .list(let list): return .list(list.elements)
    case .dict(let dict):
      let copy = dict.makeEmptyCopy()
      copy.table = dict.table
      return .dict(copy)
    case .object(let object):
      if let set = object as? SetObject {
        return set.isFrozen ? value : .object(try SetOperations.copy(set, in: interpreter))
      }
      if let instance = object as? InstanceObject {
        if let method = instance.instanceType.userDefined("__copy__") {
          return try interpreter.call(
            interpreter.bind(method, to: value, of: instance.instanceType), [])
        }
        return .object(
          try copyInstance(
            instance, base: { try shallowCopy($0, in: interpreter) }, fields: { $0 }))
      }
      return try copyByMethod(value, in: interpreter)
    default: return value
    }
  }

  /// Library objects that have a `copy` method, such as arrays, are copied by it; others are immutable.
  private static func copyByMethod(_ value: Value, in interpreter: Interpreter) throws -> Value {
    for name: Name in ["__copy__", "copy"] {
      if let method = try interpreter.attributeIfPresent(name, of: value),
        interpreter.isCallable(method)
      {
        return try interpreter.call(method, [])
      }
    }
    return value
  }

  private static func copyInstance(
    _ instance: InstanceObject, base: (Value) throws -> Value, fields: (Value) throws -> Value
  ) throws -> InstanceObject {
    if instance is EnumMember { return instance }
    let copy: InstanceObject
    if let exception = instance as? ExceptionObject {
      copy = ExceptionObject(exception.instanceType, exception.arguments)
    } else {
      copy = InstanceObject(instance.instanceType)
    }
    copy.base = try instance.base.map(base)
    for (name, value) in zip(instance.fields.names, instance.fields.values) {
      copy.fields[name] = try fields(value)
    }
    return copy
  }

  static func deepCopy(_ value: Value, in interpreter: Interpreter) throws -> Value {
    var memo: [ObjectIdentifier: Value] = [:]
    return try deepCopy(value, &memo, interpreter)
  }

  private static func deepCopy(
    _ value: Value, _ memo: inout [ObjectIdentifier: Value], _ interpreter: Interpreter
  ) throws -> Value {
    guard let object = value.object else { return value }
    if let known = memo[ObjectIdentifier(object)] { return known }
    interpreter.comparisonDepth += 1
    defer { interpreter.comparisonDepth -= 1 }
    if interpreter.comparisonDepth > interpreter.limits.callDepth {
      throw Raised(.recursionError, "maximum recursion depth exceeded")
    }
    switch value {
    case .list(let list):
      let copy = ListObject([])
      memo[ObjectIdentifier(object)] = .list(copy)
      for element in list.elements {
        copy.elements.append(try deepCopy(element, &memo, interpreter))
      }
      return .list(copy)
    case .tuple(let tuple):
      let elements = try tuple.elements.map { try deepCopy($0, &memo, interpreter) }
      if let named = tuple as? NamedTupleObject {
        return Value(NamedTupleObject(named.instanceType, named.fieldNames, elements))
      }
      let isSame = zip(elements, tuple.elements).allSatisfy { $0.isIdentical(to: $1) }
      return isSame ? value : .tuple(elements)
    case .dict(let dict):
      let copy = dict.makeEmptyCopy()
      memo[ObjectIdentifier(object)] = .dict(copy)
      for (key, value) in dict.items {
        try copy.set(
          deepCopy(key, &memo, interpreter), to: deepCopy(value, &memo, interpreter),
          in: interpreter)
      }
      return .dict(copy)
    case .object:
      if let set = object as? SetObject {
        let copy = SetObject(isFrozen: set.isFrozen)
        for element in set.elements {
          try copy.insert(deepCopy(element, &memo, interpreter), in: interpreter)
        }
        return .object(copy)
      }
      if let instance = object as? InstanceObject {
        if instance is EnumMember { return value }
        if let method = instance.instanceType.userDefined("__deepcopy__") {
          return try interpreter.call(
            interpreter.bind(method, to: value, of: instance.instanceType), [.dict(DictObject())])
        }
        let copy = try copyInstance(instance, base: { $0 }, fields: { $0 })
        memo[ObjectIdentifier(object)] = .object(copy)
        copy.base = try instance.base.map { try deepCopy($0, &memo, interpreter) }
        for (name, field) in zip(instance.fields.names, instance.fields.values) {
          copy.fields[name] = try deepCopy(field, &memo, interpreter)
        }
        return .object(copy)
      }
      if object is TypeObject || object is ModuleObject || object is BuiltinFunction
        || object is BoundMethod
      {
        return value
      }
      if let deque = object as? DequeObject {
        let elements = try deque.elements.map { try deepCopy($0, &memo, interpreter) }
        return .object(deque.copy(of: elements))
      }
      let copy = try copyByMethod(value, in: interpreter)
      memo[ObjectIdentifier(object)] = copy
      return copy
    default: return value
    }
  }
}
