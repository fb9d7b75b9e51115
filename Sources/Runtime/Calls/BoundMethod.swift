/// A function together with the receiver it was looked up on.
package final class BoundMethod: Object {
  package let function: Value
  package let receiver: Value

  package init(_ function: Value, receiver: Value) {
    self.function = function
    self.receiver = receiver
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.builtin(named: "method")
  }

  override package var isCallable: Bool { true }

  override package func call(_ arguments: Arguments, in interpreter: Interpreter) throws -> Value {
    var arguments = arguments
    arguments.positional.insert(receiver, at: 0)
    return try interpreter.call(function, arguments)
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    switch name {
    case "__self__": receiver
    case "__func__": function
    default: try interpreter.attributeIfPresent(name, of: function)
    }
  }

  override package func isEqual(to other: Value, in interpreter: Interpreter) -> Bool? {
    guard case .object(let object) = other, let method = object as? BoundMethod else { return nil }
    return function.isIdentical(to: method.function) && receiver.isIdentical(to: method.receiver)
  }

  override package func repr(in interpreter: Interpreter) throws -> String {
    if case .function(let function) = function {
      return "<bound method \(function.code.qualifiedName) of \(try interpreter.repr(receiver))>"
    }
    if case .object(let object) = function, let builtin = object as? BuiltinFunction {
      return
        "<built-in method \(builtin.name) of \(interpreter.typeName(of: receiver)) object at "
        + "\(receiver.object?.address ?? address)>"
    }
    return "<bound method>"
  }
}
