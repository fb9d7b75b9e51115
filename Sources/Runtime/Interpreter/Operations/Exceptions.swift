extension Interpreter {
  /// Whether an exception is of a builtin class or derives from it.
  package func matches(_ raised: Raised, _ kind: ExceptionKind) -> Bool {
    switch raised.content {
    case .builtin(let own, _):
      return own == kind || types.exception(own).isSubtype(of: types.exception(kind))
    case .object(let exception):
      return exception.instanceType.isSubtype(of: types.exception(kind))
    }
  }

  /// The Python object of an exception; made where there is none yet.
  package func exceptionObject(for raised: Raised) -> ExceptionObject {
    switch raised.content {
    case .object(let exception): return exception
    case .builtin(let kind, let message):
      let exception = ExceptionObject(
        types.exception(kind), message.isEmpty ? [] : [.string(message)])
      exception.hint = raised.hint
      exception.suggestion = raised.suggestion
      return exception
    }
  }

  /// `str(e)`, for messages about exceptions.
  package func message(of raised: Raised) throws -> String {
    switch raised.content {
    case .builtin(_, let message): message
    case .object(let exception): try exception.str(in: self)
    }
  }
}
