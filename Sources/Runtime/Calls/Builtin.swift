/// A function of the language's library: its signature is typed once, here, and binds arguments, words errors and documents.
package final class BuiltinFunction: Object {
  package enum Body {
    /// Exactly one positional argument; called without binding.
    case unary((Interpreter, Value) throws -> Value)
    /// Exactly two positional arguments; called without binding.
    case binary((Interpreter, Value, Value) throws -> Value)
    /// Arguments bound to the signature.
    case bound((Interpreter, BoundArguments) throws -> Value)
    /// Arguments as passed; the body checks them itself.
    case raw((Interpreter, Arguments) throws -> Value)
  }

  /// Such as `sorted(iterable, /, *, key=None, reverse=False)`: Python's own notation. Defaults may be `None`, numbers, strings, `True`/`False`, or `<no value>`
  /// for a parameter that has no Python default but may be omitted (its slot then holds `.unbound`).
  package let declaration: String
  package let name: String
  /// First line of the documentation, for `agrun help` and the builtins table.
  package let summary: String
  package let body: Body
  /// Methods of builtin types take the receiver as first argument; `list.append` shows it in messages.
  package let isMethod: Bool
  /// Type or module that the function was registered in, for messages; nil for builtins and constructors.
  package var owner: String?
  private var parsedSignature: Signature?

  /// Whether mistakes in the arguments are worded as CPython words them for functions written in C.
  package var isNative: Bool { isMethod || declaration.contains("/") || isWordedAsC }
  private let isWordedAsC: Bool

  package init(
    _ declaration: String, _ summary: String, isMethod: Bool = false, isWordedAsC: Bool = false,
    _ body: Body
  ) {
    self.declaration = declaration
    self.summary = summary
    self.body = body
    self.isMethod = isMethod
    self.isWordedAsC = isWordedAsC
    name = String(declaration.prefix { $0 != "(" })
  }

  /// Parsed on first use: most builtins of a module are never called in a run.
  package var signature: Signature {
    if let parsedSignature { return parsedSignature }
    let signature = Signature(declaration)
    parsedSignature = signature
    return signature
  }

  package static func unary(
    _ declaration: String, _ summary: String,
    _ body: @escaping (Interpreter, Value) throws -> Value
  ) -> BuiltinFunction { BuiltinFunction(declaration, summary, .unary(body)) }

  package static func binary(
    _ declaration: String, _ summary: String,
    _ body: @escaping (Interpreter, Value, Value) throws -> Value
  ) -> BuiltinFunction { BuiltinFunction(declaration, summary, .binary(body)) }

  package static func bound(
    _ declaration: String, _ summary: String,
    _ body: @escaping (Interpreter, BoundArguments) throws -> Value
  ) -> BuiltinFunction { BuiltinFunction(declaration, summary, .bound(body)) }

  package static func raw(
    _ declaration: String, _ summary: String,
    _ body: @escaping (Interpreter, Arguments) throws -> Value
  ) -> BuiltinFunction { BuiltinFunction(declaration, summary, .raw(body)) }

  /// A method of a builtin type: the first parameter of the declaration is `self`.
  package static func method(
    _ declaration: String, _ summary: String,
    _ body: @escaping (Interpreter, BoundArguments) throws -> Value
  ) -> BuiltinFunction { BuiltinFunction(declaration, summary, isMethod: true, .bound(body)) }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.builtin(named: "builtin_function_or_method")
  }

  override package func repr(in interpreter: Interpreter) -> String {
    "<built-in function \(name)>"
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    switch name {
    case "__name__", "__qualname__": .string(self.name)
    case "__doc__": .string(summary)
    default: nil
    }
  }

  override package var isCallable: Bool { true }

  override package func call(_ arguments: Arguments, in interpreter: Interpreter) throws -> Value {
    switch body {
    case .unary(let function)
    where arguments.positional.count == 1 && arguments.keywords.isEmpty:
      return try function(interpreter, arguments.positional[0])
    case .binary(let function)
    where arguments.positional.count == 2 && arguments.keywords.isEmpty:
      return try function(interpreter, arguments.positional[0], arguments.positional[1])
    case .raw(let function): return try function(interpreter, arguments)
    case .bound(let function):
      return try function(interpreter, try signature.bind(arguments, callee: self, in: interpreter))
    case .unary(let function):
      let bound = try signature.bind(arguments, callee: self, in: interpreter)
      return try function(interpreter, bound[0])
    case .binary(let function):
      let bound = try signature.bind(arguments, callee: self, in: interpreter)
      return try function(interpreter, bound[0], bound[1])
    }
  }
}

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
        "<built-in method \(builtin.name) of \(interpreter.typeName(of: receiver)) object at \(receiver.object?.address ?? address)>"
    }
    return "<bound method>"
  }
}

/// A module: its members are made on first use.
package final class ModuleObject: Object {
  package let name: String
  private var load: ((Interpreter) -> [(String, Value)])?
  private var table = AttributeTable()
  /// Names that the real module has and this one lacks are worded as unavailable; see `ModuleCatalogue`.
  package init(_ name: String, _ load: @escaping (Interpreter) -> [(String, Value)]) {
    self.name = name
    self.load = load
  }

  package func members(in interpreter: Interpreter) -> AttributeTable {
    if let load {
      self.load = nil
      for (name, value) in load(interpreter) where table[Name(name)] == nil {
        table[Name(name)] = value
      }
    }
    return table
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.builtin(named: "module")
  }

  override package func repr(in interpreter: Interpreter) -> String { "<module '\(name)'>" }

  override package func attribute(_ name: Name, in interpreter: Interpreter) -> Value? {
    if let value = members(in: interpreter)[name] { return value }
    return name == "__name__" ? .string(self.name) : nil
  }

  override package func setAttribute(
    _ name: Name, to value: Value, in interpreter: Interpreter
  ) -> Bool {
    _ = members(in: interpreter)
    table[name] = value
    return true
  }
}
