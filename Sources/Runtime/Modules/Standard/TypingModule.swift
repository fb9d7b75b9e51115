package import Syntax

/// `typing`: names for annotations, which mean nothing when a script runs, and `NamedTuple`.
enum TypingModule {
  static let module: (name: String, make: ModuleCatalogue.Maker) = (
    "typing",
    {
      ModuleObject("typing") { interpreter in
        var members: [(String, Value)] = names.map { ($0, .object(AnnotationObject($0))) }
        members.append(("NamedTuple", .object(namedTuple(interpreter))))
        members.append(("Generic", .object(plainBase("Generic", interpreter))))
        members.append(("Protocol", .object(plainBase("Protocol", interpreter))))
        members.append(("TypedDict", .object(typedDict(interpreter))))
        members.append(("TYPE_CHECKING", .false))
        members += functions.map { ($0.name, .object($0)) }
        return members
      }
    }
  )

  private static let names = [
    "Any", "Union", "Optional", "Callable", "Iterable", "Iterator", "Sequence", "Mapping",
    "MutableMapping", "MutableSequence", "List", "Dict", "Tuple", "Set", "FrozenSet", "Type",
    "Generator", "Collection", "Container", "Hashable", "Sized", "Literal", "Final", "ClassVar",
    "Annotated", "NoReturn", "Never", "Self", "Text", "AnyStr", "DefaultDict", "OrderedDict",
    "Counter", "Deque", "SupportsFloat", "SupportsInt", "SupportsIndex", "SupportsAbs",
    "Concatenate",
    "ParamSpecArgs", "ParamSpecKwargs", "Required", "NotRequired", "Unpack", "TypeAlias",
    "LiteralString", "Awaitable", "AsyncIterator", "ContextManager", "TypeGuard", "Reversible",
  ]

  private static func namedTuple(_ interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("typing.NamedTuple") {
      let type = TypeObject(
        "NamedTuple", module: "typing", base: interpreter.types.object,
        constructor: { interpreter, call in
          guard call.positional.count == 2, let name = call.positional[0].text else {
            throw Raised(
              .typeError, "NamedTuple() takes a name and a list of pairs of name and type")
          }
          let fields = try interpreter.collect(call.positional[1]).map {
            try interpreter.str(interpreter.item(of: $0, at: .int(0)))
          }
          return .object(try NamedTuples.make(name, fields, defaults: [], in: interpreter))
        })
      type.behaviour = NamedTuples.Base()
      return type
    }
  }

  private static func plainBase(_ name: String, _ interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("typing.\(name)") {
      let type = TypeObject(name, module: "typing", base: interpreter.types.object)
      type.set(
        SpecialNames.classGetItem,
        to: .object(
          ClassMethodObject(
            .object(
              BuiltinFunction.binary("__class_getitem__(type, item, /)", "The class itself.") {
                _, type, _ in type
              }))))
      return type
    }
  }

  /// A class that derives from `TypedDict` makes plain dicts.
  private static func typedDict(_ interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("typing.TypedDict") {
      let type = TypeObject("TypedDict", module: "typing", base: interpreter.types.object)
      type.behaviour = TypedDictBehaviour()
      return type
    }
  }

  private static var functions: [BuiltinFunction] {
    [
      .raw("TypeVar(name, *constraints, **options)", "A name for annotations.") { _, call in
        .object(AnnotationObject(call.positional.first?.text ?? "T", prefix: "~"))
      },
      .raw("ParamSpec(name, **options)", "A name for annotations.") { _, call in
        .object(AnnotationObject(call.positional.first?.text ?? "P", prefix: "~"))
      },
      .raw("NewType(name, tp)", "A name for a type, which returns its argument.") { _, _ in
        .object(
          BuiltinFunction.unary("NewType(value, /)", "The value itself.") { _, value in value })
      },
      .binary("cast(typ, val)", "The value itself.") { _, _, value in value },
      .unary("overload(func)", "A declaration without effect.") { _, function in function },
      .unary("final(f)", "A declaration without effect.") { _, value in value },
      .unary("runtime_checkable(cls)", "A declaration without effect.") { _, value in value },
      .unary("no_type_check(arg)", "A declaration without effect.") { _, value in value },
      .bound("get_type_hints(obj, globalns=None, localns=None)", "The annotations by name.") {
        interpreter, call in
        try interpreter.attributeIfPresent(SpecialNames.annotations, of: call[0])
          ?? .dict(DictObject())
      },
    ]
  }
}

/// Calling a `TypedDict` class makes a plain dictionary.
package final class TypedDictBehaviour: ClassBehaviour {
  override package func call(
    _ type: TypeObject, _ arguments: Arguments, in interpreter: Interpreter
  ) throws -> Value? {
    let dict = DictObject()
    try interpreter.fill(.dict(dict), arguments, typeName: "dict")
    return .dict(dict)
  }
}

/// A name that only annotations use: it can be subscripted and combined at will.
package final class AnnotationObject: Object {
  private let name: String
  private let prefix: String

  package init(_ name: String, prefix: String = "typing.") {
    self.name = name
    self.prefix = prefix
  }

  override package func repr(in interpreter: Interpreter) -> String { prefix + name }
  override package func item(at key: Value, in interpreter: Interpreter) -> Value? {
    .object(self)
  }

  override package func binary(
    _ operation: BinaryOperator, with other: Value, reflected: Bool, in interpreter: Interpreter
  ) -> Value? { operation == .bitOr ? .object(self) : nil }

  override package func attribute(_ name: Name, in interpreter: Interpreter) -> Value? {
    switch name {
    case SpecialNames.name: .string(self.name)
    case "args", "kwargs": .object(self)
    default: nil
    }
  }
}
