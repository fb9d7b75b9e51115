import Foundation
import TestSupport
import Testing

/// Calls that once stopped the process: each ends in Python's exception.
@Suite struct RobustnessTests {
  static let calls: [(call: String, message: String)] = [
    ("np.repeat([1, 2], -1)", "ValueError: negative dimensions are not allowed"),
    ("np.tile([1], -1)", "ValueError: negative dimensions are not allowed"),
    (
      "np.hypot(1j, 2)",
      "TypeError: ufunc 'hypot' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''"
    ),
    (
      "np.zeros(10 ** 18)",
      "MemoryError: Unable to allocate 6.94 EiB for an array with shape (1000000000000000000,) and data type float64"
    ),
    (
      "[0] * 10 ** 10", "MemoryError: 10000000000 elements do not fit the memory limit of 8192 MiB"
    ),
  ]

  @Test(arguments: calls.indices)
  func `a call that cannot work raises`(_ index: Int) throws {
    let (call, message) = RobustnessTests.calls[index]
    let tool = try Tool()
    defer { tool.close() }
    try tool.write("script.ag", "import numpy as np\n\(call)\n")
    let result = try tool.run("script.ag")
    #expect(result.status == 3)
    #expect(result.errors.split(separator: "\n").contains { $0 == message })
  }

  @Test func `ten thousand parentheses are refused at once`() throws {
    let tool = try Tool()
    defer { tool.close() }
    let nested = String(repeating: "(", count: 10_000) + "1" + String(repeating: ")", count: 10_000)
    try tool.write("script.ag", "print(\(nested))\n")
    let result = try tool.run("script.ag")
    #expect(result.status == 4)
    #expect(result.errors.contains("error: too many nested parentheses (at most 200)"))
  }
}
