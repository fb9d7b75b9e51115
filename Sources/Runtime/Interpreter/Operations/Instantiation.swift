extension Interpreter {
  /// Calls a class.
  package func instantiate(_ type: TypeObject, _ arguments: Arguments) throws -> Value {
    if let plan = type.instantiation, plan.version == typeVersion {
      return try instantiate(type, plan.initializer, arguments)
    }
    if let value = try type.behaviour?.call(type, arguments, in: self) { return value }
    if let constructor = type.constructor { return try constructor(self, arguments) }
    if type.exceptionKind != nil, !type.isUserDefined { return try makeException(type, arguments) }
    guard type.isUserDefined || type === types.object else {
      throw Raised(.typeError, "cannot create '\(type.qualifiedName)' instances")
    }
    if !type.abstractNames.isEmpty { throw abstractInstantiation(type) }
    if type.userDefined(SpecialNames.new) == nil, type.exceptionKind == nil,
      type.ancestors.allSatisfy({ $0.isUserDefined || $0 === types.object }),
      case .function(let initializer)? = type.userDefined(SpecialNames.`init`)
    {
      type.instantiation = (typeVersion, initializer)
      return try instantiate(type, initializer, arguments)
    }
    let value: Value
    if let new = type.userDefined(SpecialNames.new) {
      var passed = arguments
      passed.positional.insert(.object(type), at: 0)
      var function = new
      if case .object(let object) = new, let method = object as? StaticMethodObject {
        function = method.function
      }
      value = try call(function, passed)
      // Only instances of the class are initialised.
      guard isInstance(value, of: type) else { return value }
    } else {
      value = try makeInstance(type, arguments)
    }
    try initialize(value, of: type, arguments)
    return value
  }

  /// The common case: a class of the script with an `__init__` of its own and nothing else to heed.
  private func instantiate(
    _ type: TypeObject, _ initializer: FunctionObject, _ arguments: Arguments
  ) throws -> Value {
    let value = Value.object(InstanceObject(type))
    var passed = Arguments([], keywords: arguments.keywords)
    passed.positional.reserveCapacity(arguments.positional.count + 1)
    passed.positional.append(value)
    passed.positional += arguments.positional
    let result = try call(.function(initializer), passed)
    guard result.isNone else {
      throw Raised(.typeError, "__init__() should return None, not '\(typeName(of: result))'")
    }
    return value
  }

  /// What `object.__new__` and the builtin types' `__new__` make: an instance whose fields are not set.
  func makeInstance(_ type: TypeObject, _ arguments: Arguments) throws -> Value {
    if type.exceptionKind != nil {
      return .object(ExceptionObject(type, arguments.positional))
    }
    for ancestor in [type] + type.ancestors {
      if let make = ancestor.makeInstance { return try make(self, type, arguments) }
    }
    guard let builtin = type.ancestors.first(where: { !$0.isUserDefined && $0 !== types.object })
    else { return .object(InstanceObject(type)) }
    switch ObjectIdentifier(builtin) {
    case ObjectIdentifier(types.list): return .object(InstanceObject(type, base: .list([])))
    case ObjectIdentifier(types.dict):
      return .object(InstanceObject(type, base: .dict(DictObject())))
    case ObjectIdentifier(types.set):
      return .object(InstanceObject(type, base: .object(SetObject())))
    case let id
    where [types.int, types.float, types.complex, types.str, types.tuple, types.frozenset]
      .contains { ObjectIdentifier($0) == id }:
      // With an `__init__` of its own, arguments that the builtin type does not take are its business.
      let base = try builtin.constructor?(self, arguments) ?? .none
      return .object(InstanceObject(type, base: base))
    default: return .object(InstanceObject(type))
    }
  }

  private func initialize(_ value: Value, of type: TypeObject, _ arguments: Arguments) throws {
    if let method = type.userDefined(SpecialNames.`init`) {
      let result: Value
      if case .function = method {
        var passed = arguments
        passed.positional.insert(value, at: 0)
        result = try call(method, passed)
      } else {
        result = try call(bind(method, to: value, of: type), arguments)
      }
      guard result.isNone else {
        throw Raised(.typeError, "__init__() should return None, not '\(typeName(of: result))'")
      }
      return
    }
    if case .object(let object) = value, let base = object.baseValue {
      switch base {
      case .list, .dict: try fill(base, arguments, typeName: type.name)
      case .object(let object):
        if let set = object as? SetObject, !set.isFrozen {
          try fill(base, arguments, typeName: type.name)
        }
      default: break
      }
      return
    }
    guard type.exceptionKind == nil, type.userDefined(SpecialNames.new) == nil else { return }
    guard type.ancestors.allSatisfy({ $0.makeInstance == nil }) else { return }
    if !arguments.positional.isEmpty || !arguments.keywords.isEmpty {
      throw Raised(.typeError, "\(type.name)() takes no arguments")
    }
  }

  /// `list.__init__`, `dict.__init__` and `set.__init__` for user subclasses.
  func fill(_ base: Value, _ arguments: Arguments, typeName: String) throws {
    let positional = arguments.positional
    guard positional.count <= 1 else {
      throw Raised(
        .typeError, "\(typeName) expected at most 1 argument, got \(positional.count)")
    }
    switch base {
    case .list(let list): list.elements = try positional.first.map { try collect($0) } ?? []
    case .dict(let dict):
      if let source = positional.first { try update(dict, with: source) }
      for (name, value) in arguments.keywords { dict.setText(name.text, to: value) }
    case .object(let object):
      if let set = object as? SetObject {
        set.table.removeAll()
        if let source = positional.first { try SetOperations.update(set, with: source, in: self) }
      }
    default: break
    }
  }

  private func makeException(_ type: TypeObject, _ arguments: Arguments) throws -> Value {
    let exception = ExceptionObject(type, arguments.positional)
    for (name, value) in arguments.keywords {
      switch (type.exceptionKind, name) {
      case (.importError, "name"), (.importError, "path"), (.nameError, "name"),
        (.attributeError, "name"), (.attributeError, "obj"), (.moduleNotFoundError, "name"):
        exception.fields[name] = value
      default: throw Raised(.typeError, "\(type.name)() takes no keyword arguments")
      }
    }
    return .object(exception)
  }

  private func abstractInstantiation(_ type: TypeObject) -> Raised {
    let names = type.abstractNames
    let plural = names.count == 1 ? "" : "s"
    return Raised(
      .typeError,
      "Can't instantiate abstract class \(type.name) with abstract method\(plural) \(names.joined(separator: ", "))"
    )
  }

  /// `dict.update(source)`: a mapping or an iterable of pairs.
  package func update(_ dict: DictObject, with source: Value) throws {
    if case .dict(let other) = source.plain {
      for (key, value) in other.items { try dict.set(key, to: value, in: self) }
      return
    }
    if case .object = source, let keys = try attributeIfPresent("keys", of: source) {
      for key in try collect(call(keys, [])) {
        try dict.set(key, to: item(of: source, at: key), in: self)
      }
      return
    }
    let iterator = try makeIterator(source)
    var index = 0
    while let entry = try iterator.next(in: self) {
      let pair: [Value]
      do {
        pair = try collect(entry)
      } catch let error as Raised where matches(error, .typeError) {
        throw Raised(
          .typeError,
          "cannot convert dictionary update sequence element #\(index) to a sequence")
      }
      guard pair.count == 2 else {
        throw Raised(
          .valueError,
          "dictionary update sequence element #\(index) has length \(pair.count); 2 is required")
      }
      try dict.set(pair[0], to: pair[1], in: self)
      index += 1
    }
  }
}
