package import Diagnostics

/// A Python exception on its way up, as Swift carries it.
///
/// Unchecked: errors must be Sendable in Swift, while an interpreter and all its objects stay on the thread that runs them.
package struct Raised: Error, @unchecked Sendable {
  /// Made only when a script looks at it or the traceback is kept: most lookups that fail are caught at once.
  package enum Content {
    case builtin(ExceptionKind, String)
    case object(ExceptionObject)
  }

  package var content: Content
  /// Where to point inside the failing statement when the instruction's own range is too wide.
  package var range: SourceRange?
  /// What to do about it; shown below the message on stderr, never part of `str(e)`.
  package var hint: String?

  /// The name that was probably meant: "Did you mean: 'x'?".
  package var suggestion: String?

  package init(
    _ kind: ExceptionKind, _ message: String, hint: String? = nil, suggestion: String? = nil
  ) {
    content = .builtin(kind, message)
    self.hint = hint
    self.suggestion = suggestion
  }

  package init(_ exception: ExceptionObject) { content = .object(exception) }
}

/// Builtin exception classes; the raw value is the Python name.
package enum ExceptionKind: String, CaseIterable, Sendable {
  case baseException = "BaseException"
  case exception = "Exception"
  case arithmeticError = "ArithmeticError"
  case assertionError = "AssertionError"
  case attributeError = "AttributeError"
  case brokenPipeError = "BrokenPipeError"
  case bufferError = "BufferError"
  case connectionError = "ConnectionError"
  case deprecationWarning = "DeprecationWarning"
  case eofError = "EOFError"
  case fileNotFoundError = "FileNotFoundError"
  case fileExistsError = "FileExistsError"
  case floatingPointError = "FloatingPointError"
  case futureWarning = "FutureWarning"
  case generatorExit = "GeneratorExit"
  case importError = "ImportError"
  case interruptedError = "InterruptedError"
  case isADirectoryError = "IsADirectoryError"
  case importWarning = "ImportWarning"
  case indentationError = "IndentationError"
  case indexError = "IndexError"
  case keyError = "KeyError"
  case keyboardInterrupt = "KeyboardInterrupt"
  case lookupError = "LookupError"
  case memoryError = "MemoryError"
  case moduleNotFoundError = "ModuleNotFoundError"
  case nameError = "NameError"
  case notADirectoryError = "NotADirectoryError"
  case notImplementedError = "NotImplementedError"
  case osError = "OSError"
  case overflowError = "OverflowError"
  case pendingDeprecationWarning = "PendingDeprecationWarning"
  case permissionError = "PermissionError"
  case recursionError = "RecursionError"
  case referenceError = "ReferenceError"
  case resourceWarning = "ResourceWarning"
  case runtimeError = "RuntimeError"
  case runtimeWarning = "RuntimeWarning"
  case stopIteration = "StopIteration"
  case stopAsyncIteration = "StopAsyncIteration"
  case syntaxError = "SyntaxError"
  case syntaxWarning = "SyntaxWarning"
  case systemError = "SystemError"
  case systemExit = "SystemExit"
  case timeoutError = "TimeoutError"
  case typeError = "TypeError"
  case unboundLocalError = "UnboundLocalError"
  case unicodeDecodeError = "UnicodeDecodeError"
  case unicodeEncodeError = "UnicodeEncodeError"
  case unicodeError = "UnicodeError"
  case unicodeWarning = "UnicodeWarning"
  case userWarning = "UserWarning"
  case valueError = "ValueError"
  case warning = "Warning"
  case zeroDivisionError = "ZeroDivisionError"
  /// `numpy.linalg.LinAlgError`.
  case linAlgError = "LinAlgError"
  /// What a ufunc raises where dtypes do not fit: a TypeError.
  case ufuncTypeError = "UFuncTypeError"
  /// `numpy.exceptions.AxisError`: a ValueError and an IndexError.
  case axisError = "AxisError"
  case tracerBoolConversionError = "TracerBoolConversionError"
  case concretizationTypeError = "ConcretizationTypeError"
  case tracerArrayConversionError = "TracerArrayConversionError"
  case tracerIntegerConversionError = "TracerIntegerConversionError"
  case nonConcreteBooleanIndexError = "NonConcreteBooleanIndexError"
  case unexpectedTracerError = "UnexpectedTracerError"

  /// Immediate base class.
  package var base: ExceptionKind? {
    switch self {
    case .baseException: nil
    case .exception, .generatorExit, .keyboardInterrupt, .systemExit: .baseException
    case .floatingPointError, .overflowError, .zeroDivisionError: .arithmeticError
    case .moduleNotFoundError: .importError
    case .indexError, .keyError: .lookupError
    case .unboundLocalError: .nameError
    case .notImplementedError, .recursionError: .runtimeError
    case .indentationError: .syntaxError
    case .brokenPipeError: .connectionError
    case .connectionError, .interruptedError, .isADirectoryError, .notADirectoryError: .osError
    case .fileNotFoundError, .fileExistsError, .permissionError, .timeoutError: .osError
    case .unicodeError, .linAlgError, .axisError: .valueError
    case .warning: .exception
    case .unicodeDecodeError, .unicodeEncodeError: .unicodeError
    case .unicodeWarning, .deprecationWarning, .futureWarning, .importWarning,
      .pendingDeprecationWarning,
      .resourceWarning, .runtimeWarning, .syntaxWarning, .userWarning:
      .warning
    case .concretizationTypeError, .tracerArrayConversionError, .tracerIntegerConversionError:
      .typeError
    case .tracerBoolConversionError: .concretizationTypeError
    case .ufuncTypeError: .typeError
    case .nonConcreteBooleanIndexError: .indexError
    case .unexpectedTracerError: .exception
    default: .exception
    }
  }
}
