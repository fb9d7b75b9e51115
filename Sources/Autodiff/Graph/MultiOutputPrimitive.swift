import Arrays

/// An operation with several results; the node holds them together and `Project` nodes stand for
/// each.
package protocol MultiOutputPrimitive: Primitive {
  /// Shape rule, one entry a result.
  func abstractValues(of inputs: [AbstractValue]) throws -> [AbstractValue]
  /// Forward mode: a tangent for each result, `nil` where zero.
  func jvps(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> [NodeID?]
  /// Reverse mode from one cotangent a result, `nil` where zero; never all `nil`.
  func vjp(_ cotangents: [NodeID?], at node: NodeID, needs: Needs, in g: Graph) throws -> Cotangents
  /// Batching rule: the node of the batched operation and the batch axis of each result.
  func batchedAll(_ inputs: [NodeID], axes: [Int?], in g: Graph) throws -> (NodeID, axes: [Int?])
}

extension MultiOutputPrimitive {
  /// The node itself carries the first result's description; users see only projections.
  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    try abstractValues(of: inputs).first ?? AbstractValue([0], .bool)
  }
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    preconditionFailure("a node with several results is differentiated through its projections")
  }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    preconditionFailure("a node with several results is differentiated through its projections")
  }
  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) {
    preconditionFailure("a node with several results is batched through its projections")
  }
}
