/// Whose derivative conventions an operation follows at kinks and edges.
package enum Dialect: UInt8, Hashable, Sendable {
  /// HIPS autograd on NumPy; also the graph API's `Variable`.
  case hips
  /// JAX.
  case jax
}
