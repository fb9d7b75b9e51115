/// `abc`: classes that cannot be instantiated until their methods are written.
enum AbcModule {
  static let module: (name: String, make: ModuleCatalogue.Maker) = (
    "abc",
    {
      ModuleObject("abc") { interpreter in
        let mark: (String) -> BuiltinFunction = { name in
          .unary("\(name)(funcobj, /)", "Marks a method that subclasses must write.") {
            interpreter, function in
            try? interpreter.setAttribute(
              SpecialNames.abstractMethod, of: function, to: .true)
            return function
          }
        }
        return [
          ("ABC", .object(base(interpreter))),
          ("ABCMeta", .object(interpreter.types.type)),
          ("abstractmethod", .object(mark("abstractmethod"))),
          (
            "abstractproperty",
            .object(
              BuiltinFunction.unary("abstractproperty(fget, /)", "An abstract property.") {
                interpreter, function in
                try interpreter.setAttribute(
                  SpecialNames.abstractMethod, of: function, to: .true)
                return .object(PropertyObject(getter: function))
              })
          ),
        ]
      }
    }
  )

  private static func base(_ interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("abc.ABC") {
      TypeObject("ABC", module: "abc", base: interpreter.types.object)
    }
  }
}

/// `numbers`: abstract kinds of numbers for `isinstance`.
enum NumbersModule {
  static let module: (name: String, make: ModuleCatalogue.Maker) = (
    "numbers",
    {
      ModuleObject("numbers") { interpreter in
        ["Number", "Complex", "Real", "Rational", "Integral"].map {
          ($0, .object(type($0, interpreter)))
        }
      }
    }
  )

  private static func type(_ name: String, _ interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("numbers.\(name)") {
      let type = TypeObject(name, module: "numbers", base: interpreter.types.object)
      // From the most general kind to the most special.
      let order = ["Number", "Complex", "Real", "Rational", "Integral"]
      let wanted = order.firstIndex(of: name) ?? 0
      type.instanceCheck = { interpreter, value in level(value, interpreter) >= wanted }
      return type
    }
  }

  private static func level(_ value: Value, _ interpreter: Interpreter) -> Int {
    switch Number(value.plain) {
    case .int, .big: return 4
    case .float: return 2
    case .complex: return 1
    case nil: break
    }
    guard case .object(let object) = value else { return -1 }
    if object is FractionObject { return 3 }
    // NumPy registers its scalar types.
    let names = ([object.type(in: interpreter)] + object.type(in: interpreter).ancestors).map(
      \.name)
    if names.contains("integer") { return 4 }
    if names.contains("floating") { return 2 }
    if names.contains("complexfloating") { return 1 }
    if names.contains("number") { return 0 }
    return -1
  }
}

/// `collections.abc`: abstract kinds of containers for `isinstance`.
enum CollectionsAbcModule {
  static let module: (name: String, make: ModuleCatalogue.Maker) = (
    "collections.abc",
    {
      ModuleObject("collections.abc") { interpreter in
        checks.map { name, check in
          (
            name,
            .object(
              interpreter.types.register("collections.abc.\(name)") {
                let type = TypeObject(
                  name, module: "collections.abc", base: interpreter.types.object)
                type.instanceCheck = check
                type.set(
                  SpecialNames.classGetItem,
                  to: .object(
                    ClassMethodObject(
                      .object(
                        BuiltinFunction.binary("__class_getitem__(type, item, /)", "The class.") {
                          _, type, _ in type
                        }))))
                return type
              })
          )
        }
      }
    }
  )

  private static func has(_ names: [Name]) -> (Interpreter, Value) -> Bool {
    { interpreter, value in
      names.allSatisfy { ((try? interpreter.attributeIfPresent($0, of: value)) ?? nil) != nil }
    }
  }

  private static func isKind(_ body: @escaping (Value) -> Bool) -> (Interpreter, Value) -> Bool {
    { _, value in body(value.plain) }
  }

  private static var checks: [(String, (Interpreter, Value) -> Bool)] {
    [
      ("Callable", { $0.isCallable($1) }),
      ("Hashable", { interpreter, value in (try? interpreter.hash(value)) != nil }),
      (
        "Iterable",
        { interpreter, value in
          if case .object(let object) = value, object is TypeObject { return false }
          return (try? interpreter.makeIterator(value)) != nil
        }
      ),
      (
        "Iterator",
        { _, value in
          guard case .object(let object) = value else { return false }
          return object is IteratorObject
            || (object as? InstanceObject)?.defines(SpecialNames.next) == true
        }
      ),
      (
        "Generator",
        isKind { if case .object(let object) = $0 { object is GeneratorObject } else { false } }
      ),
      ("Sized", { interpreter, value in (try? interpreter.length(of: value)) != nil }),
      ("Container", has([SpecialNames.contains])),
      ("Collection", has([SpecialNames.contains, SpecialNames.iter, SpecialNames.len])),
      (
        "Sequence",
        isKind { value in
          switch value {
          case .list, .tuple, .string: true
          case .object(let object):
            object is RangeObject || object is TupleObject || object is DequeObject
          default: false
          }
        }
      ),
      (
        "MutableSequence",
        isKind { value in
          switch value {
          case .list: true
          case .object(let object): object is DequeObject
          default: false
          }
        }
      ),
      ("Mapping", isKind { if case .dict = $0 { true } else { false } }),
      ("MutableMapping", isKind { if case .dict = $0 { true } else { false } }),
      ("Set", isKind { if case .object(let object) = $0 { object is SetObject } else { false } }),
      (
        "MutableSet",
        isKind { value in
          if case .object(let object) = value {
            (object as? SetObject)?.isFrozen == false
          } else {
            false
          }
        }
      ),
    ]
  }
}

/// `types`: a few types by name and a simple bag of attributes.
enum TypesModule {
  static let module: (name: String, make: ModuleCatalogue.Maker) = (
    "types",
    {
      ModuleObject("types") { interpreter in
        let types = interpreter.types
        return [
          ("FunctionType", .object(types.function)), ("LambdaType", .object(types.function)),
          ("GeneratorType", .object(types.iterator(named: "generator"))),
          ("BuiltinFunctionType", .object(types.builtin(named: "builtin_function_or_method"))),
          ("MethodType", .object(types.builtin(named: "method"))),
          ("ModuleType", .object(types.builtin(named: "module"))),
          ("NoneType", .object(types.noneType)),
          ("SimpleNamespace", .object(namespace(interpreter))),
          (
            "MappingProxyType",
            .object(
              BuiltinFunction.unary(
                "MappingProxyType(mapping, /)", "A read-only view; here a copy."
              ) {
                interpreter, value in try CopyModule.shallowCopy(value, in: interpreter)
              })
          ),
        ]
      }
    }
  )

  private static func namespace(_ interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("types.SimpleNamespace") {
      let type = TypeObject(
        "SimpleNamespace", module: "types", base: interpreter.types.object)
      type.constructor = { _, call in
        guard call.positional.isEmpty else {
          throw Raised(.typeError, "no positional arguments expected")
        }
        let object = NamespaceObject(type)
        for (name, value) in call.keywords { object.fields[name] = value }
        return .object(object)
      }
      return type
    }
  }
}

/// `types.SimpleNamespace`.
package final class NamespaceObject: InstanceObject {
  init(_ type: TypeObject) { super.init(type) }

  override package func writeDefault(
    asRepr: Bool, to builder: inout TextBuilder, in interpreter: Interpreter
  ) throws {
    builder.append("namespace")
    try builder.writeFields(
      self, zip(fields.names, fields.values).map { ($0.text, $1) }, in: interpreter)
  }

  override package func isEqual(to other: Value, in interpreter: Interpreter) throws -> Bool? {
    guard case .object(let object) = other, let namespace = object as? NamespaceObject,
      let mine = try attribute(SpecialNames.dict, in: interpreter),
      let others = try namespace.attribute(SpecialNames.dict, in: interpreter)
    else { return nil }
    return try interpreter.areEqual(mine, others)
  }
}
