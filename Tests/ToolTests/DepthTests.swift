import TestSupport
import Testing

/// Long chains: built, differentiated and freed without recursion.
@Suite struct DepthTests {
  @Test func `a chain of a hundred thousand operations runs forward and backward`() throws {
    let tool = try Tool()
    defer { tool.close() }
    try tool.write(
      "chain.ag",
      """
      import autograd
      x = autograd.Variable(1.0)
      y = x
      for i in range(100000):
          y = autograd.add(y, x)
      print(y.forward())
      print(y.compute_gradients(with_respect=x))

      import jax
      def f(x):
          y = x
          for i in range(100000):
              y = y + x
          return y
      print(jax.grad(f)(1.0))

      """)
    let result = try tool.run("chain.ag")
    #expect(result.status == 0)
    #expect(result.output == "100001.0\n100001.0\n100001.0\n")
  }
}
