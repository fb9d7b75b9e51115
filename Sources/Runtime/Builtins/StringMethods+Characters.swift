import BigInt

extension StringMethods {
  static func all(_ text: String, _ test: (Unicode.Scalar) -> Bool) -> Bool {
    !text.isEmpty && text.unicodeScalars.allSatisfy(test)
  }

  private static func isAlphabetic(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }

  private static func isDecimal(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .decimalNumber
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.numericType == .decimal || scalar.properties.numericType == .digit
  }

  private static func isNumeric(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.numericType != nil
  }

  private static func isCased(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isUppercase || scalar.properties.isLowercase
      || scalar.properties.generalCategory == .titlecaseLetter
  }

  static func isIdentifier(_ text: String) -> Bool {
    var isFirst = true
    for scalar in text.unicodeScalars {
      let fits =
        scalar == "_"
        || (isFirst ? scalar.properties.isXIDStart : scalar.properties.isXIDContinue)
      if !fits { return false }
      isFirst = false
    }
    return !isFirst
  }

  private static func title(_ text: String) -> String {
    var result = ""
    var follows = false
    for scalar in text.unicodeScalars {
      result += follows ? scalar.properties.lowercaseMapping : scalar.properties.titlecaseMapping
      follows = isCased(scalar)
    }
    return result
  }

  private static func isTitle(_ text: String) -> Bool {
    var hasCased = false
    var follows = false
    for scalar in text.unicodeScalars {
      if scalar.properties.isUppercase || scalar.properties.generalCategory == .titlecaseLetter {
        if follows { return false }
        follows = true
        hasCased = true
      } else if scalar.properties.isLowercase {
        if !follows { return false }
        hasCased = true
      } else {
        follows = false
      }
    }
    return hasCased
  }

  private static func test(
    _ name: String, _ summary: String, _ body: @escaping (String) -> Bool
  ) -> BuiltinFunction {
    .simpleMethod("\(name)(self, /)", summary) { interpreter, receiver in
      .bool(body(try interpreter.stringReceiver(receiver).text))
    }
  }

  private static func map(
    _ name: String, _ summary: String, _ body: @escaping (String) -> String
  ) -> BuiltinFunction {
    .simpleMethod("\(name)(self, /)", summary) { interpreter, receiver in
      .string(body(try interpreter.stringReceiver(receiver).text))
    }
  }

  static var characters: [BuiltinFunction] {
    [
      map("lower", "In lower case.") { $0.lowercased() },
      map("upper", "In upper case.") { $0.uppercased() },
      map("casefold", "In the form for comparison without case.") {
        $0.lowercased().replacing("ß", with: "ss")
      },
      map("title", "Each word with a capital.", title),
      map("capitalize", "The first character in title case, the others in lower case.") { text in
        guard let first = text.unicodeScalars.first else { return "" }
        return first.properties.titlecaseMapping
          + String(String.UnicodeScalarView(text.unicodeScalars.dropFirst())).lowercased()
      },
      map("swapcase", "With cases exchanged.") { text in
        text.unicodeScalars.map { scalar in
          scalar.properties.isUppercase
            ? scalar.properties.lowercaseMapping
            : scalar.properties.isLowercase
              ? scalar.properties.uppercaseMapping : String(scalar)
        }.joined()
      },
      test("isalpha", "Whether all characters are letters.") { all($0, isAlphabetic) },
      test("isdigit", "Whether all characters are digits.") { all($0, isDigit) },
      test("isdecimal", "Whether all characters are decimal digits.") { all($0, isDecimal) },
      test("isnumeric", "Whether all characters are numeric.") { all($0, isNumeric) },
      test("isalnum", "Whether all characters are letters or digits.") {
        all($0) { isAlphabetic($0) || isNumeric($0) }
      },
      test("isspace", "Whether all characters are white space.") { all($0, isSpace) },
      test("isascii", "Whether all characters are ASCII.") { $0.utf8.allSatisfy { $0 < 128 } },
      test("isidentifier", "Whether it could be a name.", isIdentifier),
      test("isprintable", "Whether all characters can be printed.") {
        $0.unicodeScalars.allSatisfy(StringRepresentation.isPrintable)
      },
      test("islower", "Whether all letters are lower case.") { text in
        text.unicodeScalars.contains(where: isCased)
          && text.unicodeScalars.allSatisfy { !isCased($0) || $0.properties.isLowercase }
      },
      test("isupper", "Whether all letters are upper case.") { text in
        text.unicodeScalars.contains(where: isCased)
          && text.unicodeScalars.allSatisfy { !isCased($0) || $0.properties.isUppercase }
      },
      test("istitle", "Whether each word begins with a capital.", isTitle),
      .operandMethod("translate(self, table, /)", "With characters replaced by a table.") {
        interpreter, receiver, table in
        let string = try interpreter.stringReceiver(receiver)
        var result = ""
        for scalar in string.text.unicodeScalars {
          let key = Value.int(Int(scalar.value))
          let replacement: Value
          do {
            replacement = try interpreter.item(of: table, at: key)
          } catch let error as Raised where interpreter.matches(error, .lookupError) {
            result.unicodeScalars.append(scalar)
            continue
          }
          switch replacement {
          case .none: break
          case .int(let code):
            guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else {
              throw Raised(.valueError, "character mapping must be in range(0x110000)")
            }
            result.unicodeScalars.append(scalar)
          case .string(let text): result += text.text
          default:
            throw Raised(
              .typeError, "character mapping must return integer, None or str")
          }
        }
        return .string(result)
      },
    ]
  }

  static func makeTranslation(_ interpreter: Interpreter, _ call: BoundArguments) throws -> Value {
    let table = DictObject()
    func code(_ scalar: Unicode.Scalar) -> Value { .int(Int(scalar.value)) }
    if call[1].isNone {
      guard case .dict(let source) = call[0] else {
        throw Raised(
          .typeError, "if you give only one argument to maketrans it must be a dict")
      }
      for (key, value) in source.items {
        if let text = key.text {
          guard let first = text.unicodeScalars.first, text.unicodeScalars.count == 1 else {
            throw Raised(
              .valueError, "string keys in translate table must be of length 1")
          }
          try table.set(code(first), to: value, in: interpreter)
        } else {
          try table.set(key, to: value, in: interpreter)
        }
      }
      return .dict(table)
    }
    let from = Array(try interpreter.requireText(call[0]).unicodeScalars)
    let to = Array(try interpreter.requireText(call[1]).unicodeScalars)
    guard from.count == to.count else {
      throw Raised(
        .valueError, "the first two maketrans arguments must have equal length")
    }
    for (a, b) in zip(from, to) { try table.set(code(a), to: code(b), in: interpreter) }
    if !call[2].isNone {
      for scalar in try interpreter.requireText(call[2]).unicodeScalars {
        try table.set(code(scalar), to: .none, in: interpreter)
      }
    }
    return .dict(table)
  }
}
