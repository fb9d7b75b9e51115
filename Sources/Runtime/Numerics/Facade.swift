package import Arrays
package import Autodiff

/// Whose names and rules a function follows: dtypes, promotion, words of errors, conventions at kinks.
package enum Facade: UInt8, Sendable {
  /// `numpy` and `autograd.numpy`: one set of functions, differentiable.
  case numpy
  /// `jax.numpy` and its neighbours.
  case jax

  package var dialect: Dialect { self == .jax ? .jax : .hips }
  package var errors: ErrorDialect { self == .jax ? .jax : .numpy }
}
