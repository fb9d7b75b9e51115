import Arrays
import BigInt

/// What calling the builtin types does.
enum Constructors {
  private static func refuseKeywords(_ name: String, _ call: Arguments) throws {
    if !call.keywords.isEmpty {
      throw Raised(.typeError, "\(name)() takes no keyword arguments")
    }
  }

  /// At most one positional argument.
  private static func single(_ name: String, _ call: Arguments) throws -> Value? {
    try refuseKeywords(name, call)
    guard call.positional.count <= 1 else {
      throw Raised(
        .typeError, "\(name) expected at most 1 argument, got \(call.positional.count)")
    }
    return call.positional.first
  }

  static func object(_ interpreter: Interpreter, _ call: Arguments) throws -> Value {
    guard call.positional.isEmpty, call.keywords.isEmpty else {
      throw Raised(.typeError, "object() takes no arguments")
    }
    return .object(PlainObject())
  }

  static func type(_ interpreter: Interpreter, _ call: Arguments) throws -> Value {
    switch call.positional.count {
    case 1 where call.keywords.isEmpty:
      return .object(interpreter.type(of: call.positional[0]))
    case 3:
      guard let name = call.positional[0].text else {
        throw Raised(
          .typeError,
          "type.__new__() argument 1 must be str, not \(interpreter.typeName(of: call.positional[0]))"
        )
      }
      var definition = ClassDefinition(name: name, bases: [], namespace: AttributeTable())
      for base in try interpreter.collect(call.positional[1]) {
        definition.bases.append(try interpreter.typeReceiver(base))
      }
      for (key, value) in try interpreter.dictReceiver(call.positional[2]).items {
        definition.namespace[Name(key.text ?? "")] = value
      }
      definition.keywords = call.keywords
      return .object(try interpreter.defineClass(definition))
    default: throw Raised(.typeError, "type() takes 1 or 3 arguments")
    }
  }

  static func bool(_ interpreter: Interpreter, _ call: Arguments) throws -> Value {
    guard let value = try single("bool", call) else { return .false }
    return .bool(try interpreter.isTruthy(value))
  }

  // MARK: Numbers

  static func int(_ interpreter: Interpreter, _ call: Arguments) throws -> Value {
    var base: Value?
    for (name, value) in call.keywords {
      guard name == "base" else {
        throw Raised(.typeError, "'\(name)' is an invalid keyword argument for int()")
      }
      base = value
    }
    let total = call.positional.count + call.keywords.count
    guard total <= 2 else {
      throw Raised(.typeError, "int() takes at most 2 arguments (\(total) given)")
    }
    if call.positional.count == 2 { base = call.positional[1] }
    guard let value = call.positional.first else {
      if base != nil { throw Raised(.typeError, "int() missing string argument") }
      return .int(0)
    }
    guard let base else { return try interpreter.integer(from: value) }
    guard let text = value.text else {
      throw Raised(.typeError, "int() can't convert non-string with explicit base")
    }
    return try IntegerText.parse(text, base: interpreter.requireIndex(base), in: interpreter)
  }

  static func float(_ interpreter: Interpreter, _ call: Arguments) throws -> Value {
    guard let value = try single("float", call) else { return .float(0) }
    if let text = value.text {
      guard let number = FloatFormatting.parse(text) else {
        throw Raised(
          .valueError, "could not convert string to float: \(StringRepresentation.quoted(text))")
      }
      return .float(number)
    }
    if let number = try interpreter.floatIfReal(value) { return .float(number) }
    throw Raised(
      .typeError,
      "float() argument must be a string or a real number, not '\(interpreter.typeName(of: value))'"
    )
  }

  static func complex(_ interpreter: Interpreter, _ call: Arguments) throws -> Value {
    var values = call.positional
    guard values.count + call.keywords.count <= 2 else {
      throw Raised(
        .typeError,
        "complex() takes at most 2 arguments (\(values.count + call.keywords.count) given)")
    }
    for (name, value) in call.keywords {
      switch name {
      case "real" where values.isEmpty: values.append(value)
      case "imag":
        if values.isEmpty { values.append(.float(0)) }
        values.append(value)
      default: throw Raised(.typeError, "'\(name)' is an invalid keyword argument for complex()")
      }
    }
    guard let first = values.first else { return .complex(0, 0) }
    if let text = first.text {
      if values.count > 1 {
        throw Raised(.typeError, "complex() can't take second arg if first is a string")
      }
      guard let (real, imaginary) = ComplexText.parse(text) else {
        throw Raised(.valueError, "complex() arg is a malformed string")
      }
      return .complex(real, imaginary)
    }
    if values.count > 1, values[1].text != nil {
      throw Raised(.typeError, "complex() second arg can't be a string")
    }
    guard let real = try interpreter.complexIfNumber(first) else {
      throw Raised(
        .typeError,
        "complex() first argument must be a string or a number, not '\(interpreter.typeName(of: first))'"
      )
    }
    guard values.count > 1 else { return .complex(real.0, real.1) }
    guard let imaginary = try interpreter.complexIfNumber(values[1]) else {
      throw Raised(
        .typeError,
        "complex() second argument must be a number, not '\(interpreter.typeName(of: values[1]))'")
    }
    // Parts that are not there must not turn −0.0 into 0.0.
    let isComplex = (isComplex(first), isComplex(values[1]))
    return .complex(
      isComplex.1 ? real.0 - imaginary.1 : real.0,
      isComplex.0 ? real.1 + imaginary.0 : imaginary.0)
  }

  private static func isComplex(_ value: Value) -> Bool {
    if case .complex? = Number(value.plain) { return true }
    return false
  }

  // MARK: Text and containers

  static func str(_ interpreter: Interpreter, _ call: Arguments) throws -> Value {
    let total = call.positional.count + call.keywords.count
    guard total <= 3 else {
      throw Raised(.typeError, "str() takes at most 3 arguments (\(total) given)")
    }
    guard call.keywords.allSatisfy({ $0.name == "object" }), call.positional.count <= 1 else {
      throw Raised(
        .notImplementedError, "str() of bytes is not available in agrun: there is no bytes type")
    }
    guard let value = call.positional.first ?? call.keywords.first?.value else {
      return .string("")
    }
    return .string(try interpreter.strText(value))
  }

  static func tuple(_ interpreter: Interpreter, _ call: Arguments) throws -> Value {
    guard let value = try single("tuple", call) else { return .tuple([]) }
    if case .tuple(let tuple) = value, Swift.type(of: tuple) == TupleObject.self { return value }
    return .tuple(try interpreter.collect(value))
  }

  static func list(_ interpreter: Interpreter, _ call: Arguments) throws -> Value {
    guard let value = try single("list", call) else { return .list([]) }
    return .list(try interpreter.collect(value))
  }

  static func dict(_ interpreter: Interpreter, _ call: Arguments) throws -> Value {
    let dict = DictObject()
    try interpreter.fill(.dict(dict), call, typeName: "dict")
    return .dict(dict)
  }

  static func set(_ interpreter: Interpreter, _ call: Arguments) throws -> Value {
    guard let value = try single("set", call) else { return .object(SetObject()) }
    return .object(try SetOperations.make(value, in: interpreter))
  }

  static func frozenset(_ interpreter: Interpreter, _ call: Arguments) throws -> Value {
    guard let value = try single("frozenset", call) else {
      return .object(SetObject(isFrozen: true))
    }
    if case .object(let object) = value, let set = object as? SetObject, set.isFrozen {
      return value
    }
    return .object(try SetOperations.make(value, isFrozen: true, in: interpreter))
  }

  private static func bounds(_ name: String, _ call: Arguments) throws -> [Value] {
    try refuseKeywords(name, call)
    let count = call.positional.count
    if count < 1 { throw Raised(.typeError, "\(name) expected at least 1 argument, got 0") }
    if count > 3 {
      throw Raised(.typeError, "\(name) expected at most 3 arguments, got \(count)")
    }
    return call.positional
  }

  static func range(_ interpreter: Interpreter, _ call: Arguments) throws -> Value {
    let values = try bounds("range", call).map { try interpreter.requireIndex($0) }
    if values.count == 1 {
      return .object(RangeObject(start: 0, stop: values[0], step: 1))
    }
    let step = values.count == 3 ? values[2] : 1
    if step == 0 { throw Raised(.valueError, "range() arg 3 must not be zero") }
    return .object(RangeObject(start: values[0], stop: values[1], step: step))
  }

  static func slice(_ interpreter: Interpreter, _ call: Arguments) throws -> Value {
    let values = try bounds("slice", call)
    switch values.count {
    case 1: return .object(SliceObject(.none, values[0], .none))
    case 2: return .object(SliceObject(values[0], values[1], .none))
    default: return .object(SliceObject(values[0], values[1], values[2]))
    }
  }
}

/// What `object()` makes.
final class PlainObject: Object {}

/// Reading ints.
enum IntegerText {
  static func parse(_ text: String, base: Int, in interpreter: Interpreter) throws -> Value {
    guard base == 0 || (2...36).contains(base) else {
      throw Raised(.valueError, "int() base must be >= 2 and <= 36, or 0")
    }
    let invalid = Raised(
      .valueError,
      "invalid literal for int() with base \(base): \(StringRepresentation.quoted(text))")
    var body = Substring(StringMethods.strip(text))
    var isNegative = false
    if let first = body.first, first == "-" || first == "+" {
      isNegative = first == "-"
      body.removeFirst()
    }
    var radix = base
    let prefix = body.prefix(2).lowercased()
    let prefixes = ["0x": 16, "0o": 8, "0b": 2]
    if let found = prefixes[prefix], base == 0 || base == found {
      radix = found
      body.removeFirst(2)
      if body.first == "_" { body.removeFirst() }
    } else if base == 0 {
      radix = 10
      // As in source code, leading zeros are not decimal.
      if body.first == "0", body.contains(where: { $0 != "0" && $0 != "_" }) { throw invalid }
    }
    var digits = ""
    var wasDigit = false
    for character in body.unicodeScalars {
      if character == "_" {
        guard wasDigit else { throw invalid }
        wasDigit = false
        continue
      }
      let value = Character(character).wholeNumberValue ?? Character(character).hexDigitValue
      if character.isASCII {
        guard let digit = Int(String(character), radix: 36), digit < radix else { throw invalid }
        digits.unicodeScalars.append(character)
      } else if let value, value < radix {
        digits += String(value, radix: radix)
      } else {
        throw invalid
      }
      wasDigit = true
    }
    guard wasDigit else { throw invalid }
    if let small = Int(digits, radix: radix) { return .int(isNegative ? -small : small) }
    if radix & (radix - 1) != 0 { try BigIntegers.checkDigits(digits.utf8.count, text: text) }
    guard let magnitude = BigInt(digits, radix: radix) else { throw invalid }
    return .integer(isNegative ? -magnitude : magnitude)
  }
}

extension ComplexText {
  /// Reads what `complex(text)` reads; nil where it is malformed.
  static func parse(_ text: String) -> (Double, Double)? {
    var body = StringMethods.strip(text)
    if body.hasPrefix("("), body.hasSuffix(")") {
      body = StringMethods.strip(String(body.dropFirst().dropLast()))
    }
    guard !body.isEmpty, !body.unicodeScalars.contains(where: StringMethods.isSpace) else {
      return nil
    }
    guard body.hasSuffix("j") || body.hasSuffix("J") else {
      return FloatFormatting.parse(body).map { ($0, 0) }
    }
    let characters = Array(body.dropLast())
    // The sign that begins the imaginary part: the last one that does not belong to an exponent.
    var cut = 0
    for index in characters.indices.reversed()
    where characters[index] == "+" || characters[index] == "-" {
      if index > 0, characters[index - 1] == "e" || characters[index - 1] == "E" { continue }
      cut = index
      break
    }
    let real = String(characters[..<cut])
    let imaginary = String(characters[cut...])
    let second: Double?
    switch imaginary {
    case "", "+": second = 1
    case "-": second = -1
    default: second = FloatFormatting.parse(imaginary)
    }
    guard let second else { return nil }
    if real.isEmpty { return (0, second) }
    return FloatFormatting.parse(real).map { ($0, second) }
  }
}
