extension BuiltinFunction {
  /// A method without arguments.
  static func simpleMethod(
    _ declaration: String, _ summary: String,
    _ body: @escaping (Interpreter, Value) throws -> Value
  ) -> BuiltinFunction { BuiltinFunction(declaration, summary, isMethod: true, .unary(body)) }

  /// A method with one required positional argument.
  static func operandMethod(
    _ declaration: String, _ summary: String,
    _ body: @escaping (Interpreter, Value, Value) throws -> Value
  ) -> BuiltinFunction { BuiltinFunction(declaration, summary, isMethod: true, .binary(body)) }

  /// A method that reads its arguments itself, receiver first.
  static func rawMethod(
    _ declaration: String, _ summary: String,
    _ body: @escaping (Interpreter, Arguments) throws -> Value
  ) -> BuiltinFunction { BuiltinFunction(declaration, summary, isMethod: true, .raw(body)) }

  /// A function of the interpreter's own language whose mistakes are worded as C's.
  static func native(
    _ declaration: String, _ summary: String,
    _ body: @escaping (Interpreter, BoundArguments) throws -> Value
  ) -> BuiltinFunction {
    BuiltinFunction(declaration, summary, isWordedAsC: true, .bound(body))
  }
}

extension Interpreter {
  /// The receiver of a builtin method was of another type: `list.append(1, 2)`.
  func wrongReceiver(_ type: String, _ value: Value) -> Raised {
    Raised(
      .typeError,
      "descriptor for '\(type)' objects doesn't apply to a '\(typeName(of: value))' object")
  }

  func listReceiver(_ value: Value) throws -> ListObject {
    if case .list(let list) = value.plain { return list }
    throw wrongReceiver("list", value)
  }

  func dictReceiver(_ value: Value) throws -> DictObject {
    if case .dict(let dict) = value.plain { return dict }
    throw wrongReceiver("dict", value)
  }

  func stringReceiver(_ value: Value) throws -> StringObject {
    if case .string(let string) = value.plain { return string }
    throw wrongReceiver("str", value)
  }

  func tupleReceiver(_ value: Value) throws -> TupleObject {
    if case .tuple(let tuple) = value.plain { return tuple }
    if case .object(let object) = value, let tuple = object as? TupleObject { return tuple }
    throw wrongReceiver("tuple", value)
  }

  func setReceiver(_ value: Value) throws -> SetObject {
    if case .object(let object) = value.plain, let set = object as? SetObject { return set }
    throw wrongReceiver("set", value)
  }

  func rangeReceiver(_ value: Value) throws -> RangeObject {
    if case .object(let object) = value, let range = object as? RangeObject { return range }
    throw wrongReceiver("range", value)
  }

  func floatReceiver(_ value: Value) throws -> Double {
    if case .float(let number) = value.plain { return number }
    throw wrongReceiver("float", value)
  }

  func complexReceiver(_ value: Value) throws -> ComplexObject {
    if case .object(let object) = value.plain, let number = object as? ComplexObject {
      return number
    }
    throw wrongReceiver("complex", value)
  }

  func typeReceiver(_ value: Value) throws -> TypeObject {
    if case .object(let object) = value, let type = object as? TypeObject { return type }
    throw wrongReceiver("type", value)
  }
}
