import Foundation

/// `sys`: what scripts ask of the interpreter.
enum SysModule {
  static let module: (name: String, make: ModuleCatalogue.Maker) = (
    "sys",
    {
      ModuleObject("sys") { interpreter in
        [
          ("maxsize", .int(Int.max)), ("byteorder", .string("little")),
          ("platform", .string("linux")), ("argv", .list([.string("")])),
          ("version", .string("3.11.0 (agrun)")), ("float_info", floatInformation(interpreter)),
          ("version_info", versionInformation(interpreter)), ("path", .list([])),
          ("modules", .dict(DictObject())), ("stdout", .object(StreamObject(.output))),
          ("stderr", .object(StreamObject(.error))), ("executable", .string("")),
        ] + functions.map { ($0.name, .object($0)) }
      }
    }
  )

  private static func record(
    _ name: String, _ fields: [(String, Value)], _ interpreter: Interpreter
  ) -> Value {
    let type = TypeObject(name, module: "sys", base: interpreter.types.tuple)
    return .tuple(NamedTupleObject(type, fields.map { Name($0.0) }, fields.map(\.1)))
  }

  private static func floatInformation(_ interpreter: Interpreter) -> Value {
    record(
      "sys.float_info",
      [
        ("max", .float(Double.greatestFiniteMagnitude)), ("max_exp", .int(1024)),
        ("max_10_exp", .int(308)), ("min", .float(Double.leastNormalMagnitude)),
        ("min_exp", .int(-1021)), ("min_10_exp", .int(-307)), ("dig", .int(15)),
        ("mant_dig", .int(53)), ("epsilon", .float(Double.ulpOfOne)), ("radix", .int(2)),
        ("rounds", .int(1)),
      ], interpreter)
  }

  private static func versionInformation(_ interpreter: Interpreter) -> Value {
    record(
      "sys.version_info",
      [
        ("major", .int(3)), ("minor", .int(11)), ("micro", .int(0)),
        ("releaselevel", .string("final")), ("serial", .int(0)),
      ], interpreter)
  }

  private static var functions: [BuiltinFunction] {
    [
      .raw("getrecursionlimit()", "Calls that may be nested.") { interpreter, _ in
        .int(interpreter.limits.callDepth)
      },
      .unary("setrecursionlimit(limit, /)", "Sets how many calls may be nested, up to 60000.") {
        interpreter, value in
        let limit = try interpreter.requireIndex(value)
        if limit < 1 {
          throw Raised(.valueError, "recursion limit must be greater or equal than 1")
        }
        interpreter.limits.callDepth = min(limit, 60_000)
        return .none
      },
      .bound("exit(status=None, /)", "Ends the script.") { interpreter, call in
        throw Raised(
          ExceptionObject(
            interpreter.types.exception(.systemExit), call[0].isNone ? [] : [call[0]]))
      },
      .unary("intern(string, /)", "The string itself.") { _, value in value },
      .unary("set_int_max_str_digits(maxdigits, /)", "Not available: the limit is 4300 digits.") {
        _, _ in
        throw Raised(
          .notImplementedError, "sys.set_int_max_str_digits() is not available in agrun")
      },
    ]
  }
}

/// `os.path`: paths as text; nothing here looks at files.
enum PathModule {
  static let module: (name: String, make: ModuleCatalogue.Maker) = (
    "os.path", { ModuleObject("os.path") { _ in functions.map { ($0.name, .object($0)) } } }
  )

  private static var functions: [BuiltinFunction] {
    [
      .raw("join(path, *paths)", "Paths joined by slashes.") { interpreter, call in
        var result = ""
        for value in call.positional {
          let part = try interpreter.requireText(value, "path")
          if part.hasPrefix("/") || result.isEmpty {
            result = part
          } else {
            result += result.hasSuffix("/") ? part : "/" + part
          }
        }
        return .string(result)
      },
      .unary("basename(p, /)", "What follows the last slash.") { interpreter, value in
        let path = try interpreter.requireText(value, "path")
        return .string(
          path.split(separator: "/", omittingEmptySubsequences: false).last.map(String.init) ?? "")
      },
      .unary("dirname(p, /)", "What is before the last slash.") { interpreter, value in
        let path = try interpreter.requireText(value, "path")
        guard let slash = path.lastIndex(of: "/") else { return .string("") }
        return .string(slash == path.startIndex ? "/" : String(path[..<slash]))
      },
      .unary("splitext(p, /)", "The path and its extension.") { interpreter, value in
        let path = try interpreter.requireText(value, "path")
        let start = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let name = path[start...]
        guard let dot = name.lastIndex(of: "."),
          name[..<dot].contains(where: { $0 != "." })
        else { return .tuple([.string(path), .string("")]) }
        return .tuple([.string(String(path[..<dot])), .string(String(path[dot...]))])
      },
      .unary("isabs(s, /)", "Whether it begins with a slash.") { interpreter, value in
        .bool(try interpreter.requireText(value, "path").hasPrefix("/"))
      },
      .unary("exists(path, /)", "Whether a file below the script's folder exists.") {
        interpreter, value in
        throw Raised(.notImplementedError, "os.path.exists is not available in agrun")
      },
    ]
  }
}

/// `os`: only `os.path` and an empty environment.
enum OSModule {
  static let module: (name: String, make: ModuleCatalogue.Maker) = (
    "os",
    {
      ModuleObject("os") { interpreter in
        [
          ("path", interpreter.modules.module("os.path").map { .object($0) } ?? Value.none),
          ("sep", .string("/")), ("linesep", .string("\n")), ("name", .string("posix")),
          // Scripts set variables for libraries; they cannot read the real ones.
          ("environ", .dict(DictObject())),
        ]
      }
    }
  )
}

/// `string`: sets of characters.
enum StringModule {
  static let module: (name: String, make: ModuleCatalogue.Maker) = (
    "string",
    {
      ModuleObject("string") { _ in
        let lower = "abcdefghijklmnopqrstuvwxyz"
        let digits = "0123456789"
        let punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
        let whitespace = " \t\n\r\u{0b}\u{0c}"
        return [
          ("ascii_lowercase", .string(lower)), ("ascii_uppercase", .string(lower.uppercased())),
          ("ascii_letters", .string(lower + lower.uppercased())), ("digits", .string(digits)),
          ("hexdigits", .string(digits + "abcdefABCDEF")), ("octdigits", .string("01234567")),
          ("punctuation", .string(punctuation)), ("whitespace", .string(whitespace)),
          ("printable", .string(digits + lower + lower.uppercased() + punctuation + whitespace)),
          (
            "capwords",
            .object(
              BuiltinFunction.bound("capwords(s, sep=None)", "Each word with a capital.") {
                interpreter, call in
                let text = try interpreter.requireText(call[0])
                let separator = call[1].text ?? " "
                let words =
                  call[1].isNone
                  ? text.unicodeScalars.split(whereSeparator: StringMethods.isSpace).map(
                    String.init)
                  : StringSearch.split(text, at: separator)
                return .string(
                  words.map { $0.prefix(1).uppercased() + $0.dropFirst().lowercased() }
                    .joined(separator: separator))
              })
          ),
        ]
      }
    }
  )
}

/// `io`: text in memory.
enum IOModule {
  static let module: (name: String, make: ModuleCatalogue.Maker) = (
    "io",
    {
      ModuleObject("io") { _ in
        [
          (
            "StringIO",
            .object(
              BuiltinFunction.bound("StringIO(initial_value='')", "A stream into memory.") {
                interpreter, call in
                let stream = StreamObject(.memory)
                if case .string(let text) = call[0], !text.text.isEmpty {
                  try stream.write(text, in: interpreter)
                }
                return .object(stream)
              })
          )
        ]
      }
    }
  )
}

/// `__future__`: all of it is the present.
enum FutureModule {
  static let module: (name: String, make: ModuleCatalogue.Maker) = (
    "__future__",
    {
      ModuleObject("__future__") { _ in
        [
          "annotations", "division", "print_function", "absolute_import", "unicode_literals",
          "generators", "nested_scopes", "with_statement", "generator_stop",
        ].map { ($0, Value.true) }
      }
    }
  )
}
