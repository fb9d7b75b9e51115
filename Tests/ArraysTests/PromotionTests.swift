import Arrays
import Testing

private func dtype(_ name: Substring) throws -> DType {
  try #require(DType.allCases.first { $0.name == name })
}

private func jaxType(_ name: Substring, _ rules: JAXPromotion) throws -> JAXType {
  switch name {
  case "int*": rules.type(of: .int)
  case "float*": rules.type(of: .float)
  case "complex*": rules.type(of: .complex)
  default: JAXType(try dtype(name))
  }
}

private func text(_ type: JAXType) -> String { type.dtype.name + (type.isWeak ? "*" : "") }

private func rows(_ table: String) -> [[Substring]] {
  table.split(separator: "\n").map { $0.split(separator: " ") }
}

@Test func `two dtypes promote as NumPy promotes them`() throws {
  for row in rows(numPyPromotionGoldens) {
    let result = NumPyPromotion.promote(try dtype(row[0]), try dtype(row[1]))
    #expect(result.name == row[2], "\(row)")
  }
}

@Test func `Python numbers adapt to NumPy arrays`() throws {
  let kinds: [Substring: PythonKind] = [
    "bool": .bool, "int": .int, "float": .float, "complex": .complex,
  ]
  for row in rows(numPyPythonGoldens) {
    let kind = try #require(kinds[row[1]])
    let result = NumPyPromotion.promote([.dtype(try dtype(row[0])), .python(kind)])
    #expect(result.name == row[2], "\(row)")
  }
}

@Test func `result dtypes of NumPy functions`() throws {
  for row in rows(numPyResultGoldens) {
    let operand = try dtype(row[0])
    #expect(NumPyPromotion.trueDivide(operand).name == row[1])
    #expect(NumPyPromotion.sum(operand).name == row[2])
    #expect(NumPyPromotion.mean(operand).name == row[3])
    #expect((NumPyPromotion.floating(operand)?.name ?? "float16") == row[4])
    #expect(NumPyPromotion.variance(operand).name == row[5])
  }
}

@Test(arguments: [false, true]) func `JAX's lattice`(is64Bit: Bool) throws {
  let rules = JAXPromotion(is64Bit: is64Bit)
  for row in rows(is64Bit ? jaxPromotionGoldens64 : jaxPromotionGoldens32) {
    let result = rules.promote(try jaxType(row[0], rules), try jaxType(row[1], rules))
    #expect(text(result) == row[2], "\(row)")
  }
}

@Test(arguments: [false, true]) func `result types of JAX functions`(is64Bit: Bool) throws {
  let rules = JAXPromotion(is64Bit: is64Bit)
  for row in rows(is64Bit ? jaxResultGoldens64 : jaxResultGoldens32) {
    let operand = try jaxType(row[0], rules)
    #expect(text(rules.trueDivide(operand)) == row[1], "\(row)")
    #expect(text(rules.sum(operand)) == row[2], "\(row)")
    #expect(text(rules.mean(operand)) == row[3], "\(row)")
    #expect(text(rules.floating(operand)) == row[4], "\(row)")
  }
}
