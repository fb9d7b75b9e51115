/// A `property`: attribute access that calls functions.
package final class PropertyObject: Object {
  package let getter: Value
  package let setter: Value
  package let deleter: Value
  private let documentation: Value

  package init(
    getter: Value, setter: Value = .none, deleter: Value = .none, documentation: Value = .none
  ) {
    self.getter = getter
    self.setter = setter
    self.deleter = deleter
    self.documentation = documentation
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.builtin(named: "property")
  }

  override package func descriptorGet(
    _ receiver: Value?, of type: TypeObject, in interpreter: Interpreter
  ) throws -> Value? {
    guard let receiver else { return .object(self) }
    if getter.isNone {
      throw Raised(
        .attributeError, "property of '\(type.name)' object has no getter")
    }
    return try interpreter.call(getter, [receiver])
  }

  override package func descriptorSet(
    _ name: Name, of receiver: Value, to value: Value, in interpreter: Interpreter
  ) throws -> Bool {
    if setter.isNone {
      throw Raised(
        .attributeError,
        "property '\(name)' of '\(interpreter.typeName(of: receiver))' object has no setter")
    }
    _ = try interpreter.call(setter, [receiver, value])
    return true
  }

  func delete(_ name: Name, of receiver: Value, in interpreter: Interpreter) throws {
    if deleter.isNone {
      throw Raised(
        .attributeError,
        "property '\(name)' of '\(interpreter.typeName(of: receiver))' object has no deleter")
    }
    _ = try interpreter.call(deleter, [receiver])
  }

  override package var isDataDescriptor: Bool { true }

  /// The decorators `@x.setter`, `@x.getter` and `@x.deleter`.
  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    switch name {
    case "fget": return getter
    case "fset": return setter
    case "fdel": return deleter
    case "setter":
      return .object(
        BuiltinFunction.unary("setter(function, /)", "The property with another setter.") {
          [self] _, function in
          .object(PropertyObject(getter: getter, setter: function, deleter: deleter))
        })
    case "getter":
      return .object(
        BuiltinFunction.unary("getter(function, /)", "The property with another getter.") {
          [self] _, function in
          .object(PropertyObject(getter: function, setter: setter, deleter: deleter))
        })
    case "deleter":
      return .object(
        BuiltinFunction.unary("deleter(function, /)", "The property with another deleter.") {
          [self] _, function in
          .object(PropertyObject(getter: getter, setter: setter, deleter: function))
        })
    case SpecialNames.doc:
      return documentation.isNone
        ? try interpreter.attributeIfPresent(name, of: getter) ?? .none : documentation
    default: return nil
    }
  }
}

/// A function that does not take the instance.
package final class StaticMethodObject: Object {
  package let function: Value
  package init(_ function: Value) { self.function = function }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.builtin(named: "staticmethod")
  }

  override package func descriptorGet(
    _ receiver: Value?, of type: TypeObject, in interpreter: Interpreter
  ) -> Value? { function }

  override package var isCallable: Bool { true }

  override package func call(_ arguments: Arguments, in interpreter: Interpreter) throws -> Value {
    try interpreter.call(function, arguments)
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    name == "__func__" ? function : try interpreter.attributeIfPresent(name, of: function)
  }
}

/// A function that takes the class in place of the instance.
package final class ClassMethodObject: Object {
  package let function: Value
  package init(_ function: Value) { self.function = function }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.builtin(named: "classmethod")
  }

  override package func descriptorGet(
    _ receiver: Value?, of type: TypeObject, in interpreter: Interpreter
  ) -> Value? { .object(BoundMethod(function, receiver: .object(type))) }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    name == "__func__" ? function : try interpreter.attributeIfPresent(name, of: function)
  }
}

/// `functools.cached_property`: computed at first access, then a field of the instance.
package final class CachedPropertyObject: Object {
  private let function: Value
  /// The name it is bound to in the class.
  var name: Name?

  package init(_ function: Value) { self.function = function }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.builtin(named: "cached_property")
  }

  override package func descriptorGet(
    _ receiver: Value?, of type: TypeObject, in interpreter: Interpreter
  ) throws -> Value? {
    guard let receiver else { return .object(self) }
    let value = try interpreter.call(function, [receiver])
    if let name, case .object(let object) = receiver, let instance = object as? InstanceObject {
      instance.fields[name] = value
    }
    return value
  }
}

/// What `super()` gives: attributes looked up after a class in the receiver's resolution order.
package final class SuperObject: Object {
  private let after: TypeObject
  private let receiver: Value
  private let receiverType: TypeObject

  package init(after: TypeObject, receiver: Value, receiverType: TypeObject) {
    self.after = after
    self.receiver = receiver
    self.receiverType = receiverType
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.builtin(named: "super")
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    guard let (value, _) = receiverType.lookUp(name, after: after) else { return nil }
    if case .object(let object) = receiver, object is TypeObject {
      return try interpreter.bindClassAttribute(value, of: receiverType)
    }
    return try interpreter.bind(value, to: receiver, of: receiverType)
  }

  override package func setAttribute(
    _ name: Name, to value: Value, in interpreter: Interpreter
  ) throws -> Bool {
    try interpreter.setAttribute(name, of: receiver, to: value)
    return true
  }

  override package func repr(in interpreter: Interpreter) -> String {
    "<super: <class '\(after.name)'>, <\(receiverType.name) object>>"
  }
}
