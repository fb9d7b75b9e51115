package import Arrays
package import Autodiff
package import Diagnostics

/// One value or derivative that a script asks for, before it is computed.
package struct EvaluationRequest {
  package enum Kind: String, Sendable {
    case forward, gradient
    case valueAndGrad = "value_and_grad"
    case jacobian, hessian, jvp, vjp
  }

  package var kind: Kind
  /// Name of what is evaluated: a variable's name or a function's; nil where it has none.
  package var output: String?
  /// Name of what it is differentiated with respect to; nil for forward values.
  package var withRespectTo: String?
  /// The graph that is evaluated.
  package var graph: Graph
  /// Nodes whose values are asked for, one an array of the result.
  package var roots: [NodeID]
  /// Statement that asks.
  package var range: SourceRange?
  /// As in `EvaluationRecorder.admits`.
  package var identity = 0
  /// Set where the value is asked for as an int although the graph computes in float64; belongs to the cache key.
  package var isWhole = false
}

/// Sees every evaluation at the outermost level; may answer from a cache instead of computing.
package protocol EvaluationRecorder: AnyObject {
  /// Whether the next evaluation of this kind at this place is wanted; false counts it.
  ///
  /// Asked before names and graphs are looked at, so that a loop pays nothing for what is not kept. `identity` tells apart
  /// what is differentiated with respect to; 0 where that is not known so cheaply.
  func admits(_ kind: EvaluationRequest.Kind, at range: SourceRange?, identity: Int) -> Bool
  func evaluate(_ request: EvaluationRequest, compute: () throws -> [NDArray]) throws -> [NDArray]
}
