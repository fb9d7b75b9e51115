import Regression
import Testing

struct LineTokensTests {
  @Test(arguments: [
    ("loss 0.5", ["0.5"]),
    ("x1 = 3", ["3"]),
    ("float32 1e-05 .5 1. -2 +3", ["1e-05", ".5", "1.", "-2", "+3"]),
    ("[1. -2.5e+03 nan -inf]", ["1.", "-2.5e+03", "nan", "-inf"]),
    ("(1+2j) 3j -0-1j (nan+infj)", ["1", "+2", "3", "-0", "-1", "nan", "+inf"]),
    ("2026-11-23", ["2026", "11", "23"]),
    ("a-1", ["1"]),
    ("x=-1 y:-2", ["-1", "-2"]),
    ("12.5%", ["12.5"]),
    ("0x1f 0b101 0o17", ["0x1f", "0b101", "0o17"]),
    ("nancy infinite information", []),
    ("1,234", ["1", "234"]),
    ("shape (3, 4)", ["3", "4"]),
    ("5.", ["5."]),
    ("1e400 -1e-400", ["1e400", "-1e-400"]),
    ("3 - 4", ["3", "4"]),
    ("", []),
  ])
  func `numbers are found where a reader sees them`(text: String, literals: [String]) {
    #expect(LineTokens(text).numbers.map(\.text) == literals)
  }

  @Test func `a literal knows its digits, kind and value`() throws {
    let literal = try #require(LineTokens("-0.00125e-3").numbers.first)
    #expect(literal.kind == .float)
    #expect(literal.value == -0.00125e-3)
    #expect(literal.decimals == 8)
    #expect(literal.significantDigits == 3)
    #expect(literal.halfUnit == 0.5e-8)
  }

  @Test func `trailing points and leading points have values`() {
    #expect(LineTokens("1. .5 1.e+02").numbers.map(\.value) == [1, 0.5, 100])
  }

  @Test func `any bytes are cut in linear time without a crash`() {
    let signs = Array("0123456789.eE+-jnaif[](){}xX_% \n\u{e9}\u{1f600}")
    var state: UInt32 = 1
    for length in [0, 1, 2, 5, 50, 20_000] {
      var text = ""
      for _ in 0..<length {
        state = state &* 1_664_525 &+ 1_013_904_223
        text.append(signs[Int(state >> 8) % signs.count])
      }
      let tokens = LineTokens(text)
      #expect(tokens.tokens.count == tokens.offsets.count)
      #expect(tokens.offsets == tokens.offsets.sorted())
    }
  }
}
