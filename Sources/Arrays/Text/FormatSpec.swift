/// A parsed format specification:
/// `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.
package struct FormatSpec: Hashable, Sendable {
  package enum Alignment: Character, Hashable, Sendable {
    case left = "<"
    case right = ">"
    case center = "^"
    /// Padding between the sign and the digits.
    case afterSign = "="
  }

  package var fill: Character?
  package var alignment: Alignment?
  /// `+`, `-` or a space, where given.
  package var sign: Character?
  /// The `z` flag: a result that rounds to −0 prints as 0.
  package var coercesNegativeZero = false
  /// The `#` flag.
  package var isAlternate = false
  /// A `0` before the width.
  package var padsWithZeros = false
  package var width: Int?
  /// `,` or `_`, where given.
  package var grouping: Character?
  package var precision: Int?
  package var type: Character?

  package init() {}

  /// Reads a specification for a value of the Python type `typeName` (named in messages only).
  package static func parse(_ text: String, typeName: String) throws(FormatError) -> FormatSpec {
    var spec = FormatSpec()
    let scalars = Array(text.unicodeScalars)
    var position = 0
    func character(_ index: Int) -> Character? {
      index < scalars.count ? Character(scalars[index]) : nil
    }
    if let second = character(1), let alignment = Alignment(rawValue: second) {
      spec.fill = character(0)
      spec.alignment = alignment
      position = 2
    } else if let first = character(0), let alignment = Alignment(rawValue: first) {
      spec.alignment = alignment
      position = 1
    }
    if let sign = character(position), sign == "+" || sign == "-" || sign == " " {
      spec.sign = sign
      position += 1
    }
    if character(position) == "z" {
      spec.coercesNegativeZero = true
      position += 1
    }
    if character(position) == "#" {
      spec.isAlternate = true
      position += 1
    }
    if spec.fill == nil, character(position) == "0" {
      spec.padsWithZeros = true
      position += 1
    }
    func number() throws(FormatError) -> Int? {
      var value: Int?
      while position < scalars.count, let digit = scalars[position].decimalDigit {
        let (product, overflow) = (value ?? 0).multipliedReportingOverflow(by: 10)
        let (sum, carry) = product.addingReportingOverflow(digit)
        if overflow || carry { throw .tooManyDigits }
        value = sum
        position += 1
      }
      return value
    }
    spec.width = try number()
    if character(position) == "," {
      spec.grouping = ","
      position += 1
    }
    if character(position) == "_" {
      if spec.grouping != nil { throw .bothGroupings }
      spec.grouping = "_"
      position += 1
    }
    if character(position) == "," {
      if spec.grouping == "_" { throw .bothGroupings }
    }
    if character(position) == "." {
      position += 1
      guard let precision = try number() else { throw .missingPrecision }
      spec.precision = precision
    }
    if scalars.count - position > 1 {
      throw .invalidSpecifier(spec: text, typeName: typeName)
    }
    spec.type = character(position)
    if let grouping = spec.grouping, let type = spec.type {
      let isDecimal = "deEfFgG%".contains(type)
      let isBinary = "boxX".contains(type)
      guard isDecimal || (grouping == "_" && isBinary) else {
        throw .groupingNotAllowed(grouping: grouping, type: type)
      }
    }
    return spec
  }
}

extension Unicode.Scalar {
  /// Value of an ASCII digit.
  fileprivate var decimalDigit: Int? {
    value >= 48 && value <= 57 ? Int(value) - 48 : nil
  }
}

/// What is wrong with a format specification; `description` is CPython's `ValueError` text.
package enum FormatError: Error, Hashable, Sendable, CustomStringConvertible {
  case invalidSpecifier(spec: String, typeName: String)
  case unknownType(Character, typeName: String)
  case missingPrecision
  case tooManyDigits
  case bothGroupings
  case groupingNotAllowed(grouping: Character, type: Character)
  case precisionInInteger
  case negativeZeroInInteger
  case negativeZeroInString
  case signWithCharacter
  case alternateWithCharacter
  case signInString
  case alternateInString
  case afterSignInString
  case afterSignInComplex
  case zeroPaddingInComplex
  case characterOutOfRange

  package var description: String {
    switch self {
    case .invalidSpecifier(let spec, let typeName):
      return "Invalid format specifier '\(spec)' for object of type '\(typeName)'"
    case .unknownType(let type, let typeName):
      let scalar = type.unicodeScalars.first?.value ?? 0
      let shown = scalar > 32 && scalar < 128 ? String(type) : "\\x" + String(scalar, radix: 16)
      return "Unknown format code '\(shown)' for object of type '\(typeName)'"
    case .missingPrecision: return "Format specifier missing precision"
    case .tooManyDigits: return "Too many decimal digits in format string"
    case .bothGroupings: return "Cannot specify both ',' and '_'."
    case .groupingNotAllowed(let grouping, let type):
      return "Cannot specify '\(grouping)' with '\(type)'."
    case .precisionInInteger: return "Precision not allowed in integer format specifier"
    case .negativeZeroInInteger:
      return "Negative zero coercion (z) not allowed in integer format specifier"
    case .negativeZeroInString:
      return "Negative zero coercion (z) not allowed in string format specifier"
    case .signWithCharacter: return "Sign not allowed with integer format specifier 'c'"
    case .alternateWithCharacter:
      return "Alternate form (#) not allowed with integer format specifier 'c'"
    case .signInString: return "Sign not allowed in string format specifier"
    case .alternateInString: return "Alternate form (#) not allowed in string format specifier"
    case .afterSignInString: return "'=' alignment not allowed in string format specifier"
    case .afterSignInComplex:
      return "'=' alignment flag is not allowed in complex format specifier"
    case .zeroPaddingInComplex: return "Zero padding is not allowed in complex format specifier"
    case .characterOutOfRange: return "%c arg not in range(0x110000)"
    }
  }
}
