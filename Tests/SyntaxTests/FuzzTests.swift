import Diagnostics
import Foundation
import Syntax
import Testing

/// SplitMix64, so that a failing input can be made again from its seed.
private struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

@Suite struct FuzzTests {
  static let fragments: [[UInt8]] =
    [
      "(", ")", "[", "]", "{", "}", "'", "\"", "'''", "\"\"\"", "f'", "f\"{", "}", "!r", ":", "=",
      "==",
      ":=", "\\", "\\\n", "\n", "\r", "\r\n", "\t", " ", "        ", "\u{0C}", "#", "# %%",
      "# output: [", "@", "*",
      "**", "if ", "else:", "for ", " in ", "lambda ", "def f(", "class A:", "try:", "except ",
      "with ", "yield ",
      "global x", "nonlocal x", "match x:\n  case", "async ", "await ",
      "1_", "0x", "1e", "1j", "é",
      "“", "\u{200B}", "…",
      "\\u12", "\\N{", "\\x", "not ", ";", ",", ".", "...", "->", "\u{0}", "\u{FEFF}",
    ].map { Array($0.utf8) } + [[0xFF], [0xE2, 0x82], [0xED, 0xA0, 0x80]]

  static let seeds: [[UInt8]] = {
    let names = ["expressions", "statements", "strings", "numbers", "layout"].map { $0 + ".ag" }
    let errors = ["errors-lexical.ag", "errors-grammar.ag", "errors-scopes.ag", "recovery.ag"]
    return names.flatMap {
      Array(ChunkedFile.text($0).utf8).split(separator: 10, maxSplits: 400).map(Array.init)
    }
      + names.map { Array(ChunkedFile.text($0).utf8.prefix(600)) }
      + errors.flatMap(ChunkedFile.chunks).map { Array($0.source.utf8) }
  }()

  private static func mutate(
    _ bytes: inout [UInt8], _ seeds: [[UInt8]], _ random: inout SeededGenerator
  ) {
    let index = Int.random(in: 0...bytes.count, using: &random)
    switch Int.random(in: 0..<6, using: &random) {
    case 0: bytes.insert(contentsOf: fragments.randomElement(using: &random) ?? [], at: index)
    case 1: if index < bytes.count { bytes.remove(at: index) }
    case 2:
      bytes.removeSubrange(index..<min(bytes.count, index + Int.random(in: 0..<8, using: &random)))
    case 3: if index < bytes.count { bytes[index] = UInt8.random(in: 1..<128, using: &random) }
    case 4: bytes.insert(contentsOf: [10] + (seeds.randomElement(using: &random) ?? []), at: index)
    default:
      let upper = min(bytes.count, index + Int.random(in: 0..<20, using: &random))
      bytes.append(contentsOf: bytes[index..<upper])
    }
  }

  @Test(arguments: 0..<8)
  func `no input crashes the parser and every range lies in the file`(_ part: Int) {
    let seeds = Self.seeds
    #expect(seeds.count > 300)
    for seed in 0..<2_500 {
      var random = SeededGenerator(state: UInt64(part * 1_000_000 + seed))
      var bytes = seeds.randomElement(using: &random) ?? []
      for _ in 0..<Int.random(in: 1...6, using: &random) { Self.mutate(&bytes, seeds, &random) }
      let (script, diagnostics) = Parser.parse(SourceFile(path: "fuzz.ag", bytes: bytes))
      let limit = Int32(bytes.count)
      for diagnostic in diagnostics {
        guard let range = diagnostic.range else { continue }
        if range.lower < 0 || range.lower > range.upper || range.upper > limit {
          Issue.record("part \(part) seed \(seed): \(diagnostic.message) at \(range)")
        }
      }
      let statements = script.cells.flatMap(\.statements)
      if statements.contains(where: { $0.range.lower >= $0.range.upper || $0.range.upper > limit })
      {
        Issue.record("part \(part) seed \(seed): a statement without text")
      }
    }
  }
}
