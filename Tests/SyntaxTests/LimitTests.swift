import Diagnostics
import Syntax
import Testing

@Suite struct LimitTests {
  private static func nested(_ left: String, _ right: String, _ count: Int) -> String {
    String(repeating: left, count: count) + "x" + String(repeating: right, count: count) + "\n"
  }

  private static func blocks(_ header: String, _ count: Int) -> String {
    var lines = (0..<count).map { String(repeating: " ", count: $0) + header }
    lines.append(String(repeating: " ", count: count) + "pass\n")
    return lines.joined(separator: "\n")
  }

  static let brackets: [(String, String)] = [
    ("(", ")"), ("[", "]"), ("{1: ", "}"), ("f(", ")"), ("f(a=", ")"), ("a[", "]"),
    ("[y for y in ", "]"), ("f(", " for y in z)"),
  ]

  @Test(arguments: brackets)
  func `195 nested brackets work and 10,000 are refused`(_ left: String, _ right: String) {
    #expect(messages(Self.nested(left, right, 195)) == [])
    let refused = parse(Self.nested(left, right, 10_000)).diagnostics
    #expect(refused.map(\.message) == ["too many nested parentheses (at most 200)"])
  }

  @Test func `100 brackets work around operators of every precedence`() {
    #expect(messages(Self.nested("(a or b and c < d | e ^ f & g << h + i * ", ")", 100)) == [])
  }

  static let chains: [(String, String)] = [
    ("lambda: ", ""), ("lambda a=", ": 1"), ("a if b else ", ""),
  ]

  @Test(arguments: chains)
  func `195 levels of recursion work and 10,000 are refused`(_ left: String, _ right: String) {
    #expect(messages(Self.nested(left, right, 195)) == [])
    let refused = parse(Self.nested(left, right, 10_000)).diagnostics
    #expect(refused.map(\.message) == ["expression is nested too deeply (at most 200 levels)"])
  }

  static let operators: [(String, String)] = [
    ("1 + ", ""), ("not ", ""), ("- ", ""), ("2 ** ", ""), ("", ".a"), ("", "()"), ("", "[0]"),
  ]

  @Test(arguments: operators)
  func `chains of 900 work and chains of 10,000 are refused`(_ left: String, _ right: String) {
    #expect(messages(Self.nested(left, right, 900)) == [])
    let refused = parse(Self.nested(left, right, 10_000)).diagnostics
    #expect(
      refused.map(\.message) == [
        "expression has too many operations in a row (at most 1000 levels)"
      ])
  }

  @Test(arguments: ["a or ", "a and ", "a < ", "a, ", "'s' ", "f'{a}' "])
  func `flat chains have no limit`(_ part: String) {
    #expect(
      messages(
        Self.nested(part, "", 20_000).replacing(
          "x", with: part == "'s' " || part == "f'{a}' " ? "''" : "x")) == [])
  }

  @Test(arguments: ["if x:", "for x in y:", "while x:", "def f():", "class A:", "with x:"])
  func `98 nested blocks work and more are refused`(_ header: String) {
    #expect(messages(Self.blocks(header, 98)) == [])
    let refused = parse(Self.blocks(header, 1_000)).diagnostics
    #expect(refused.map(\.message) == ["too many levels of indentation (at most 99)"])
  }

  @Test func `blocks and brackets together fit the stack`() {
    var lines = (0..<90).map { String(repeating: " ", count: $0) + "def f():" }
    lines.append(String(repeating: " ", count: 90) + Self.nested("f(a=(b for b in ", "))", 97))
    #expect(messages(lines.joined(separator: "\n")) == [])
  }

  @Test func `chains inside brackets are refused by its height`() {
    let part = String(repeating: " + 1", count: 300) + ")"
    let source = String(repeating: "(", count: 5) + "1" + String(repeating: part, count: 5)
    #expect(
      parse(source).diagnostics.map(\.message)
        == ["expression has too many operations in a row (at most 1000 levels)"])
  }

  @Test func `a long script and long lines take linear time`() {
    #expect(messages(String(repeating: "x = f(1, 'two', [3.0])\n", count: 20_000)) == [])
    #expect(messages("x = [" + String(repeating: "12345, ", count: 100_000) + "]\n") == [])
    #expect(messages("x = '" + String(repeating: "s", count: 1_000_000) + "'\n") == [])
    #expect(messages("# " + String(repeating: "s", count: 1_000_000)) == [])
    #expect(messages(String(repeating: "\n", count: 300_000)) == [])
    #expect(messages(String(repeating: "\\\n", count: 100_000) + "x") == [])
  }

  @Test func `errors and warnings are capped`() {
    #expect(parse(String(repeating: "a b\n", count: 5_000)).diagnostics.count == 20)
    #expect(
      parse(String(repeating: "x = (\ndef f(): pass\n", count: 5_000)).diagnostics.count == 20)
    #expect(parse(String(repeating: "'\\d'\n", count: 5_000)).diagnostics.count == 100)
    #expect(parse(String(repeating: "# output: 1\n\n", count: 5_000)).diagnostics.count == 100)
  }

  @Test func `integers are limited as in CPython`() {
    #expect(messages(String(repeating: "1", count: 4_300)) == [])
    #expect(
      messages(String(repeating: "1", count: 4_301))
        == ["1:1: integer literal has 4301 digits, more than the limit of 4300"])
    #expect(messages("0x" + String(repeating: "f", count: 16_384)) == [])
    #expect(
      messages("0x" + String(repeating: "f", count: 16_385))
        == ["1:1: integer literal has 16385 digits, more than the limit of 16384"])
  }

  @Test func `unreadable bytes are refused with their position`() {
    func message(_ bytes: [UInt8]) -> [String] {
      let (script, diagnostics) = Parser.parse(SourceFile(path: "x.ag", bytes: bytes))
      return diagnostics.map { "\(script.file.line(at: $0.range?.lower ?? 0)): \($0.message)" }
    }
    #expect(message([0x61, 0x0A, 0x00]) == ["2: source code cannot contain null bytes"])
    let invalid: [[UInt8]] = [
      [0xFF], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
      [0xE2, 0x82], [0x80], [0xF0, 0x9F, 0x98],
    ]
    for bytes in invalid {
      let hex = String(bytes[0], radix: 16)
      #expect(
        message([0x61, 0x0A] + bytes)
          == ["2: (unicode error) 'utf-8' codec can't decode byte 0x\(hex) in position 2"])
    }
    #expect(message(Array("é€😀\u{10FFFF}".utf8)).count == 1)
    #expect(message(Array("'é€😀\u{10FFFF}'".utf8)) == [])
  }
}
