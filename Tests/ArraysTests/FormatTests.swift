import Arrays
import Testing

private func double(_ bits: some StringProtocol) throws -> Double {
  Double(bitPattern: try #require(UInt64(bits.dropFirst(2), radix: 16)))
}

private func rows(_ table: String) -> [[String]] {
  table.split(separator: "\n").map { line in
    let parts = line.split(separator: "|", maxSplits: 2, omittingEmptySubsequences: false)
    return parts.map(String.init)
  }
}

@Test func `floats format as in CPython`() throws {
  for row in rows(floatFormatGoldens) {
    let value = try double(row[0])
    let text = try FormatSpec.parse(row[1], typeName: "float").format(value)
    #expect(text == row[2], "\(value) with '\(row[1])'")
    if row[1].isEmpty { #expect(FloatFormatting.repr(value) == row[2]) }
  }
}

@Test func `integers format as in CPython`() throws {
  for row in rows(integerFormatGoldens) {
    let value = try #require(Int(row[0]))
    let text = try FormatSpec.parse(row[1], typeName: "int").format(value)
    #expect(text == row[2], "\(value) with '\(row[1])'")
  }
}

@Test func `complex numbers format as in CPython`() throws {
  for row in rows(complexFormatGoldens) {
    let parts = row[0].split(separator: " ")
    let spec = try FormatSpec.parse(row[1], typeName: "complex")
    let text = try spec.format(real: try double(parts[0]), imaginary: try double(parts[1]))
    #expect(text == row[2], "with '\(row[1])'")
  }
}

@Test func `wrong format specifications are refused in CPython's words`() {
  for row in rows(formatErrorGoldens) {
    let message: String
    do {
      let spec = try FormatSpec.parse(row[1], typeName: row[0])
      switch row[0] {
      case "int": message = "formatted as " + (try spec.format(1))
      case "float": message = "formatted as " + (try spec.format(1.5))
      case "str": message = "formatted as " + (try spec.format("s"))
      default: message = "formatted as " + (try spec.format(real: 0, imaginary: 1))
      }
    } catch {
      message = error.description
    }
    #expect(message == row[2], "\(row)")
  }
}

@Test func `single-precision scalars print as in NumPy`() throws {
  for row in rows(singleReprGoldens) {
    let bits = try #require(UInt32(row[0].dropFirst(2), radix: 16))
    #expect(FloatFormatting.repr(Float(bitPattern: bits)) == row[1])
  }
}

@Test func `float literals are read as CPython reads them`() throws {
  for row in rows(floatParseGoldens) {
    let source = row[0].replacing("\\t", with: "\t").replacing("\\n", with: "\n")
    let value = FloatFormatting.parse(source)
    switch row[1] {
    case "error": #expect(value == nil, "\(row)")
    case "nan": #expect(value?.isNaN == true, "\(row)")
    default: #expect(value == (try double(row[1])), "\(row)")
    }
  }
}
