import TestSupport
import Testing

/// `agrun kinks`: where a derivative is a convention.
@Suite struct KinksTests {
  private func kinks(_ script: String) throws -> String {
    let tool = try Tool()
    defer { tool.close() }
    try tool.write("k.ag", script)
    let result = try tool.run("kinks", "k.ag")
    #expect(result.status == 0, "\(result.errors)")
    return result.output
  }

  @Test func `kinks, ties and jumps are listed by the line that made them`() throws {
    let output = try kinks(
      """
      import autograd.numpy as np
      from autograd import grad
      import jax, jax.numpy as jnp
      def f(x):
          a = np.abs(x)
          b = np.maximum(x, 0.0)
          return np.sum(a + b) + np.max(x)
      print(grad(f)(np.array([1.0, 0.0, 1.0])))
      for i in range(3):
          jax.grad(jax.jit(lambda x: jnp.floor(x)))(2.0)
      print(grad(lambda x: np.sqrt(x * x))(0.0))

      """)
    #expect(
      output == """
        k.ag:5: abs at 0: 0 in HIPS autograd, 1 in JAX; 1 of 3 elements, the first at [1]
        k.ag:6: max of equal operands: half for each; 1 of 3 elements, the first at [1]
        k.ag:7: max of elements that tie: shared evenly; 2 of 3 elements, the first at [0]
        k.ag:10: floor at a step: the value jumps, the derivative is 0; in 3 derivatives
        k.ag:11: sqrt at 0: infinite

        """)
  }

  @Test func `a script beside its kinks has none`() throws {
    let output = try kinks(
      "import jax, jax.numpy as jnp\nprint(jax.grad(lambda x: jnp.abs(x) + jnp.floor(x))(0.5))\n")
    #expect(output == "k.ag: no derivative landed on a kink\n")
  }
}
