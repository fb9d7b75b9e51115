import Arrays

/// Several nodes as the results of one.
package struct Tuple: MultiOutputPrimitive {
  package static let name = "tuple"
  package init() {}

  package var lowering: Lowering { .host(HostFunction { $0 }) }
  package func abstractValues(of inputs: [AbstractValue]) throws -> [AbstractValue] { inputs }
  package func jvps(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> [NodeID?] {
    tangents.array
  }
  package func vjp(
    _ cotangents: [NodeID?], at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents { .many(cotangents) }
  package func batchedAll(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axes: [Int?]) { (try g.apply(self, inputs), axes: axes) }
}

extension Graph {
  /// One node whose projections are `parts`.
  func tuple(_ parts: [NodeID]) throws -> NodeID { try apply(Tuple(), parts) }
}
