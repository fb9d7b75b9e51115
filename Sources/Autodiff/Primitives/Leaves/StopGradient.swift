import Arrays

/// The identity with derivative zero: `lax.stop_gradient`.
package struct StopGradient: Primitive {
  package static let name = "stop_gradient"
  package init() {}
  package var lowering: Lowering { .alias }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue { inputs[0] }
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? { nil }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents { .none }
  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) { (try g.apply(self, inputs[0]), axis: axes[0]) }
}

extension Graph {
  /// Adds `x` as something derivatives do not pass through.
  package func stopGradient(_ x: NodeID) throws -> NodeID { try apply(StopGradient(), x) }
}
