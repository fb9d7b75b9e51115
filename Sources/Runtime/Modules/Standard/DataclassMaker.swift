import Syntax

/// Adds the methods of a data class to a class.
enum DataclassMaker {
  static func make(_ type: TypeObject, _ options: DataclassOptions, in interpreter: Interpreter)
    throws -> Value
  {
    let fields = try collectFields(type, options, interpreter)
    let stored = fields.filter { !$0.isInitOnly }
    let table = DictObject()
    for field in stored { table.setText(field.name, to: .object(field)) }
    type.set("__dataclass_fields__", to: .dict(table))
    type.set(
      "__match_args__",
      to: .tuple(stored.filter { $0.isInit }.map { .string($0.name) }))
    if options.makesInit { try addInit(type, fields, options) }
    if options.makesRepr, type.attributes[SpecialNames.repr] == nil { addRepr(type, stored) }
    let compared = stored.filter(\.isCompared)
    let hasOwnEquality = type.attributes[SpecialNames.equal] != nil
    if options.makesEquality, !hasOwnEquality { addEquality(type, compared) }
    if options.makesOrder {
      guard options.makesEquality else {
        throw Raised(.valueError, "eq must be true if order is true")
      }
      try addOrder(type, compared)
    }
    if options.isFrozen { addFreezing(type, stored) }
    let hashed = stored.filter { $0.isHash ?? $0.isCompared }
    if options.hashesUnsafely || (options.makesEquality && options.isFrozen) {
      if type.attributes[SpecialNames.hash] == nil { addHash(type, hashed) }
    } else if options.makesEquality, type.attributes[SpecialNames.hash] == nil {
      type.set(SpecialNames.hash, to: Value.none)
    }
    interpreter.typeVersion &+= 1
    return .object(type)
  }

  // MARK: Fields

  private static func collectFields(
    _ type: TypeObject, _ options: DataclassOptions, _ interpreter: Interpreter
  ) throws -> [DataclassField] {
    var fields: [DataclassField] = []
    func add(_ field: DataclassField) {
      if let index = fields.firstIndex(where: { $0.name == field.name }) {
        fields[index] = field
      } else {
        fields.append(field)
      }
    }
    for ancestor in type.ancestors.reversed() {
      guard case .dict(let table)? = ancestor.attributes["__dataclass_fields__"] else { continue }
      for value in table.values {
        if case .object(let object) = value, let field = object as? DataclassField { add(field) }
      }
    }
    var keywordOnly = options.keywordOnly
    for (name, annotation) in type.annotations {
      let bare = annotation.trimmed(of: " '\"").withoutModule
      if bare.hasPrefix("ClassVar") { continue }
      if bare == "KW_ONLY" {
        keywordOnly = true
        continue
      }
      let value = type.attributes[Name(name)] ?? .unbound
      let field: DataclassField
      if case .object(let object) = value, let given = object as? DataclassField {
        field = given
        type.set(Name(name), to: given.defaultValue.isUnbound ? nil : given.defaultValue)
      } else {
        field = DataclassField()
        field.defaultValue = value
      }
      field.name = name
      field.annotation = annotation
      field.isInitOnly = bare.hasPrefix("InitVar")
      if field.isKeywordOnly == nil { field.isKeywordOnly = keywordOnly }
      try checkDefault(field, interpreter)
      add(field)
    }
    return fields
  }

  private static func checkDefault(_ field: DataclassField, _ interpreter: Interpreter) throws {
    if field.defaultValue.isUnbound { return }
    do {
      _ = try interpreter.hash(field.defaultValue)
    } catch let error as Raised where interpreter.matches(error, .typeError) {
      let type = try interpreter.repr(.object(interpreter.type(of: field.defaultValue)))
      throw Raised(
        .valueError,
        "mutable default \(type) for field \(field.name) is not allowed: use default_factory")
    }
  }

  // MARK: Methods

  private static func addInit(
    _ type: TypeObject, _ fields: [DataclassField], _ options: DataclassOptions
  ) throws {
    let positional = fields.filter { $0.isInit && !($0.isKeywordOnly ?? false) }
    let keyword = fields.filter { $0.isInit && ($0.isKeywordOnly ?? false) }
    var seenDefault = false
    for field in positional {
      if field.hasDefault {
        seenDefault = true
      } else if seenDefault {
        throw Raised(
          .typeError, "non-default argument '\(field.name)' follows default argument")
      }
    }
    func declare(_ field: DataclassField) -> String {
      field.hasDefault ? field.name + "=<no value>" : field.name
    }
    var parameters = ["self"] + positional.map(declare)
    if !keyword.isEmpty { parameters += ["*"] + keyword.map(declare) }
    let order = positional + keyword
    let name = "\(type.name).__init__"
    let body = BuiltinFunction(
      "\(name)(\(parameters.joined(separator: ", ")))", "Sets the fields.", isMethod: true,
      isWordedAsC: false,
      .bound { interpreter, call in
        guard case .object(let object) = call[0], let instance = object as? InstanceObject else {
          throw interpreter.wrongReceiver(type.name, call[0])
        }
        var initOnly: [Value] = []
        for field in fields {
          var value = Value.unbound
          if let slot = order.firstIndex(where: { $0 === field }) { value = call[slot + 1] }
          if value.isUnbound {
            if !field.factory.isUnbound {
              value = try interpreter.call(field.factory, [])
            } else if !field.defaultValue.isUnbound {
              value = field.defaultValue
            } else {
              continue
            }
          }
          if field.isInitOnly {
            initOnly.append(value)
          } else if options.isFrozen || type.hasPlainFields(interpreter.typeVersion) {
            instance.fields[Name(field.name)] = value
          } else {
            try interpreter.setAttribute(Name(field.name), of: call[0], to: value)
          }
        }
        _ = try instance.callMethod(SpecialNames.postInit, initOnly, interpreter)
        return .none
      })
    type.set(SpecialNames.`init`, to: .object(body))
  }

  private static func addRepr(_ type: TypeObject, _ fields: [DataclassField]) {
    let shown = fields.filter(\.isRepr)
    add(
      type,
      .simpleMethod("__repr__(self, /)", "The class and its fields.") { interpreter, receiver in
        guard case .object(let object) = receiver else { return .string("") }
        var builder = TextBuilder()
        builder.append(interpreter.type(of: receiver).name)
        try builder.writeFields(
          object,
          shown.map { ($0.name, try interpreter.attribute(Name($0.name), of: receiver)) },
          in: interpreter)
        return .string(builder.string)
      })
  }

  private static func add(_ type: TypeObject, _ function: BuiltinFunction) {
    type.set(Name(function.name), to: .object(function))
  }

  private static func values(
    _ fields: [DataclassField], _ value: Value, _ interpreter: Interpreter
  ) throws -> Value {
    .tuple(try fields.map { try interpreter.attribute(Name($0.name), of: value) })
  }

  private static func addEquality(_ type: TypeObject, _ fields: [DataclassField]) {
    add(
      type,
      .operandMethod("__eq__(self, other, /)", "Equality of all fields.") {
        interpreter, receiver, other in
        guard interpreter.type(of: receiver) === interpreter.type(of: other) else {
          return .object(interpreter.notImplemented)
        }
        return .bool(
          try interpreter.areEqual(
            values(fields, receiver, interpreter), values(fields, other, interpreter)))
      })
  }

  private static func addOrder(_ type: TypeObject, _ fields: [DataclassField]) throws {
    for operation in [ComparisonOperator.less, .lessEqual, .greater, .greaterEqual] {
      guard let name = SpecialNames.comparison(operation) else { continue }
      if type.attributes[name] != nil {
        throw Raised(
          .typeError,
          "Cannot overwrite attribute \(name) in class \(type.name). Consider using functools.total_ordering"
        )
      }
      add(
        type,
        .operandMethod("\(name)(self, other, /)", "Order of the fields.") {
          interpreter, receiver, other in
          guard interpreter.type(of: receiver) === interpreter.type(of: other) else {
            return .object(interpreter.notImplemented)
          }
          return try interpreter.compare(
            operation, values(fields, receiver, interpreter), values(fields, other, interpreter))
        })
    }
  }

  private static func addHash(_ type: TypeObject, _ fields: [DataclassField]) {
    add(
      type,
      .simpleMethod("__hash__(self, /)", "Hash of the fields.") { interpreter, receiver in
        .int(try interpreter.hash(values(fields, receiver, interpreter)))
      })
  }

  private static func addFreezing(_ type: TypeObject, _ fields: [DataclassField]) {
    func refuse(_ interpreter: Interpreter, _ verb: String, _ name: Value) throws -> Value {
      throw Raised(
        ExceptionObject(
          DataclassesModule.frozenError(interpreter),
          [.string("cannot \(verb) field \(try interpreter.repr(name))")]))
    }
    add(
      type,
      .method("__setattr__(self, name, value, /)", "Refuses.") { interpreter, call in
        try refuse(interpreter, "assign to", call[1])
      })
    add(
      type,
      .operandMethod("__delattr__(self, name, /)", "Refuses.") { interpreter, _, name in
        try refuse(interpreter, "delete", name)
      })
  }
}

extension String {
  fileprivate func trimmed(of characters: String) -> String {
    var text = Substring(self)
    while let first = text.first, characters.contains(first) { text.removeFirst() }
    while let last = text.last, characters.contains(last) { text.removeLast() }
    return String(text)
  }

  /// Without `typing.` or `dataclasses.` in front.
  fileprivate var withoutModule: String {
    for module in ["typing.", "dataclasses."] where hasPrefix(module) {
      return String(dropFirst(module.count))
    }
    return self
  }
}
