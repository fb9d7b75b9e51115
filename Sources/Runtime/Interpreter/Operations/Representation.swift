import Arrays

extension Interpreter {
  /// Python's `repr`.
  package func repr(_ value: Value) throws -> String {
    switch value {
    case .none: return "None"
    case .bool(let value): return value ? "True" : "False"
    case .int(let value): return String(value)
    case .float(let value): return FloatFormatting.repr(value)
    default: return try reprText(value).text
    }
  }

  /// Python's `str`.
  package func str(_ value: Value) throws -> String {
    switch value {
    case .string(let string): return string.text
    case .int(let value): return String(value)
    case .float(let value): return FloatFormatting.repr(value)
    default: return try strText(value).text
    }
  }

  /// `repr` with the unrounded numbers in it.
  package func reprText(_ value: Value) throws -> StringObject {
    var builder = TextBuilder()
    try builder.write(value, asRepr: true, in: self)
    return builder.string
  }

  /// `str` with the unrounded numbers in it.
  package func strText(_ value: Value) throws -> StringObject {
    if case .string(let string) = value { return string }
    var builder = TextBuilder()
    try builder.write(value, asRepr: false, in: self)
    return builder.string
  }

  /// Python's `ascii`: `repr` with everything beyond ASCII escaped.
  package func ascii(_ value: Value) throws -> String {
    StringRepresentation.escapedToASCII(try repr(value))
  }
}

/// How strings are written between quotes.
package enum StringRepresentation {
  /// `repr` of a `str`.
  package static func quoted(_ text: String) -> String {
    let hasSingle = text.utf8.contains(UInt8(ascii: "'"))
    let quote: Unicode.Scalar = hasSingle && !text.utf8.contains(UInt8(ascii: "\"")) ? "\"" : "'"
    var result = String.UnicodeScalarView()
    result.append(quote)
    for scalar in text.unicodeScalars {
      switch scalar {
      case quote, "\\": result.append("\\"); result.append(scalar)
      case "\n": result.append(contentsOf: "\\n".unicodeScalars)
      case "\r": result.append(contentsOf: "\\r".unicodeScalars)
      case "\t": result.append(contentsOf: "\\t".unicodeScalars)
      default:
        if isPrintable(scalar) {
          result.append(scalar)
        } else {
          result.append(contentsOf: escape(scalar).unicodeScalars)
        }
      }
    }
    result.append(quote)
    return String(result)
  }

  static func escapedToASCII(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 128 }) { return text }
    return text.unicodeScalars.map { $0.isASCII ? String($0) : escape($0) }.joined()
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    let (mark, width) =
      scalar.value < 0x100 ? ("\\x", 2) : scalar.value < 0x10000 ? ("\\u", 4) : ("\\U", 8)
    return mark + String(repeating: "0", count: width - digits.count) + digits
  }

  /// Python's `str.isprintable` for one code point.
  package static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 127 { return scalar.value >= 32 }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator, .spaceSeparator:
      return false
    default: return true
    }
  }
}

/// How complex numbers are written.
package enum ComplexText {
  /// `repr(complex)`: `2j`, `(1+2j)`, `(-0-0j)`.
  package static func repr(_ real: Double, _ imaginary: Double) -> String {
    let second = part(imaginary)
    if real == 0, real.sign == .plus { return second + "j" }
    let sign = second.hasPrefix("-") ? "" : "+"
    return "(" + part(real) + sign + second + "j)"
  }

  private static func part(_ value: Double) -> String {
    let text = FloatFormatting.repr(value)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
