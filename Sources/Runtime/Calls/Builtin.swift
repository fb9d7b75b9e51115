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

  /// Such as `sorted(iterable, /, *, key=None, reverse=False)`: Python's own notation.
  ///
  /// Defaults may be `None`, numbers, strings, `True`/`False`, or `<no value>` for a parameter
  /// that has no Python default but may be omitted (its slot then holds `.unbound`).
  package let declaration: String
  package let name: String
  /// First line of the documentation, for `agrun help` and the builtins table.
  package let summary: String
  package let body: Body
  /// Methods of builtin types take the receiver as first argument and do not count it in messages.
  package let isMethod: Bool
  /// Type or module that the function was registered in, for messages; nil for builtins and constructors.
  package var owner: String?
  private var parsedSignature: Signature?

  /// Whether mistakes in the arguments are worded as CPython words them for functions written in C.
  package var isNative: Bool {
    isWordedAsC ?? (isMethod || declaration.contains("/"))
  }
  private let isWordedAsC: Bool?

  package init(
    _ declaration: String, _ summary: String, isMethod: Bool = false, isWordedAsC: Bool? = nil,
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
    if isMethod, let owner { return "<method '\(name)' of '\(owner)' objects>" }
    return "<built-in function \(name)>"
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    switch name {
    case SpecialNames.name: .string(self.name)
    case SpecialNames.qualifiedName:
      .string(isMethod ? owner.map { "\($0).\(self.name)" } ?? self.name : self.name)
    case "__doc__": .string(summary)
    default: nil
    }
  }

  override package var isCallable: Bool { true }

  override package func descriptorGet(
    _ receiver: Value?, of type: TypeObject, in interpreter: Interpreter
  ) throws -> Value? {
    guard isMethod, let receiver else { return nil }
    return .object(BoundMethod(.object(self), receiver: receiver))
  }

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
