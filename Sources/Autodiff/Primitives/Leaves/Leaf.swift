import Arrays

/// The identity, with an identity of its own: what a transform differentiates with respect to.
package struct Leaf: Primitive {
  package static let name = "leaf"
  package init() {}
  package var lowering: Lowering { .alias }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue { inputs[0] }
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    tangents[0]
  }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents { .one(cotangent) }
  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) { (try g.apply(self, inputs[0]), axis: axes[0]) }
}
