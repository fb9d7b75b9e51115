/// `contextlib`: context managers from generators and simple ones.
enum ContextlibModule {
  static let module: (name: String, make: ModuleCatalogue.Maker) = (
    "contextlib",
    { ModuleObject("contextlib") { _ in functions.map { ($0.name, .object($0)) } } }
  )

  private static var functions: [BuiltinFunction] {
    [
      .unary("contextmanager(func, /)", "A context manager from a generator function.") {
        _, function in .object(ContextManagerFunction(function))
      },
      .raw("suppress(*exceptions)", "Swallows exceptions of some classes.") { _, call in
        let classes = Value.tuple(call.positional)
        return .object(
          ManagerObject("suppress", enter: { _ in .none }) { interpreter, exception in
            try exception.map {
              try interpreter.isInstance(.object($0), ofAny: classes)
            } ?? false
          })
      },
      .bound("nullcontext(enter_result=None)", "Does nothing.") { _, call in
        .object(
          ManagerObject("nullcontext", enter: { _ in call[0] }) { _, _ in false })
      },
      .unary("closing(thing, /)", "Closes an object at the end.") { _, value in
        .object(
          ManagerObject("closing", enter: { _ in value }) { interpreter, _ in
            _ = try interpreter.call(interpreter.attribute("close", of: value), [])
            return false
          })
      },
    ]
  }
}

/// A context manager made of two closures.
package final class ManagerObject: Object {
  private let name: String
  private let enter: (Interpreter) throws -> Value
  /// True swallows the exception.
  private let exit: (Interpreter, ExceptionObject?) throws -> Bool

  package init(
    _ name: String, enter: @escaping (Interpreter) throws -> Value,
    exit: @escaping (Interpreter, ExceptionObject?) throws -> Bool
  ) {
    self.name = name
    self.enter = enter
    self.exit = exit
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.builtin(named: name)
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) -> Value? {
    switch name {
    case SpecialNames.enter:
      .object(
        BuiltinFunction.raw("__enter__()", "Enters the context.") { [self] interpreter, _ in
          try enter(interpreter)
        })
    case SpecialNames.exit:
      .object(
        BuiltinFunction.raw("__exit__(type, value, traceback)", "Leaves the context.") {
          [self] interpreter, call in
          var exception: ExceptionObject?
          if call.positional.count > 1, case .object(let object) = call.positional[1] {
            exception = object as? ExceptionObject
          }
          return .bool(try exit(interpreter, exception))
        })
    default: nil
    }
  }
}

/// A function decorated with `contextmanager`.
package final class ContextManagerFunction: Object {
  private let function: Value

  package init(_ function: Value) { self.function = function }

  override package var isCallable: Bool { true }

  override package func descriptorGet(
    _ receiver: Value?, of type: TypeObject, in interpreter: Interpreter
  ) -> Value? {
    receiver.map { .object(BoundMethod(.object(self), receiver: $0)) }
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    try interpreter.attributeIfPresent(name, of: function)
  }

  override package func call(_ arguments: Arguments, in interpreter: Interpreter) throws -> Value {
    let made = try interpreter.call(function, arguments)
    guard case .object(let object) = made, let generator = object as? IteratorObject else {
      throw Raised(.typeError, "contextmanager() needs a generator function")
    }
    return .object(
      ManagerObject("_GeneratorContextManager") { interpreter in
        guard let value = try generator.next(in: interpreter) else {
          throw Raised(.runtimeError, "generator didn't yield")
        }
        return value
      } exit: { interpreter, exception in
        guard let exception else {
          if try generator.next(in: interpreter) == nil { return false }
          throw Raised(.runtimeError, "generator didn't stop")
        }
        do {
          _ = try interpreter.call(
            interpreter.attribute("throw", of: made), [.object(exception)])
        } catch let error as Raised {
          if interpreter.matches(error, .stopIteration) { return true }
          // The generator let the same exception through.
          if case .object(let raised) = error.content, raised === exception { return false }
          throw error
        }
        throw Raised(.runtimeError, "generator didn't stop after throw()")
      })
  }
}
