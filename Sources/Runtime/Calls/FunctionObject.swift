/// A function of the script: code, defaults and captured cells.
package final class FunctionObject: Object {
  package let code: CodeObject
  /// Defaults of the last positional parameters.
  package let defaults: [Value]
  /// Defaults of keyword-only parameters, in the order of `keywordDefaultSlots`.
  package let keywordDefaults: [Value]
  /// One a free name of the code.
  let cells: [CellObject]
  /// What transforms remember of the function as long as it lives.
  package var traces: AnyObject?
  /// Attributes that scripts set on functions.
  package var fields = AttributeTable()

  package init(
    _ code: CodeObject, defaults: [Value] = [], keywordDefaults: [Value] = [],
    cells: [CellObject] = []
  ) {
    self.code = code
    self.defaults = defaults
    self.keywordDefaults = keywordDefaults
    self.cells = cells
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.function
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    if let value = fields[name] { return value }
    return switch name {
    case "__name__": .string(code.name)
    case "__qualname__": .string(code.qualifiedName)
    case "__doc__": code.docstring.map { .string($0) } ?? Value.none
    case "__module__": .string(code.module ?? "__main__")
    case "__defaults__": defaults.isEmpty ? Value.none : .tuple(defaults)
    case "__kwdefaults__": keywordDefaultsDictionary
    case "__code__": .object(FunctionCode(code))
    default: nil
    }
  }

  private var keywordDefaultsDictionary: Value {
    let slots = code.parameters.keywordDefaultSlots
    guard !slots.isEmpty else { return .none }
    let dictionary = DictObject()
    for (slot, value) in zip(slots, keywordDefaults) {
      dictionary.setText(code.parameters.names[slot].text, to: value)
    }
    return .dict(dictionary)
  }

  override package func setAttribute(
    _ name: Name, to value: Value, in interpreter: Interpreter
  ) -> Bool {
    fields[name] = value
    return true
  }

  override package func repr(in interpreter: Interpreter) throws -> String {
    let name = fields["__qualname__"]?.text ?? code.qualifiedName
    return "<function \(name) at \(address)>"
  }

  override package func isTruthy(in interpreter: Interpreter) -> Bool { true }
  override package var isCallable: Bool { true }

  override package func call(_ arguments: Arguments, in interpreter: Interpreter) throws -> Value {
    try interpreter.machine.call(self, arguments)
  }
}

/// A suspended frame that produces values.
package final class GeneratorObject: IteratorObject {
  enum State { case suspended, running, finished }

  let function: FunctionObject
  var registers: [Value]
  /// Index of the instruction to go on with.
  var position = 0
  /// Register that receives what `send` passes.
  var sentRegister: Int32?
  var state = State.suspended
  /// What `return` gave, for `yield from`.
  var returned = Value.none

  init(_ function: FunctionObject, registers: [Value]) {
    self.function = function
    self.registers = registers
  }

  /// What `return` gave, once: a generator that is asked again ends without a value.
  func takeReturned() -> Value {
    defer { returned = .none }
    return returned
  }

  override package func next(in interpreter: Interpreter) throws -> Value? {
    try interpreter.machine.resume(self, sending: .none, raising: nil)
  }

  override package var typeName: String { "generator" }

  override package func repr(in interpreter: Interpreter) -> String {
    "<generator object \(function.code.qualifiedName) at \(address)>"
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    switch name {
    case "send":
      return .object(
        BuiltinFunction.unary("send(value, /)", "Resumes the generator with a value.") {
          [self] interpreter, value in
          guard let result = try interpreter.machine.resume(self, sending: value, raising: nil)
          else { throw Raised(interpreter.stopIteration(takeReturned())) }
          return result
        })
    case "__name__": return .string(function.code.name)
    case "__qualname__": return .string(function.code.qualifiedName)
    case "gi_running": return .bool(state == .running)
    case "close":
      return .object(
        BuiltinFunction.raw("close()", "Ends the generator.") { [self] interpreter, _ in
          guard state == .suspended, position > 0 else {
            state = .finished
            return .none
          }
          do {
            if try interpreter.machine.resume(
              self, sending: .none, raising: Raised(.generatorExit, "")) != nil
            {
              throw Raised(.runtimeError, "generator ignored GeneratorExit")
            }
          } catch let error as Raised
            where interpreter.matches(error, .generatorExit)
            || interpreter.matches(error, .stopIteration)
          {
            state = .finished
          }
          return .none
        })
    case "throw":
      return .object(
        BuiltinFunction.bound(
          "throw(type, value=None, traceback=None, /)",
          "Raises an exception where the generator waits."
        ) {
          [self] interpreter, call in
          var value = call[0]
          if case .object(let object) = value, object is TypeObject, !call[1].isNone {
            value = try interpreter.call(value, [call[1]])
          }
          let raised = try interpreter.raisedFromScript(value)
          guard let result = try interpreter.machine.resume(self, sending: .none, raising: raised)
          else { throw Raised(interpreter.stopIteration(returned)) }
          return result
        })
    default: return nil
    }
  }
}
