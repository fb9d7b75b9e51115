/// Everything that scripts can name without importing it.
package enum BuiltinTable {
  /// The builtin of a name, nil where there is none.
  package static func lookUp(_ name: Name, in interpreter: Interpreter) -> Value? {
    if let table = interpreter.builtins { return table[name] }
    let table = make(in: interpreter)
    interpreter.builtins = table
    return table[name]
  }

  /// Functions by topic, for the table of builtins and `agrun help`.
  package static var topics: [(title: String, functions: [BuiltinFunction])] {
    [
      ("Output and text", OutputFunctions.all), ("Numbers", NumberFunctions.all),
      ("Iteration", IterationFunctions.all), ("Objects", ObjectFunctions.all),
      ("Not available", UnavailableFunctions.all),
    ]
  }

  /// Every name, for "did you mean".
  package static var names: [String] {
    topics.flatMap { $0.functions.map(\.name) } + typeNames
      + ExceptionKind.allCases.filter(\.isBuiltinName).map(\.rawValue)
  }

  private static let typeNames = [
    "bool", "classmethod", "complex", "dict", "float", "frozenset", "int", "list", "object",
    "property", "range", "set", "slice", "staticmethod", "str", "super", "tuple", "type",
  ]

  private static func make(in interpreter: Interpreter) -> [Name: Value] {
    var table: [Name: Value] = [:]
    table.reserveCapacity(160)
    for topic in topics {
      for function in topic.functions { table[Name(function.name)] = .object(function) }
    }
    let types = interpreter.types
    let builtinTypes: [TypeObject] = [
      types.object, types.type, types.bool, types.int, types.float, types.complex, types.str,
      types.tuple, types.list, types.dict, types.set, types.frozenset, types.range, types.slice,
    ]
    for type in builtinTypes { table[Name(type.name)] = .object(type) }
    for name in ["property", "staticmethod", "classmethod", "super"] {
      table[Name(name)] = .object(types.builtin(named: name))
    }
    for kind in ExceptionKind.allCases where kind.isBuiltinName {
      table[Name(kind.rawValue)] = .object(types.exception(kind))
    }
    table["IOError"] = .object(types.exception(.osError))
    table["EnvironmentError"] = .object(types.exception(.osError))
    table["NotImplemented"] = .object(interpreter.notImplemented)
    table["Ellipsis"] = .object(interpreter.ellipsis)
    table["__name__"] = .string("__main__")
    table["__debug__"] = .true
    table["__doc__"] = Value.none
    return table
  }
}

extension ExceptionKind {
  /// Whether Python has the class among its builtins; the others belong to NumPy and JAX.
  var isBuiltinName: Bool {
    switch self {
    case .linAlgError, .axisError, .ufuncTypeError, .tracerBoolConversionError,
      .concretizationTypeError,
      .tracerArrayConversionError, .tracerIntegerConversionError, .nonConcreteBooleanIndexError,
      .unexpectedTracerError:
      false
    default: true
    }
  }
}
