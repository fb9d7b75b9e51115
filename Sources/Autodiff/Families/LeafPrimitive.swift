import Arrays

/// A node without inputs: it is made by the graph itself, and transforms stop at it.
package protocol LeafPrimitive: Primitive {}

extension LeafPrimitive {
  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    throw GraphError.invalid(primitive: Self.name, reason: "leaves are not applied to operands")
  }
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? { nil }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents { .none }
  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) {
    throw GraphError.missingRule(primitive: Self.name, mode: "batching")
  }
}
