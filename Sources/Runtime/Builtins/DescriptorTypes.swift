/// What calling `property`, `staticmethod`, `classmethod` and `super` does.
enum DescriptorTypes {
  static func property(_ interpreter: Interpreter, _ call: Arguments) throws -> Value {
    let function = BuiltinFunction.native("property(fget=None, fset=None, fdel=None, doc=None)", "")
    {
      _, call in
      .object(
        PropertyObject(
          getter: call[0], setter: call[1], deleter: call[2], documentation: call[3]))
    }
    return try function.call(call, in: interpreter)
  }

  private static func function(_ name: String, _ call: Arguments) throws -> Value {
    guard call.positional.count == 1, call.keywords.isEmpty else {
      throw Raised(.typeError, "\(name) expected 1 argument, got \(call.positional.count)")
    }
    return call.positional[0]
  }

  static func staticMethod(_ interpreter: Interpreter, _ call: Arguments) throws -> Value {
    .object(StaticMethodObject(try function("staticmethod", call)))
  }

  static func classMethod(_ interpreter: Interpreter, _ call: Arguments) throws -> Value {
    .object(ClassMethodObject(try function("classmethod", call)))
  }

  /// `super(type, object)`; the compiler passes both where a method writes `super()`.
  static func superObject(_ interpreter: Interpreter, _ call: Arguments) throws -> Value {
    guard !call.positional.isEmpty else { throw Raised(.runtimeError, "super(): no arguments") }
    guard case .object(let object) = call.positional[0], let type = object as? TypeObject else {
      throw Raised(
        .typeError,
        "super() argument 1 must be a type, not \(interpreter.typeName(of: call.positional[0]))")
    }
    guard call.positional.count == 2 else {
      throw Raised(.typeError, "super() of one argument is not supported in agrun")
    }
    let receiver = call.positional[1]
    if case .object(let object) = receiver, let itself = object as? TypeObject,
      itself.isSubtype(of: type)
    {
      return .object(SuperObject(after: type, receiver: receiver, receiverType: itself))
    }
    let receiverType = interpreter.type(of: receiver)
    guard receiverType.isSubtype(of: type) else {
      throw Raised(.typeError, "super(type, obj): obj must be an instance or subtype of type")
    }
    return .object(SuperObject(after: type, receiver: receiver, receiverType: receiverType))
  }
}
