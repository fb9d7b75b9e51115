/// Functions of objects, attributes and classes.
enum ObjectFunctions {
  static var all: [BuiltinFunction] {
    [
      .unary("hash(obj, /)", "The hash of a value.") { .int(try $0.hash($1)) },
      .unary("id(obj, /)", "A number that tells objects apart while they live.") {
        interpreter, value in
        if let object = value.object { return .int(0x7f00_0000_0000 + object.identity * 16) }
        return .int(0x1000 + (try interpreter.hash(value) & 0xFFFF_FFFF) * 32)
      },
      .unary("callable(obj, /)", "Whether a value can be called.") {
        .bool($0.isCallable($1))
      },
      .binary("isinstance(obj, class_or_tuple, /)", "Whether a value is an instance of a class.") {
        .bool(try $0.isInstance($1, ofAny: $2))
      },
      .binary("issubclass(cls, class_or_tuple, /)", "Whether a class derives from another.") {
        interpreter, value, classes in
        guard case .object(let object) = value, let type = object as? TypeObject else {
          throw Raised(.typeError, "issubclass() arg 1 must be a class")
        }
        return .bool(try isSubclass(type, of: classes))
      },
      .bound("getattr(object, name, default=<no value>, /)", "An attribute by name.") {
        interpreter, call in
        let name = try attributeName(interpreter, call[1])
        if call[2].isUnbound { return try interpreter.attribute(name, of: call[0]) }
        do {
          return try interpreter.attributeIfPresent(name, of: call[0]) ?? call[2]
        } catch let error as Raised where interpreter.matches(error, .attributeError) {
          return call[2]
        }
      },
      .bound("setattr(object, name, value, /)", "Sets an attribute by name.") {
        interpreter, call in
        try interpreter.setAttribute(
          attributeName(interpreter, call[1]), of: call[0], to: call[2])
        return .none
      },
      .binary("hasattr(object, name, /)", "Whether there is such an attribute.") {
        interpreter, object, name in
        do {
          return .bool(
            try interpreter.attributeIfPresent(attributeName(interpreter, name), of: object) != nil)
        } catch let error as Raised where interpreter.matches(error, .attributeError) {
          return .false
        }
      },
      .binary("delattr(object, name, /)", "Deletes an attribute by name.") {
        interpreter, object, name in
        try interpreter.deleteAttribute(attributeName(interpreter, name), of: object)
        return .none
      },
      .bound("vars(object=<no value>, /)", "The attributes of an object as a dict.") {
        interpreter, call in
        if call[0].isUnbound { return globals(interpreter) }
        if let dictionary = try interpreter.attributeIfPresent(SpecialNames.dict, of: call[0]) {
          return dictionary
        }
        throw Raised(.typeError, "vars() argument must have __dict__ attribute")
      },
      .bound("dir(object=<no value>, /)", "Names of the attributes, sorted.") {
        interpreter, call in
        if call[0].isUnbound {
          return .list(
            interpreter.globals.assigned.map(\.name.text).sorted().map { .string($0) })
        }
        if case .object(let object) = call[0], let instance = object as? InstanceObject,
          let names = try instance.callMethod(SpecialNames.dir, [], interpreter)
        {
          return .list(
            try interpreter.sorted(interpreter.collect(names), key: .none, isReversed: false))
        }
        return .list(interpreter.attributeNames(of: call[0]).map { .string($0) })
      },
      .bound("globals()", "The variables of the script as a dict.") { interpreter, _ in
        globals(interpreter)
      },
      .bound("exit(code=None, /)", "Ends the script.") { interpreter, call in
        throw Raised(
          ExceptionObject(
            interpreter.types.exception(.systemExit), call[0].isNone ? [] : [call[0]]))
      },
      .bound("quit(code=None, /)", "Ends the script.") { interpreter, call in
        throw Raised(
          ExceptionObject(
            interpreter.types.exception(.systemExit), call[0].isNone ? [] : [call[0]]))
      },
    ]
  }

  private static func attributeName(_ interpreter: Interpreter, _ value: Value) throws -> Name {
    if let text = value.text { return Name(text) }
    throw Raised(
      .typeError, "attribute name must be string, not '\(interpreter.typeName(of: value))'")
  }

  private static func isSubclass(_ type: TypeObject, of classes: Value) throws -> Bool {
    switch classes {
    case .tuple(let tuple): return try tuple.elements.contains { try isSubclass(type, of: $0) }
    case .object(let object):
      if let other = object as? TypeObject {
        return type.isSubtype(of: other) || other.subclassCheck?(type) ?? false
      }
    default: break
    }
    throw Raised(
      .typeError, "issubclass() arg 2 must be a class, a tuple of classes, or a union")
  }

  private static func globals(_ interpreter: Interpreter) -> Value {
    let result = DictObject()
    for (name, value) in interpreter.globals.assigned { result.setText(name.text, to: value) }
    return .dict(result)
  }
}

/// Builtins of Python that scripts cannot have here; calling one says why.
enum UnavailableFunctions {
  static var all: [BuiltinFunction] {
    [
      refuse("open", "files are read with numpy.loadtxt, numpy.genfromtxt and numpy.load"),
      refuse("input", "a script takes no input; read data with numpy.loadtxt"),
      refuse("eval", "a script cannot evaluate text; use a function or a dict of functions"),
      refuse("exec", "a script cannot execute text; use a function"),
      refuse("compile", "a script cannot compile text; use a function"),
      refuse("__import__", "use an import statement"),
      refuse("bytes", "there is no bytes type; use str, list or a numpy array"),
      refuse("bytearray", "there is no bytearray type; use list or a numpy array"),
      refuse("memoryview", "use slices of numpy arrays"),
      refuse("breakpoint", "print what you want to see"),
      refuse("locals", "use the variables by name, or globals()"),
    ]
  }

  private static func refuse(_ name: String, _ reason: String) -> BuiltinFunction {
    .raw("\(name)(*args, **kwargs)", "Not available: \(reason).") { _, _ in
      throw Raised(.notImplementedError, "\(name)() is not available in agrun", hint: reason)
    }
  }
}
