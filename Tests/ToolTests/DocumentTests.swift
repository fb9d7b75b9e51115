import Foundation
import TestSupport
import Testing

/// The document's examples, end to end through the binary.
@Suite struct DocumentTests {
  @Test func `the documents example prints the document's values in order`() throws {
    let tool = try Tool()
    defer { tool.close() }
    try tool.copy("examples/documents.ag")
    let result = try tool.run("documents.ag")
    #expect(result.status == 0)
    #expect(result.errors == "")
    let values = result.output.split(separator: "\n").compactMap { $0.split(separator: " ").last }
    #expect(
      values == [
        "8", "4.0", "2.0", "8.0", "4.0", "2.0", "2500.0", "1000.0", "1000.0", "500.0", "2500.0",
        "1000.0", "1000.0", "500.0", "0.549833997312478", "0.24751657271185995", "0.54983395",
        "0.24751654",
      ])
  }

  @Test func `the document itself differs from its outputs in exactly one line`() throws {
    let tool = try Tool()
    defer { tool.close() }
    try tool.copy("Tests/Fixtures/document.ag")
    let result = try tool.run("test", "document.ag")
    #expect(result.status == 1)
    #expect(result.output.contains("FAIL document.ag (1 of 18 checks differ)"))
    #expect(
      result.output.contains("expected   Backward result with respect to x: 0.24751657271185995"))
    #expect(result.output.contains("actual     JAX forward result: 0.54983395"))
    #expect(result.output.contains("notice: the words differ, the numbers agree"))
    #expect(result.output.hasSuffix("0 passed, 1 failed\n"))
    let failing = try tool.run("query", "select count(*) as n from failures", "--csv")
    #expect(failing.output == "n\n1\n")
  }

  @Test func `a changed digit of a gradient fails with everything there is to know`() throws {
    let tool = try Tool()
    defer { tool.close() }
    try tool.copy("examples/documents.ag", as: "original.ag")
    let text = try tool.read("original.ag")
    let changed = text.replacingOccurrences(
      of: "0.24751657271185995", with: "0.24751657371185995")
    #expect(changed != text)
    try tool.write("changed.ag", changed)
    #expect(try tool.run("test", "original.ag").status == 0)
    let result = try tool.run("test", "changed.ag")
    #expect(result.status == 1)
    #expect(result.output.contains("changed.ag:"))
    #expect(result.output.contains("num: the number differs"))
    #expect(result.output.contains("unrounded  0.24751657271185995 (expected 0.24751657371185995)"))
    #expect(result.output.contains("absolute 1e-09, relative 4.04e-09"))
  }

  @Test func `a second run prints the same bytes and takes its values from the cache`() throws {
    let tool = try Tool()
    defer { tool.close() }
    try tool.copy("examples/vectors.ag")
    let first = try tool.run("vectors.ag")
    let second = try tool.run("vectors.ag")
    #expect(first.output == second.output)
    let counts = try tool.run(
      "query",
      "select cache, count(*) as n from evaluations where run = (select uid from latest) group by cache",
      "--csv")
    #expect(counts.output == "cache,n\nhit,17\n")
  }

  @Test func `a changed variable misses the cache`() throws {
    let tool = try Tool()
    defer { tool.close() }
    let script = """
      import autograd, numpy as np
      x = autograd.Variable(np.linspace(0.0, 3.0, 50))
      print(autograd.multiply(x, x).compute_gradients(with_respect=x)[-1])

      """
    try tool.write("a.ag", script)
    try tool.write("b.ag", script.replacingOccurrences(of: "3.0", with: "4.0"))
    #expect(try tool.run("a.ag").output == "6.0\n")
    #expect(try tool.run("b.ag").output == "8.0\n")
    #expect(try tool.run("a.ag").output == "6.0\n")
    let caches = try tool.run(
      "query", "select cache from evaluations order by rowid", "--tsv", "--no-headers")
    #expect(caches.output == "miss\nmiss\nhit\n")
  }
}
