import Diagnostics
import Runtime
import Syntax
import Testing

/// What a script prints; errors end it as `TypeName: message`.
private func printed(_ source: String) -> String {
  let file = SourceFile(path: "test.ag", bytes: Array(source.utf8))
  let parsed = Parser.parse(file)
  let interpreter = Interpreter()
  var text = ""
  interpreter.output = { text += $0.text }
  do {
    for cell in parsed.script.cells {
      try interpreter.run(
        Compiler.compile(cell.statements, name: "<module>", of: parsed.script, in: interpreter))
    }
  } catch {
    let exception = interpreter.exceptionObject(for: interpreter.raised(from: error))
    text += "\(exception.instanceType.name): \((try? exception.str(in: interpreter)) ?? "?")\n"
  }
  return text
}

@Suite struct NumericTests {
  @Test func `the documents' multiplication keeps ints and gives float gradients`() {
    let source = """
      import autograd
      x = autograd.Variable(2)
      y = autograd.Variable(4)
      z = autograd.multiply(x, y)
      print(z.forward(), z.compute_gradients(with_respect=x), z.compute_gradients(with_respect=y))
      """
    #expect(printed(source) == "8 4.0 2.0\n")
  }

  @Test func `equal variables stay two leaves`() {
    let source = """
      import autograd
      x, y = autograd.Variable(3.0), autograd.Variable(3.0)
      s = x + y
      print(s.compute_gradients(with_respect=x), s.compute_gradients(with_respect=y))
      """
    #expect(printed(source) == "1.0 1.0\n")
  }

  @Test func `a variable outside the graph has gradient zero`() {
    let source = """
      import autograd
      x, y = autograd.Variable(3.0), autograd.Variable(1.0)
      print((x * x).compute_gradients(with_respect=y))
      (x * x).compute_gradients(with_respect=3)
      """
    #expect(
      printed(source) == "0.0\nTypeError: with_respect must be an autograd.Variable, not int\n")
  }

  @Test func `writes through views reach the base also after a graph read it`() {
    let source = """
      import numpy as np
      import autograd.numpy as anp
      from autograd import grad
      a = np.arange(4.0)
      b = a[1:]
      g = grad(lambda x: anp.sum(x * a))(np.ones(4))
      b[0] = 9
      print(a, g)
      """
    #expect(printed(source) == "[0. 9. 2. 3.] [0. 1. 2. 3.]\n")
  }

  @Test func `each facade promotes by its own rules`() {
    let source = """
      import numpy as np
      import jax.numpy as jnp
      print((np.array([1], dtype=np.int32) + 1.5).dtype, (jnp.array([1]) + 1.5).dtype)
      print(repr(jnp.sin(2.0)), repr(np.sin(2.0)))
      """
    #expect(
      printed(source) == """
        float64 float32
        Array(0.9092974, dtype=float32, weak_type=True) np.float64(0.9092974268256817)

        """)
  }

  @Test func `shape errors use the words of their facade`() {
    let numpy = "import numpy as np\nnp.ones(3) + np.ones(4)\n"
    let jax = "import jax.numpy as jnp\njnp.ones(3) + jnp.ones(4)\n"
    #expect(
      printed(numpy)
        == "ValueError: operands could not be broadcast together with shapes (3,) (4,) \n")
    #expect(
      printed(jax)
        == "TypeError: add got incompatible shapes for broadcasting: (3,), (4,).\n")
  }

  @Test func `jax arrays refuse item assignment and at gives a copy`() {
    let source = """
      import jax.numpy as jnp
      x = jnp.zeros(3)
      y = x.at[1].set(5.0)
      print(x, y)
      x[0] = 1
      """
    #expect(
      printed(source) == """
        [0. 0. 0.] [0. 5. 0.]
        TypeError: JAX arrays are immutable and do not support in-place item assignment. Instead of x[idx] = y, use x = x.at[idx].set(y) or another .at[] method: https://docs.jax.dev/en/latest/_autosummary/jax.numpy.ndarray.at.html

        """)
  }

  @Test func `seeded streams are NumPy's`() {
    let source = """
      import numpy as np
      rs = np.random.RandomState(0)
      print(rs.randn(3))
      print(np.random.default_rng(0).random())
      """
    #expect(printed(source) == "[1.76405235 0.40015721 0.97873798]\n0.6369616873214543\n")
  }
}
