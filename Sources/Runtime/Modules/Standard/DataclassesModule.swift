import Syntax

/// `dataclasses`: classes of annotated fields.
enum DataclassesModule {
  static let module: (name: String, make: ModuleCatalogue.Maker) = (
    "dataclasses",
    {
      ModuleObject("dataclasses") { interpreter in
        var members: [(String, Value)] = functions.map { ($0.name, .object($0)) }
        members.append(("FrozenInstanceError", .object(frozenError(interpreter))))
        members.append(("MISSING", .object(SingletonObject("MISSING"))))
        members.append(("KW_ONLY", .object(AnnotationObject("KW_ONLY", prefix: ""))))
        members.append(("InitVar", .object(AnnotationObject("InitVar", prefix: "dataclasses."))))
        members.append(("Field", .object(DataclassField.type(interpreter))))
        return members
      }
    }
  )

  static func frozenError(_ interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("dataclasses.FrozenInstanceError") {
      TypeObject(
        "FrozenInstanceError", module: "dataclasses",
        base: interpreter.types.exception(.attributeError))
    }
  }

  private static let optionNames =
    "init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False"

  private static var functions: [BuiltinFunction] {
    [
      .bound("dataclass(cls=None, /, *, \(optionNames))", "Makes a class of annotated fields.") {
        interpreter, call in
        var options = DataclassOptions()
        options.makesInit = try interpreter.isTruthy(call[1])
        options.makesRepr = try interpreter.isTruthy(call[2])
        options.makesEquality = try interpreter.isTruthy(call[3])
        options.makesOrder = try interpreter.isTruthy(call[4])
        options.hashesUnsafely = try interpreter.isTruthy(call[5])
        options.isFrozen = try interpreter.isTruthy(call[6])
        options.keywordOnly = try interpreter.isTruthy(call[8])
        if !call[0].isNone {
          return try DataclassMaker.make(
            interpreter.typeReceiver(call[0]), options, in: interpreter)
        }
        let chosen = options
        return .object(
          BuiltinFunction.unary("dataclass(cls, /)", "Makes a class of annotated fields.") {
            interpreter, type in
            try DataclassMaker.make(interpreter.typeReceiver(type), chosen, in: interpreter)
          })
      },
      .bound(
        "field(*, default=<no value>, default_factory=<no value>, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=<no value>)",
        "Settings of one field."
      ) { interpreter, call in
        if !call[0].isUnbound, !call[1].isUnbound {
          throw Raised(.valueError, "cannot specify both default and default_factory")
        }
        let field = DataclassField()
        field.defaultValue = call[0]
        field.factory = call[1]
        field.isInit = try interpreter.isTruthy(call[2])
        field.isRepr = try interpreter.isTruthy(call[3])
        field.isHash = call[4].isNone ? nil : try interpreter.isTruthy(call[4])
        field.isCompared = try interpreter.isTruthy(call[5])
        field.metadata = call[6].isNone ? .dict(DictObject()) : call[6]
        field.isKeywordOnly = call[7].isUnbound ? nil : try interpreter.isTruthy(call[7])
        return .object(field)
      },
      .unary("fields(class_or_instance, /)", "The fields of a data class.") {
        interpreter, value in
        .tuple(
          try requireFields(value, interpreter, "must be called with a dataclass type or instance")
            .map { .object($0) })
      },
      .unary("is_dataclass(obj, /)", "Whether it is a data class or an instance of one.") {
        interpreter, value in .bool(fields(value, interpreter) != nil)
      },
      .bound("asdict(obj, *, dict_factory=None)", "The fields as a dict, recursively.") {
        interpreter, call in
        _ = try requireInstance(call[0], "asdict", interpreter)
        return try convert(call[0], interpreter) { pairs in
          guard call[1].isNone else {
            return try interpreter.call(
              call[1], [.list(pairs.map { .tuple([.string($0.0), $0.1]) })])
          }
          let dict = DictObject()
          for (name, value) in pairs { dict.setText(name, to: value) }
          return .dict(dict)
        }
      },
      .bound("astuple(obj, *, tuple_factory=None)", "The fields as a tuple, recursively.") {
        interpreter, call in
        _ = try requireInstance(call[0], "astuple", interpreter)
        return try convert(call[0], interpreter) { pairs in
          guard call[1].isNone else {
            return try interpreter.call(call[1], [.list(pairs.map(\.1))])
          }
          return .tuple(pairs.map(\.1))
        }
      },
      .bound("replace(obj, /, **changes)", "A copy with other values of some fields.") {
        interpreter, call in
        let fields = try requireInstance(call[0], "replace", interpreter)
        var keywords = call.keywords(1)
        for field in fields {
          let name = Name(field.name)
          let isGiven = keywords.contains { $0.name == name }
          if !field.isInit {
            if isGiven {
              throw Raised(
                .valueError,
                "field \(field.name) is declared with init=False, it cannot be specified with replace()"
              )
            }
            continue
          }
          if !isGiven {
            keywords.append((name, try interpreter.attribute(name, of: call[0])))
          }
        }
        return try interpreter.instantiate(
          interpreter.type(of: call[0]), Arguments([], keywords: keywords))
      },
      .bound(
        "make_dataclass(cls_name, fields, *, bases=(), namespace=None, frozen=False)",
        "A data class from a list of fields."
      ) {
        interpreter, call in
        var definition = ClassDefinition(
          name: try interpreter.requireText(call[0]),
          bases: try interpreter.collect(call[2]).map { try interpreter.typeReceiver($0) },
          namespace: AttributeTable())
        for entry in try interpreter.collect(call[1]) {
          let parts = entry.text == nil ? try interpreter.collect(entry) : [entry]
          let name = try interpreter.requireText(parts[0])
          definition.annotations.append((name, "object"))
          if parts.count > 2 { definition.namespace[Name(name)] = parts[2] }
        }
        if case .dict(let extra) = call[3] {
          for (key, value) in extra.items { definition.namespace[Name(key.text ?? "")] = value }
        }
        var options = DataclassOptions()
        options.isFrozen = try interpreter.isTruthy(call[4])
        return try DataclassMaker.make(
          interpreter.defineClass(definition), options, in: interpreter)
      },
    ]
  }

  /// The fields of a class or instance; nil where it is no data class.
  static func fields(_ value: Value, _ interpreter: Interpreter) -> [DataclassField]? {
    var type = interpreter.type(of: value)
    if case .object(let object) = value, let itself = object as? TypeObject { type = itself }
    guard case .dict(let table)? = type.lookUp("__dataclass_fields__") else { return nil }
    return table.values.compactMap {
      guard case .object(let object) = $0 else { return nil }
      return object as? DataclassField
    }
  }

  private static func requireFields(
    _ value: Value, _ interpreter: Interpreter, _ message: String
  ) throws -> [DataclassField] {
    guard let fields = fields(value, interpreter) else { throw Raised(.typeError, message) }
    return fields
  }

  private static func requireInstance(
    _ value: Value, _ name: String, _ interpreter: Interpreter
  ) throws -> [DataclassField] {
    if case .object(let object) = value, object is InstanceObject {
      return try requireFields(
        value, interpreter, "\(name)() should be called on dataclass instances")
    }
    throw Raised(.typeError, "\(name)() should be called on dataclass instances")
  }

  private static func convert(
    _ value: Value, _ interpreter: Interpreter, _ make: ([(String, Value)]) throws -> Value
  ) throws -> Value {
    try interpreter.nested {
      if case .object(let object) = value, object is InstanceObject,
        let fields = fields(value, interpreter)
      {
        return try make(
          fields.map {
            (
              $0.name,
              try convert(interpreter.attribute(Name($0.name), of: value), interpreter, make)
            )
          })
      }
      switch value {
      case .list(let list):
        return .list(try list.elements.map { try convert($0, interpreter, make) })
      case .tuple(let tuple):
        let elements = try tuple.elements.map { try convert($0, interpreter, make) }
        if let named = tuple as? NamedTupleObject {
          return Value(NamedTupleObject(named.instanceType, named.fieldNames, elements))
        }
        return .tuple(elements)
      case .dict(let dict):
        let result = dict.makeEmptyCopy()
        for (key, value) in dict.items {
          try result.set(
            convert(key, interpreter, make), to: convert(value, interpreter, make), in: interpreter)
        }
        return .dict(result)
      default: return try CopyModule.deepCopy(value, in: interpreter)
      }
    }
  }
}

struct DataclassOptions {
  var makesInit = true
  var makesRepr = true
  var makesEquality = true
  var makesOrder = false
  var hashesUnsafely = false
  var isFrozen = false
  var keywordOnly = false
}

/// One field of a data class.
package final class DataclassField: Object {
  var name = ""
  var annotation = ""
  /// `.unbound` where there is none.
  var defaultValue = Value.unbound
  var factory = Value.unbound
  var isInit = true
  var isRepr = true
  var isHash: Bool?
  var isCompared = true
  var isKeywordOnly: Bool?
  /// Passed to `__init__` and `__post_init__` but not stored.
  var isInitOnly = false
  var metadata = Value.none

  override package init() { super.init() }

  var hasDefault: Bool { !defaultValue.isUnbound || !factory.isUnbound }

  static func type(_ interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("dataclasses.Field") {
      TypeObject("Field", module: "dataclasses", base: interpreter.types.object)
    }
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    DataclassField.type(interpreter)
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) -> Value? {
    switch name {
    case "name": .string(self.name)
    case "type": .string(annotation)
    case "default": defaultValue.isUnbound ? .object(SingletonObject("MISSING")) : defaultValue
    case "default_factory": factory.isUnbound ? .object(SingletonObject("MISSING")) : factory
    case "init": .bool(isInit)
    case "repr": .bool(isRepr)
    case "compare": .bool(isCompared)
    case "hash": isHash.map { .bool($0) } ?? Value.none
    case "kw_only": .bool(isKeywordOnly ?? false)
    case "metadata": metadata
    default: nil
    }
  }
}
