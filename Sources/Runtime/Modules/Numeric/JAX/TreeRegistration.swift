/// How scripts make their classes pytrees.
enum TreeRegistration {
  static var members: [(String, Value)] {
    let functions: [BuiltinFunction] = [
      node, nodeClass, withKeys, withKeysClass, dataclass, staticClass,
    ]
    return functions.map { (function: BuiltinFunction) -> (String, Value) in
      (function.name, .object(function))
    }
  }

  private static func requireType(_ value: Value, _ interpreter: Interpreter) throws -> TypeObject {
    guard case .object(let object) = value, let type = object as? TypeObject else {
      throw Raised(
        .typeError, "expected a class to register, got \(interpreter.typeName(of: value))")
    }
    return type
  }

  private static func register(_ entry: PytreeClass, _ interpreter: Interpreter) throws {
    if interpreter.numerics.pytreeClasses.contains(where: { $0.type === entry.type }) {
      throw Raised(
        .valueError,
        "Duplicate custom PyTreeDef type registration for \(try interpreter.repr(.object(entry.type)))."
      )
    }
    interpreter.numerics.pytreeClasses.append(entry)
  }

  /// `(children, auxiliary)` as a flattening function of a script returns it.
  private static func pair(_ value: Value, _ interpreter: Interpreter) throws
    -> (children: [Value], auxiliary: Value)
  {
    let parts = try interpreter.collect(value)
    guard parts.count == 2 else {
      throw Raised(
        .typeError,
        "The to_iterable function for a custom PyTree node should return a (children, aux_data) tuple, got \(try interpreter.repr(value))"
      )
    }
    return (try interpreter.collect(parts[0]), parts[1])
  }

  private static var node: BuiltinFunction {
    .bound(
      "register_pytree_node(nodetype, flatten_func, unflatten_func, flatten_with_keys_func=None)",
      "Makes instances of a class containers."
    ) { interpreter, arguments in
      try register(
        PytreeClass(
          requireType(arguments[0], interpreter),
          flatten: { try pair($0.call(arguments[1], [$1]), $0) },
          unflatten: { try $0.call(arguments[2], [$1, .tuple($2)]) }), interpreter)
      return .none
    }
  }

  private static var nodeClass: BuiltinFunction {
    .unary(
      "register_pytree_node_class(cls, /)",
      "Makes a class with tree_flatten and tree_unflatten a container."
    ) { interpreter, value in
      try register(
        PytreeClass(
          requireType(value, interpreter),
          flatten: { try pair($0.call($0.attribute("tree_flatten", of: $1), []), $0) },
          unflatten: {
            try $0.call($0.attribute("tree_unflatten", of: value), [$1, .tuple($2)])
          }), interpreter)
      return value
    }
  }

  /// Splits `((key, child), …)` into children or keys.
  private static func column(_ index: Int, _ pairs: [Value], _ interpreter: Interpreter) throws
    -> [Value]
  {
    try pairs.map { try interpreter.item(of: $0, at: .int(index)) }
  }

  private static func keyed(
    _ type: Value, _ flatten: @escaping (Interpreter, Value) throws -> Value,
    _ unflatten: @escaping (Interpreter, Value, [Value]) throws -> Value, _ interpreter: Interpreter
  ) throws {
    try register(
      PytreeClass(
        requireType(type, interpreter),
        keys: { try column(0, pair(flatten($0, $1), $0).children, $0) },
        flatten: {
          let (pairs, auxiliary) = try pair(flatten($0, $1), $0)
          return (try column(1, pairs, $0), auxiliary)
        }, unflatten: unflatten), interpreter)
  }

  private static var withKeys: BuiltinFunction {
    .bound(
      "register_pytree_with_keys(nodetype, flatten_with_keys, unflatten_func, flatten_func=None)",
      "Makes instances of a class containers whose children have keys."
    ) { interpreter, arguments in
      try keyed(
        arguments[0], { try $0.call(arguments[1], [$1]) },
        { try $0.call(arguments[2], [$1, .tuple($2)]) }, interpreter)
      return .none
    }
  }

  private static var withKeysClass: BuiltinFunction {
    .unary(
      "register_pytree_with_keys_class(cls, /)",
      "Makes a class with tree_flatten_with_keys and tree_unflatten a container."
    ) { interpreter, value in
      try keyed(
        value, { try $0.call($0.attribute("tree_flatten_with_keys", of: $1), []) },
        { try $0.call($0.attribute("tree_unflatten", of: value), [$1, .tuple($2)]) }, interpreter)
      return value
    }
  }

  private static var dataclass: BuiltinFunction {
    .bound(
      "register_dataclass(nodetype, data_fields=None, meta_fields=None, drop_fields=())",
      "Makes instances of a dataclass containers."
    ) { interpreter, arguments in
      let type = try requireType(arguments[0], interpreter)
      var data: [String]
      var meta: [String]
      if arguments[1].isNone {
        (data, meta) = try fields(of: type, interpreter)
      } else {
        func names(_ value: Value) throws -> [String] {
          value.isNone
            ? [] : try interpreter.collect(value).map { try interpreter.requireText($0) }
        }
        data = try names(arguments[1])
        meta = try names(arguments[2])
      }
      let dropped = try interpreter.collect(arguments[3]).map { try interpreter.requireText($0) }
      data.removeAll { dropped.contains($0) }
      meta.removeAll { dropped.contains($0) }
      try register(
        PytreeClass(
          type, fieldNames: data,
          flatten: { interpreter, value in
            (
              try data.map { try interpreter.attribute(Name($0), of: value) },
              .tuple(try meta.map { try interpreter.attribute(Name($0), of: value) })
            )
          },
          unflatten: { interpreter, auxiliary, children in
            let values = try interpreter.collect(auxiliary)
            let keywords =
              zip(data, children).map { (name: Name($0), value: $1) }
              + zip(meta, values).map { (name: Name($0), value: $1) }
            return try interpreter.call(.object(type), Arguments([], keywords: keywords))
          }), interpreter)
      return arguments[0]
    }
  }

  /// Fields of a dataclass; those with `metadata=dict(static=True)` are metadata.
  private static func fields(of type: TypeObject, _ interpreter: Interpreter) throws
    -> (data: [String], meta: [String])
  {
    guard case .dict(let table)? = type.lookUp("__dataclass_fields__") else {
      throw Raised(
        .typeError,
        "register_dataclass: data_fields and meta_fields are required when nodetype is not a dataclass. Got nodetype=\(try interpreter.repr(.object(type)))."
      )
    }
    var data: [String] = []
    var meta: [String] = []
    for (key, field) in table.items {
      guard let name = key.text else { continue }
      var isStatic = false
      if case .dict(let metadata)? = try interpreter.attributeIfPresent("metadata", of: field),
        let flag = metadata.get(text: "static")
      {
        isStatic = try interpreter.isTruthy(flag)
      }
      if isStatic { meta.append(name) } else { data.append(name) }
    }
    return (data, meta)
  }

  private static var staticClass: BuiltinFunction {
    .unary("register_static(cls, /)", "Makes instances of a class metadata without leaves.") {
      interpreter, value in
      try register(
        PytreeClass(
          requireType(value, interpreter), flatten: { _, value in ([], value) },
          unflatten: { _, auxiliary, _ in auxiliary }), interpreter)
      return value
    }
  }
}
