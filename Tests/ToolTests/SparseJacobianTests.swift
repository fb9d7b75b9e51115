import TestSupport
import Testing

/// Jacobians by their sparsity: the same numbers as whole ones, from few products.
@Suite struct SparseJacobianTests {
  /// Functions of an array of eight numbers, and how many entries their pattern has.
  static let functions: [(body: String, entries: Int)] = [
    ("A @ np.tanh(x)", 15), ("np.cumsum(x ** 2)", 36), ("np.where(x > 0.5, x ** 2, x[::-1])", 8),
    ("np.outer(x[:3], x[3:6])", 18), ("np.sum(x.reshape(2, 4) ** 2, axis=0)", 8),
    ("x[np.array([3, 1, 1])] * 2", 3), ("x.reshape(2, 4) @ x.reshape(4, 2)", 24),
    ("np.pad(x, (1, 2), 'constant')", 8), ("np.linalg.inv(np.diag(x[:3]))", 27),
    ("np.max(x.reshape(4, 2), axis=1)", 8), ("np.roll(x, 2) * x", 16), ("np.ones(3) * 2.0", 0),
    ("x * np.array([1., 0, 1, 0, 1, 0, 1, 0])", 4), ("np.floor(x) + x", 8),
    ("np.stack([x, x ** 2], axis=1)", 16), ("np.clip(x, 0.2, 0.8)", 5), ("x - np.mean(x)", 64),
    ("np.einsum('ij,ij->i', x.reshape(2, 4), x.reshape(2, 4))", 8),
  ]

  @Test(arguments: functions) func `the sparse Jacobian is the whole one`(
    _ function: (body: String, entries: Int)
  ) throws {
    let tool = try Tool()
    defer { tool.close() }
    try tool.write(
      "sparse.ag",
      """
      import autograd.numpy as np
      from autograd import jacobian
      A = np.diag(np.arange(1., 9.)) + np.diag(np.ones(7), 1)
      x = np.linspace(0.1, 1.0, 8)
      f = lambda x: \(function.body)
      whole = jacobian(f)(x)
      rows, cols, values = jacobian(f, sparsity="auto", format="coo")(x)
      print(np.allclose(whole, jacobian(f, sparsity="auto")(x)), len(rows))
      print(np.allclose(whole.reshape(-1, 8)[rows, cols], values))

      """)
    let result = try tool.run("sparse.ag")
    #expect(result.output == "True \(function.entries)\nTrue\n", "\(result.errors)")
  }

  @Test func `a banded Hessian is the whole one, in the order of its rows`() throws {
    let tool = try Tool()
    defer { tool.close() }
    try tool.write(
      "sparse.ag",
      """
      import jax
      import jax.numpy as jnp
      f = lambda x: jnp.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2)
      x = jnp.linspace(0.1, 1.0, 5)
      rows, cols, values = jax.hessian(f, sparsity="auto", format="coo")(x)
      print(rows, cols)
      print(bool(jnp.allclose(jax.hessian(f)(x), jax.hessian(f, sparsity="auto")(x))))

      """)
    let result = try tool.run("sparse.ag")
    #expect(
      result.output == "[0 0 1 1 1 2 2 2 3 3 3 4 4] [0 1 0 1 2 1 2 3 2 3 4 3 4]\nTrue\n",
      "\(result.errors)")
  }

  @Test func `what is not a sparsity or a format is refused`() throws {
    let tool = try Tool()
    defer { tool.close() }
    try tool.write(
      "sparse.ag",
      "from autograd import jacobian\njacobian(lambda x: x, sparsity='auto', format='csr')\n")
    let result = try tool.run("sparse.ag")
    #expect(result.status == 3)
    #expect(
      result.errors.hasSuffix(
        """
        ValueError: jacobian: format must be 'dense' or 'coo', got 'csr'
        hint: 'coo' gives (rows, cols, values)

        """))
  }
}
