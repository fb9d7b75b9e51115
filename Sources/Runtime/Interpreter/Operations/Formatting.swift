import Arrays
import BigInt
import Records

extension Interpreter {
  /// `format(value, spec)`; the result carries the unrounded number.
  package func format(_ value: Value, _ spec: String) throws -> StringObject {
    if spec.isEmpty {
      switch value {
      case .string(let string): return string
      case .int(let number): return StringObject(String(number))
      case .object(let object):
        if let text = try object.format(spec, in: self) {
          return StringObject(text, numbers: placed(try object.printedNumbers(in: self), text))
        }
      default: break
      }
      return try strText(value)
    }
    switch value {
    case .int(let number):
      return StringObject(try formatErrors { try specification(spec, "int").format(number) })
    case .float(let number):
      if let text = FixedText.format(number, spec) {
        return StringObject(text, numbers: placed(PrintedNumbers.list(of: value), text))
      }
      return try formatted(value, spec, "float") { try $0.format(number) }
    case .bool(let flag):
      return StringObject(
        try formatErrors {
          try specification(spec, "bool").format(flag ? 1 : 0, typeName: "bool")
        })
    case .string(let string):
      let text = try formatErrors {
        try FormatSpec.parse(spec, typeName: "str").format(string.text)
      }
      return StringObject(text, numbers: moved(string, into: text))
    case .object(let object):
      if let number = object as? BigIntObject {
        return try formatted(value, spec, "int") { try format(number.value, $0) }
      }
      if let number = object as? ComplexObject {
        return try formatted(value, spec, "complex") {
          try $0.format(real: number.real, imaginary: number.imaginary)
        }
      }
      if let text = try object.format(spec, in: self) {
        return StringObject(text, numbers: placed(try object.printedNumbers(in: self), text))
      }
      if let base = object.baseValue { return try format(base, spec) }
    default: break
    }
    throw Raised(
      .typeError, "unsupported format string passed to \(typeName(of: value)).__format__")
  }

  /// Applies a specification to a number and keeps the number.
  private func formatted(
    _ value: Value, _ spec: String, _ typeName: String, _ body: (FormatSpec) throws -> String
  ) throws -> StringObject {
    let text = try formatErrors { try body(specification(spec, typeName)) }
    return StringObject(text, numbers: placed(PrintedNumbers.list(of: value), text))
  }

  /// A parsed specification; the last one is kept, since loops use one again and again.
  private func specification(_ text: String, _ typeName: String) throws -> FormatSpec {
    if let last = lastFormat, last.text == text { return last.spec }
    let spec = try FormatSpec.parse(text, typeName: typeName)
    lastFormat = (text, spec)
    return spec
  }

  private func format(_ value: BigInt, _ spec: FormatSpec) throws -> String {
    let isFloat = spec.type.map { "eEfFgG%".contains($0) } ?? false
    // The conversion to float fails for huge values; only the float types need it.
    let double = isFloat ? try BigIntegers.double(value) : 0
    if spec.type == nil || spec.type == "d" { _ = try BigIntegers.decimal(value) }
    return try spec.formatInteger(
      isNegative: value < 0, magnitude: { String(value.magnitude, radix: $0) },
      asDouble: { double })
  }

  private func formatErrors(_ body: () throws -> String) throws -> String {
    do {
      return try body()
    } catch let error as FormatError {
      switch error {
      case .characterOutOfRange: throw Raised(.overflowError, error.description)
      default: throw Raised(.valueError, error.description)
      }
    }
  }

  /// Numbers whose text is the whole of `text`.
  private func placed(_ numbers: [PrintedNumbers], _ text: String) -> [PrintedNumbers]? {
    guard !numbers.isEmpty else { return nil }
    return numbers.map { record in
      var record = record
      if record.textRange == nil { record.textRange = 0..<text.utf8.count }
      return record
    }
  }

  /// Numbers of a text that padding moved.
  private func moved(_ string: StringObject, into text: String) -> [PrintedNumbers]? {
    guard let numbers = string.numbers, let start = text.utf8Offset(of: string.text) else {
      return nil
    }
    return numbers.map { record in
      var record = record
      record.textRange = record.textRange.map { $0.lowerBound + start..<$0.upperBound + start }
      return record
    }
  }
}

extension PrintedNumbers {
  /// The number that a Python scalar is; empty for other values.
  static func list(of value: Value) -> [PrintedNumbers] {
    switch Number(value) {
    case .int(let value): [PrintedNumbers(dtype: .int, values: .integers([Int64(value)]))]
    case .big(let value): [PrintedNumbers(dtype: .int, values: .bigIntegers([value.description]))]
    case .float(let value): [PrintedNumbers(dtype: .float64, values: .floats([value]))]
    case .complex(let real, let imaginary):
      [PrintedNumbers(dtype: .complex128, values: .floats([real, imaginary]))]
    case nil: []
    }
  }
}

extension String {
  /// UTF-8 offset at which `part` begins, nil where it does not occur.
  func utf8Offset(of part: String) -> Int? {
    if part.isEmpty { return 0 }
    return StringSearch.firstOffset(of: part, in: self)
  }
}
