/// An instance of a builtin or user-defined exception class.
package final class ExceptionObject: InstanceObject {
  package var arguments: [Value]
  /// Filled while the exception unwinds, innermost frame first.
  package var traceback: [TracebackEntry] = []
  package var cause: Value = .none
  /// The exception that was being handled when this one was raised.
  package var context: Value = .none
  package var hint: String?
  /// The name that was probably meant; shown after the message, never part of `str(e)`.
  package var suggestion: String?
  /// Set by `raise … from …`: the context is not shown.
  package var suppressesContext = false
  /// Lines that `add_note` attached; shown below the message.
  package var notes: [String] = []

  package init(_ type: TypeObject, _ arguments: [Value]) {
    self.arguments = arguments
    super.init(type)
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    switch name {
    case "args": return .tuple(arguments)
    case "__cause__": return cause
    case "__context__": return context
    case "__suppress_context__": return .bool(suppressesContext)
    case "__traceback__":
      return traceback.isEmpty ? Value.none : .object(TracebackObject(self))
    case "__notes__" where !notes.isEmpty: return .list(notes.map { .string($0) })
    case "value" where instanceType.exceptionKind == .stopIteration:
      return arguments.first ?? Value.none
    case "code" where instanceType.exceptionKind == .systemExit:
      return arguments.count > 1 ? .tuple(arguments) : arguments.first ?? Value.none
    case "errno" where arguments.count == 2 && isOSError: return arguments[0]
    case "strerror" where arguments.count == 2 && isOSError: return arguments[1]
    case "name" where fields[name] == nil && instanceType.exceptionKind == .nameError:
      return Value.none
    default: return try super.attribute(name, in: interpreter)
    }
  }

  override package func setAttribute(
    _ name: Name, to value: Value, in interpreter: Interpreter
  ) throws -> Bool {
    switch name {
    case "args": arguments = try interpreter.collect(value)
    case "__cause__":
      cause = value
      suppressesContext = true
    case "__context__": context = value
    case "__suppress_context__": suppressesContext = try interpreter.isTruthy(value)
    case "__traceback__": break
    default: fields[name] = value
    }
    return true
  }

  private var isOSError: Bool {
    switch instanceType.exceptionKind {
    case .osError, .fileNotFoundError, .permissionError, .timeoutError: true
    default: false
    }
  }

  override package func writeDefault(
    asRepr: Bool, to builder: inout TextBuilder, in interpreter: Interpreter
  ) throws {
    if asRepr {
      builder.append(instanceType.name)
      builder.append("(")
      for (index, argument) in arguments.enumerated() {
        if index > 0 { builder.append(", ") }
        try builder.write(argument, asRepr: true, in: interpreter)
      }
      builder.append(")")
      return
    }
    switch arguments.count {
    case 0: break
    case 1:
      // KeyError shows the key as `repr` does.
      try builder.write(
        arguments[0], asRepr: instanceType.exceptionKind == .keyError, in: interpreter)
    case 2 where isOSError:
      builder.append("[Errno ")
      try builder.write(arguments[0], asRepr: false, in: interpreter)
      builder.append("] ")
      try builder.write(arguments[1], asRepr: false, in: interpreter)
    default: try builder.write(.tuple(arguments), asRepr: true, in: interpreter)
    }
  }

  override package func write(
    asRepr: Bool, to builder: inout TextBuilder, in interpreter: Interpreter
  ) throws {
    // Unlike for other classes, a `__repr__` of its own does not change `str`.
    if !asRepr, !defines(SpecialNames.str) {
      try writeDefault(asRepr: false, to: &builder, in: interpreter)
    } else {
      try super.write(asRepr: asRepr, to: &builder, in: interpreter)
    }
  }
}

/// `e.__traceback__`: the frames an exception has passed; opaque to scripts.
package final class TracebackObject: Object {
  package let exception: ExceptionObject

  package init(_ exception: ExceptionObject) { self.exception = exception }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.builtin(named: "traceback")
  }
}
