package import Arrays

/// Structured control flow: the executor runs bodies of their own, as often as values decide.
package protocol ControlFlow {
  /// The results, from input values and a way to run bodies.
  func run(_ inputs: [NDArray], bodies: any BodyRunner) throws -> [NDArray]
}

/// Runs closed graphs on values; the executor plans each body once.
package protocol BodyRunner {
  func run(_ body: ClosedGraph, _ inputs: [NDArray]) throws -> [NDArray]
}
