import BigInt
import Foundation

/// `print` and functions that make text.
enum OutputFunctions {
  static var all: [BuiltinFunction] {
    [
      BuiltinFunction(
        "print(*args, sep=' ', end='\\n', file=None, flush=False)",
        "Writes values as text, with a separator between and an end after them.",
        isWordedAsC: true, .raw(print)),
      .unary("repr(object, /)", "The text that shows what a value is.") {
        .string(try $0.reprText($1))
      },
      .unary("ascii(object, /)", "As `repr`, with everything beyond ASCII escaped.") {
        .string(try $0.ascii($1))
      },
      .bound("format(value, format_spec='', /)", "A value formatted by a specification.") {
        interpreter, call in
        guard let spec = call[1].text else {
          throw Raised(
            .typeError,
            "format() argument 2 must be str, not \(interpreter.typeName(of: call[1]))")
        }
        return .string(try interpreter.format(call[0], spec))
      },
      .unary("chr(i, /)", "The character of a code point.") { interpreter, value in
        let code = try interpreter.requireIndex(value)
        guard (0...0x10FFFF).contains(code) else {
          throw Raised(.valueError, "chr() arg not in range(0x110000)")
        }
        guard let scalar = Unicode.Scalar(UInt32(code)) else {
          throw Raised(.valueError, "chr() of a surrogate is not available in agrun")
        }
        return .string(String(scalar))
      },
      .unary("ord(c, /)", "The code point of a character.") { interpreter, value in
        guard case .string(let string) = value.plain else {
          throw Raised(
            .typeError,
            "ord() expected string of length 1, but \(interpreter.typeName(of: value)) found")
        }
        guard string.count == 1, let scalar = string.text.unicodeScalars.first else {
          throw Raised(
            .typeError,
            "ord() expected a character, but string of length \(string.count) found")
        }
        return .int(Int(scalar.value))
      },
      radix("bin", "0b", 2, "An int in base 2."),
      radix("oct", "0o", 8, "An int in base 8."),
      radix("hex", "0x", 16, "An int in base 16."),
    ]
  }

  private static func radix(_ name: String, _ prefix: String, _ radix: Int, _ summary: String)
    -> BuiltinFunction
  {
    .unary("\(name)(number, /)", summary) { interpreter, value in
      let number = try interpreter.requireInteger(value)
      return .string((number < 0 ? "-" : "") + prefix + String(number.magnitude, radix: radix))
    }
  }

  private static func print(_ interpreter: Interpreter, _ call: Arguments) throws -> Value {
    var separator = " "
    var end = "\n"
    var file = Value.none
    for (name, value) in call.keywords {
      switch name {
      case "sep": separator = try text(value, "sep", separator, interpreter)
      case "end": end = try text(value, "end", end, interpreter)
      case "file": file = value
      case "flush": break
      default:
        throw Raised(.typeError, "'\(name)' is an invalid keyword argument for print()")
      }
    }
    var builder = TextBuilder(keepsIntegers: true)
    for (index, value) in call.positional.enumerated() {
      if index > 0 { builder.append(separator) }
      try builder.write(value, asRepr: false, in: interpreter)
    }
    builder.append(end)
    if file.isNone {
      try interpreter.write(builder.text, numbers: builder.numbers)
    } else if case .object(let object) = file, let stream = object as? StreamObject {
      try stream.write(builder.string, in: interpreter)
    } else {
      _ = try interpreter.call(
        interpreter.attribute("write", of: file), [.string(builder.string)])
    }
    return .none
  }

  private static func text(
    _ value: Value, _ name: String, _ missing: String, _ interpreter: Interpreter
  ) throws -> String {
    if value.isNone { return missing }
    if let text = value.text { return text }
    throw Raised(
      .typeError, "\(name) must be None or a string, not \(interpreter.typeName(of: value))")
  }
}

/// The process's standard error.
package enum StandardError {
  package static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}

/// `sys.stdout`, `sys.stderr` or an `io.StringIO`.
package final class StreamObject: Object {
  package enum Kind { case output, error, memory }
  package let kind: Kind
  /// What was written to memory.
  private var builder = TextBuilder()

  package init(_ kind: Kind) { self.kind = kind }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.builtin(named: kind == .memory ? "StringIO" : "TextIOWrapper")
  }

  package func write(_ string: StringObject, in interpreter: Interpreter) throws {
    switch kind {
    case .output: try interpreter.write(string.text, numbers: string.numbers ?? [])
    case .error: interpreter.errorOutput(string.text)
    case .memory: builder.append(string)
    }
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    switch name {
    case "write":
      return .object(
        BuiltinFunction.unary("write(text, /)", "Writes a string.") { [self] interpreter, value in
          guard case .string(let string) = value.plain else {
            throw Raised(
              .typeError,
              "write() argument must be str, not \(interpreter.typeName(of: value))")
          }
          try write(string, in: interpreter)
          return .int(string.count)
        })
    case "flush", "close":
      return .object(BuiltinFunction.raw("\(name)()", "Does nothing.") { _, _ in .none })
    case "isatty":
      return .object(BuiltinFunction.raw("isatty()", "False.") { _, _ in .false })
    case "getvalue" where kind == .memory:
      return .object(
        BuiltinFunction.raw("getvalue()", "What was written.") { [self] _, _ in
          .string(builder.string)
        })
    default: return nil
    }
  }
}
