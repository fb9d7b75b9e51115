/// `template.format(…)`.
enum BraceFormatting {
  static func format(
    _ template: StringObject, _ arguments: Arguments, in interpreter: Interpreter
  ) throws -> StringObject {
    try format(template, arguments.positional, in: interpreter) { name in
      if let (_, value) = arguments.keywords.first(where: { $0.name.text == name }) { return value }
      throw interpreter.missingKey(.string(name))
    }
  }

  static func format(
    _ template: StringObject, mapping: Value, in interpreter: Interpreter
  ) throws -> StringObject {
    try format(template, nil, in: interpreter) { name in
      try interpreter.item(of: mapping, at: .string(name))
    }
  }

  private static func format(
    _ template: StringObject, _ positional: [Value]?, in interpreter: Interpreter,
    _ named: @escaping (String) throws -> Value
  ) throws -> StringObject {
    var reader = Reader(interpreter: interpreter, positional: positional, named: named)
    return try reader.run(template.scalars, depth: 2)
  }

  private struct Reader {
    enum Numbering { case unknown, automatic, manual }

    let interpreter: Interpreter
    /// Nil for `format_map`, which has no positional fields.
    let positional: [Value]?
    let named: (String) throws -> Value
    var numbering = Numbering.unknown
    var nextIndex = 0

    init(
      interpreter: Interpreter, positional: [Value]?, named: @escaping (String) throws -> Value
    ) {
      self.interpreter = interpreter
      self.positional = positional
      self.named = named
    }

    mutating func run(_ scalars: [Unicode.Scalar], depth: Int) throws -> StringObject {
      guard depth > 0 else { throw Raised(.valueError, "Max string recursion exceeded") }
      var builder = TextBuilder()
      var literal = String.UnicodeScalarView()
      var position = 0
      while position < scalars.count {
        let scalar = scalars[position]
        position += 1
        guard scalar == "{" || scalar == "}" else {
          literal.append(scalar)
          continue
        }
        if position < scalars.count, scalars[position] == scalar {
          literal.append(scalar)
          position += 1
          continue
        }
        if scalar == "}" {
          throw Raised(.valueError, "Single '}' encountered in format string")
        }
        guard position < scalars.count else {
          throw Raised(.valueError, "Single '{' encountered in format string")
        }
        builder.append(String(literal))
        literal = String.UnicodeScalarView()
        let start = position
        var nesting = 1
        while position < scalars.count {
          if scalars[position] == "{" { nesting += 1 }
          if scalars[position] == "}" { nesting -= 1 }
          if nesting == 0 { break }
          position += 1
        }
        guard nesting == 0 else {
          throw Raised(.valueError, "expected '}' before end of string")
        }
        builder.append(try field(Array(scalars[start..<position]), depth: depth))
        position += 1
      }
      builder.append(String(literal))
      return builder.string
    }

    /// What stands between braces: `name!conversion:spec`.
    private mutating func field(_ scalars: [Unicode.Scalar], depth: Int) throws -> StringObject {
      var end = 0
      var brackets = 0
      while end < scalars.count {
        if scalars[end] == "[" { brackets += 1 }
        if scalars[end] == "]" { brackets -= 1 }
        if brackets == 0, scalars[end] == "!" || scalars[end] == ":" { break }
        end += 1
      }
      var value = try lookUp(Array(scalars[..<end]))
      var specification: [Unicode.Scalar] = []
      if end < scalars.count {
        if scalars[end] == "!" {
          guard end + 1 < scalars.count else {
            throw Raised(.valueError, "end of string while looking for conversion specifier")
          }
          let conversion = scalars[end + 1]
          switch conversion {
          case "s": value = .string(try interpreter.strText(value))
          case "r": value = .string(try interpreter.reprText(value))
          case "a": value = .string(try interpreter.ascii(value))
          default:
            throw Raised(.valueError, "Unknown conversion specifier '\(conversion)'")
          }
          end += 2
          if end < scalars.count {
            guard scalars[end] == ":" else {
              throw Raised(.valueError, "expected ':' after conversion specifier")
            }
            specification = Array(scalars[(end + 1)...])
          }
        } else {
          specification = Array(scalars[(end + 1)...])
        }
      }
      let spec =
        specification.isEmpty ? "" : try run(specification, depth: depth - 1).text
      return try interpreter.format(value, spec)
    }

    /// `0`, `name`, then `.attribute` and `[item]` as often as written.
    private mutating func lookUp(_ scalars: [Unicode.Scalar]) throws -> Value {
      var position = scalars.firstIndex { $0 == "." || $0 == "[" } ?? scalars.count
      let first = String(scalars: scalars[..<position])
      var value = try firstValue(first)
      while position < scalars.count {
        if scalars[position] == "." {
          let start = position + 1
          position = start
          while position < scalars.count, scalars[position] != ".", scalars[position] != "[" {
            position += 1
          }
          let name = String(scalars: scalars[start..<position])
          if name.isEmpty { throw Raised(.valueError, "Empty attribute in format string") }
          value = try interpreter.attribute(Name(name), of: value)
        } else if scalars[position] == "[" {
          let start = position + 1
          guard let close = scalars[start...].firstIndex(of: "]") else {
            throw Raised(.valueError, "Missing ']' in format string")
          }
          let key = String(scalars: scalars[start..<close])
          if key.isEmpty { throw Raised(.valueError, "Empty attribute in format string") }
          value = try interpreter.item(
            of: value, at: Int(key).map { .int($0) } ?? .string(key))
          position = close + 1
        } else {
          throw Raised(
            .valueError, "Only '.' or '[' may follow ']' in format field specifier")
        }
      }
      return value
    }

    private mutating func firstValue(_ name: String) throws -> Value {
      let index: Int
      if name.isEmpty {
        if numbering == .manual {
          throw Raised(
            .valueError,
            "cannot switch from manual field specification to automatic field numbering")
        }
        numbering = .automatic
        index = nextIndex
        nextIndex += 1
      } else if name.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) {
        if numbering == .automatic {
          throw Raised(
            .valueError,
            "cannot switch from automatic field numbering to manual field specification")
        }
        numbering = .manual
        guard let number = Int(name) else {
          throw Raised(.valueError, "Too many decimal digits in format string")
        }
        index = number
      } else {
        return try named(name)
      }
      guard let positional else {
        throw Raised(.valueError, "Format string contains positional fields")
      }
      guard index < positional.count else {
        throw Raised(
          .indexError, "Replacement index \(index) out of range for positional args tuple")
      }
      return positional[index]
    }
  }
}
