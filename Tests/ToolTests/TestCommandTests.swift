import Foundation
import TestSupport
import Testing

/// `agrun test`: choosing scripts, running several at once, repeating, checking gradients.
@Suite struct TestCommandTests {
  private func project(_ count: Int) throws -> Tool {
    let tool = try Tool()
    for index in 0..<count {
      try tool.write("s\(index).ag", "print(\(index) / 4)\n# output: \(Double(index) / 4)\n")
    }
    return tool
  }

  @Test func `several processes report in the order of the scripts`() throws {
    let tool = try project(7)
    defer { tool.close() }
    try tool.write("s3.ag", "print(1)\n# output: 2\n")
    let one = try tool.run("test", ".", "--output", "minimal")
    let four = try tool.run("test", ".", "-j", "4", "--report", "tap=four.tap")
    #expect(one.status == 1)
    #expect(four.status == 1)
    #expect(four.output.contains("6 passed, 1 failed"))
    let order = four.output.split(separator: "\n").filter {
      $0.hasPrefix("ok ") || $0.hasPrefix("FAIL")
    }.map { $0.split(separator: " ")[1] }
    #expect(order == (0..<7).map { "s\($0).ag" })
    #expect(try tool.read("four.tap").contains("not ok"))
    let runs = try tool.run("query", "select count(*) as n from runs", "--csv")
    #expect(runs.output == "n\n14\n")
  }

  @Test func `shards are disjoint and complete, whichever ran before`() throws {
    let tool = try project(7)
    defer { tool.close() }
    _ = try tool.run("test", ".")
    var seen: [String] = []
    for part in 1...3 {
      let result = try tool.run("test", ".", "--shard", "\(part)/3")
      #expect(result.status == 0)
      seen += result.output.split(separator: "\n").filter { $0.hasPrefix("ok ") }.map {
        String($0.split(separator: " ")[1])
      }
    }
    #expect(seen.sorted() == (0..<7).map { "s\($0).ag" })
    #expect(try tool.run("test", ".", "--shard", "4/3").status == 2)
  }

  @Test func `the last failures can be run alone`() throws {
    let tool = try project(3)
    defer { tool.close() }
    try tool.write("s1.ag", "print(1)\n# output: 2\n")
    #expect(try tool.run("test", ".").status == 1)
    let again = try tool.run("test", "--last-failed")
    #expect(again.output.contains("FAIL s1.ag"))
    #expect(!again.output.contains("s0.ag"))
    try tool.write("s1.ag", "print(2)\n# output: 2\n")
    #expect(try tool.run("test", "--last-failed").status == 0)
    #expect(try tool.run("test", "--last-failed").status == 5)
    #expect(try tool.run("test", "-k", "nothing").status == 5)
  }

  @Test func `bits that differ from run to run exit 7`() throws {
    let tool = try Tool()
    defer { tool.close() }
    try tool.write(
      "random.ag", "import numpy as np\nprint(np.random.rand() < 2)\nprint(np.random.rand())\n")
    let result = try tool.run("test", "random.ag", "--count", "3")
    #expect(result.status == 7)
    #expect(result.output.contains("random.ag:3: not reproducible: run 2 of 3"))
    try tool.write(
      "steady.ag",
      "import numpy as np\nnp.random.seed(1)\nprint(np.random.rand() > 0)\n# output: True\n")
    #expect(try tool.run("test", "steady.ag", "--count", "3").status == 0)
  }

  @Test func `a gradient that is wrong is found and one that is right is not`() throws {
    let tool = try Tool()
    defer { tool.close() }
    try tool.write(
      "wrong.ag",
      """
      from autograd import grad
      from autograd.extend import primitive, defvjp
      @primitive
      def square(x):
          return x ** 2
      defvjp(square, lambda ans, x: lambda g: g * 3 * x)
      print(grad(square)(2.0))
      """)
    let wrong = try tool.run("test", "wrong.ag", "--gradcheck")
    #expect(wrong.status == 1)
    #expect(wrong.output.contains("wrong.ag:7: gradient of square"))
    #expect(wrong.output.contains("gradcheck FAILED"))
    try tool.write(
      "right.ag",
      """
      import autograd, jax, jax.numpy as jnp
      import autograd.numpy as np
      x = autograd.Variable(3.0)
      y = autograd.multiply(autograd.sin(x), x)
      print(y.compute_gradients(with_respect=x))
      print(autograd.grad(lambda w: np.sum(np.tanh(w @ w.T)))(np.ones((2, 3)) * 0.3))
      print(jax.jit(jax.grad(lambda v: jax.nn.relu(v) + jnp.abs(v)))(0.0))
      print(jax.hessian(lambda v: jnp.sum(v ** 3))(jnp.array([1.0, 2.0])))
      """)
    let right = try tool.run("test", "right.ag", "--gradcheck")
    #expect(right.status == 0)
    #expect(right.output.contains("4 derivatives"))
    #expect(right.output.contains("digits that agree: 16 with forward mode"))
  }
}
