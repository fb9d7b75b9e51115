import Arrays

/// One of the results of a node with several.
package struct Project: Primitive {
  package static let name = "project"
  package let position: Int
  /// The described result; the shape rule cannot see it from the operand alone.
  package let result: AbstractValue

  package init(_ position: Int, _ result: AbstractValue) {
    self.position = position
    self.result = result
  }

  package var attributes: [Attribute] { [Attribute("position", position)] }
  package var lowering: Lowering { .project(position) }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue { result }
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    preconditionFailure("the sweep hands out the tangents of several results")
  }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    preconditionFailure("the sweep collects the cotangents of several results")
  }
  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) {
    preconditionFailure("the sweep hands out the batch axes of several results")
  }
}

extension Graph {
  /// Adds an operation with several results and a node for each of them.
  package func applyMulti(
    _ primitive: any MultiOutputPrimitive, _ inputs: [NodeID]
  ) throws -> [NodeID] {
    let results = try primitive.abstractValues(of: inputs.map { abstractValue(of: $0) })
    let node = try apply(primitive, inputs)
    return try projections(of: node, results)
  }

  func projections(of node: NodeID, _ results: [AbstractValue]) throws -> [NodeID] {
    try results.enumerated().map { try apply(Project($0.offset, $0.element), node) }
  }

  /// Descriptions of all results of a node with several.
  func abstractValues(of node: NodeID) throws -> [AbstractValue] {
    guard let primitive = operation(of: node).several else {
      return [abstractValue(of: node)]
    }
    return try primitive.abstractValues(of: inputs(of: node).map { abstractValue(of: $0) })
  }
}
