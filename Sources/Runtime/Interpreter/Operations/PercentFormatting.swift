import Arrays
import BigInt
import Records

/// `template % values`.
enum PercentFormatting {
  private struct Conversion {
    var key: String?
    var flags: Set<Character> = []
    var width: Int?
    var precision: Int?
    var type: Character = "s"
  }

  static func format(_ template: StringObject, with values: Value, in interpreter: Interpreter)
    throws -> StringObject
  {
    var reader = Reader(template: template.scalars, values: values, interpreter: interpreter)
    return try reader.run()
  }

  private struct Reader {
    let template: [Unicode.Scalar]
    let interpreter: Interpreter
    var positional: [Value]
    var nextArgument = 0
    let mapping: Value?
    let isSingle: Bool
    var position = 0
    var builder = TextBuilder()

    init(template: [Unicode.Scalar], values: Value, interpreter: Interpreter) {
      self.template = template
      self.interpreter = interpreter
      switch values {
      case .tuple(let tuple):
        positional = tuple.elements
        mapping = nil
        isSingle = false
      default:
        positional = [values]
        isSingle = true
        switch values.plain {
        case .string: mapping = nil
        case .dict, .list: mapping = values
        case .object(let object):
          // Whatever can be subscripted counts as a mapping.
          switch object {
          case let instance as InstanceObject:
            mapping = instance.defines(SpecialNames.getItem) ? values : nil
          case is BigIntObject, is ComplexObject, is SetObject, is IteratorObject, is TypeObject,
            is ModuleObject, is BuiltinFunction, is BoundMethod:
            mapping = nil
          default: mapping = values
          }
        default: mapping = nil
        }
      }
    }

    mutating func run() throws -> StringObject {
      var literal = String.UnicodeScalarView()
      while position < template.count {
        let scalar = template[position]
        position += 1
        guard scalar == "%" else {
          literal.append(scalar)
          continue
        }
        if position < template.count, template[position] == "%" {
          literal.append("%")
          position += 1
          continue
        }
        builder.append(String(literal))
        literal = String.UnicodeScalarView()
        let conversion = try readConversion()
        if conversion.type == "%" {
          builder.append("%")
          continue
        }
        try append(conversion)
      }
      builder.append(String(literal))
      let usedMapping = mapping != nil && isSingle
      if nextArgument < positional.count, !usedMapping {
        throw Raised(.typeError, "not all arguments converted during string formatting")
      }
      return builder.string
    }

    private func peek() throws -> Unicode.Scalar {
      guard position < template.count else { throw Raised(.valueError, "incomplete format") }
      return template[position]
    }

    private mutating func argument() throws -> Value {
      guard nextArgument < positional.count else {
        throw Raised(.typeError, "not enough arguments for format string")
      }
      nextArgument += 1
      return positional[nextArgument - 1]
    }

    private mutating func readNumber() throws -> Int? {
      if try peek() == "*" {
        position += 1
        guard case .int(let value) = try argument() else {
          throw Raised(.typeError, "* wants int")
        }
        return value
      }
      var value: Int?
      while let digit = try peek().asciiDigit {
        let (next, overflow) = (value ?? 0).multipliedReportingOverflow(by: 10)
        if overflow { throw Raised(.valueError, "width too big") }
        value = next + digit
        position += 1
      }
      return value
    }

    private mutating func readConversion() throws -> Conversion {
      var conversion = Conversion()
      if try peek() == "(" {
        guard mapping != nil else { throw Raised(.typeError, "format requires a mapping") }
        position += 1
        var depth = 1
        var key = String.UnicodeScalarView()
        while depth > 0 {
          guard position < template.count else {
            throw Raised(.valueError, "incomplete format key")
          }
          let scalar = template[position]
          position += 1
          if scalar == "(" { depth += 1 }
          if scalar == ")" { depth -= 1 }
          if depth > 0 { key.append(scalar) }
        }
        conversion.key = String(key)
      }
      while "-+ #0".unicodeScalars.contains(try peek()) {
        conversion.flags.insert(Character(template[position]))
        position += 1
      }
      conversion.width = try readNumber()
      if let width = conversion.width, width < 0 {
        conversion.flags.insert("-")
        conversion.width = -width
      }
      if try peek() == "." {
        position += 1
        conversion.precision = max(0, try readNumber() ?? 0)
      }
      while "hlL".unicodeScalars.contains(try peek()) { position += 1 }
      conversion.type = Character(try peek())
      position += 1
      return conversion
    }

    private mutating func append(_ conversion: Conversion) throws {
      let value: Value
      if let key = conversion.key, let mapping {
        value = try interpreter.item(of: mapping, at: .string(key))
      } else {
        value = try argument()
      }
      switch conversion.type {
      case "s", "r", "a":
        var text: StringObject
        switch conversion.type {
        case "s": text = try interpreter.strText(value)
        case "r": text = try interpreter.reprText(value)
        default: text = StringObject(try interpreter.ascii(value))
        }
        if let precision = conversion.precision, precision < text.count {
          text = StringObject(String(scalars: text.scalars.prefix(precision)))
        }
        appendPadded(text, conversion)
      case "c":
        appendPadded(StringObject(try character(value)), conversion)
      case "d", "i", "u", "o", "x", "X":
        try appendInteger(value, conversion)
      case "e", "E", "f", "F", "g", "G":
        try appendFloat(value, conversion)
      default:
        let scalar = conversion.type.unicodeScalars.first ?? "?"
        let shown = scalar.value > 32 && scalar.value < 127 ? String(scalar) : "?"
        throw Raised(
          .valueError,
          "unsupported format character '\(shown)' (0x\(String(scalar.value, radix: 16))) at index \(position - 1)"
        )
      }
    }

    private func character(_ value: Value) throws -> String {
      if let text = value.text {
        guard text.unicodeScalars.count == 1 else {
          throw Raised(.typeError, "%c requires int or char")
        }
        return text
      }
      guard let code = value.bigInt else { throw Raised(.typeError, "%c requires int or char") }
      guard let number = UInt32(exactly: code), let scalar = Unicode.Scalar(number) else {
        throw Raised(.overflowError, "%c arg not in range(0x110000)")
      }
      return String(scalar)
    }

    private mutating func appendPadded(_ text: StringObject, _ conversion: Conversion) {
      let padding = String(
        repeating: " ", count: max(0, (conversion.width ?? 0) - text.count))
      if !conversion.flags.contains("-") { builder.append(padding) }
      builder.append(text)
      if conversion.flags.contains("-") { builder.append(padding) }
    }

    private mutating func appendInteger(_ value: Value, _ conversion: Conversion) throws {
      let type = conversion.type
      let integer: BigInt
      if let exact = value.bigInt {
        integer = exact
      } else if type == "d" || type == "i" || type == "u" {
        guard value.text == nil, let number = try interpreter.floatIfReal(value) else {
          throw Raised(
            .typeError,
            "%\(type) format: a real number is required, not \(interpreter.typeName(of: value))")
        }
        integer = try interpreter.truncated(number)
      } else {
        guard case .object(let object) = value, let index = try object.index(in: interpreter) else {
          throw Raised(
            .typeError,
            "%\(type) format: an integer is required, not \(interpreter.typeName(of: value))")
        }
        integer = BigInt(index)
      }
      let radix = type == "o" ? 8 : type == "x" || type == "X" ? 16 : 10
      var digits =
        radix == 10
        ? try BigIntegers.decimal(BigInt(integer.magnitude))
        : String(integer.magnitude, radix: radix, uppercase: type == "X")
      if let precision = conversion.precision, precision > digits.utf8.count {
        digits = String(repeating: "0", count: precision - digits.utf8.count) + digits
      }
      let prefix =
        conversion.flags.contains("#") && radix != 10 ? "0" + String(type) : ""
      appendNumber(
        sign: integer < 0, prefix: prefix, digits, PrintedNumbers.list(of: value), conversion)
    }

    private mutating func appendFloat(_ value: Value, _ conversion: Conversion) throws {
      guard value.text == nil, let number = try interpreter.floatIfReal(value) else {
        throw Raised(.typeError, "must be real number, not \(interpreter.typeName(of: value))")
      }
      var text = FloatFormatting.text(
        number, type: conversion.type, precision: conversion.precision ?? 6,
        alternate: conversion.flags.contains("#"))
      let isNegative = text.hasPrefix("-")
      if isNegative { text.removeFirst() }
      var carried = PrintedNumbers.list(of: value)
      if carried.isEmpty, case .object(let object) = value {
        carried = try object.printedNumbers(in: interpreter)
      }
      appendNumber(sign: isNegative, prefix: "", text, carried, conversion)
    }

    private mutating func appendNumber(
      sign isNegative: Bool, prefix: String, _ digits: String, _ numbers: [PrintedNumbers],
      _ conversion: Conversion
    ) {
      let flags = conversion.flags
      let sign = isNegative ? "-" : flags.contains("+") ? "+" : flags.contains(" ") ? " " : ""
      let head = sign + prefix
      let missing = max(0, (conversion.width ?? 0) - head.utf8.count - digits.utf8.count)
      var before = ""
      var zeros = ""
      var after = ""
      if flags.contains("-") {
        after = String(repeating: " ", count: missing)
      } else if flags.contains("0") {
        zeros = String(repeating: "0", count: missing)
      } else {
        before = String(repeating: " ", count: missing)
      }
      builder.append(before)
      var records = numbers
      for index in records.indices { records[index].textRange = nil }
      builder.append(head + zeros + digits, wholeTextNumbers: records)
      builder.append(after)
    }
  }
}

extension Unicode.Scalar {
  /// Value of an ASCII digit.
  var asciiDigit: Int? { value >= 48 && value <= 57 ? Int(value) - 48 : nil }
}
