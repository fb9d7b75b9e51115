package import Arrays

/// The reverse sweep of a `While`: the loop once more, its carries remembered, then the steps'
/// cotangents backwards.
///
/// Inputs are the loop's and then the cotangents of its differentiable carries; results the
/// cotangents of its
/// differentiable inputs. Memory: one carry a step.
package struct WhileTranspose: MultiOutputPrimitive, ControlFlow {
  package static let name = "while_transpose"
  package let loop: While
  let pull: ClosedGraph
  let marks: [Bool]

  init(loop: While, pull: ClosedGraph, marks: [Bool]) {
    self.loop = loop
    self.pull = pull
    self.marks = marks
  }

  package var attributes: [Attribute] {
    loop.attributes + [Attribute("pull", pull.canonicalText)]
  }
  package var lowering: Lowering { .control(self) }

  package func run(_ inputs: [NDArray], bodies: any BodyRunner) throws -> [NDArray] {
    let count = marks.count
    let constants = inputs[..<loop.constantCount]
    var carries = [Array(inputs[loop.constantCount..<count])]
    while let carry = carries.last,
      try bodies.run(loop.condition, constants + carry)[0].item.isTrue
    {
      carries.append(try bodies.run(loop.body, constants + carry))
    }
    var seeds = Array(inputs[count...])
    let constantMarks = marks[..<loop.constantCount]
    var sums = zip(constants, constantMarks).filter(\.1).map {
      NDArray.zeros($0.0.shape, dtype: $0.0.dtype)
    }
    for carry in carries.dropLast().reversed() {
      let pulled = try bodies.run(pull, constants + carry + seeds)
      sums = zip(sums, pulled).map { Kernels.zip(.add, $0, $1) }
      seeds = Array(pulled[sums.count...])
    }
    return sums + seeds
  }

  package func abstractValues(of inputs: [AbstractValue]) throws -> [AbstractValue] {
    zip(inputs, marks).filter(\.1).map(\.0)
  }
  package func jvps(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> [NodeID?] {
    throw GraphError.missingRule(
      primitive: While.name, mode: "forward-mode differentiation of the reverse mode")
  }
  package func vjp(
    _ cotangents: [NodeID?], at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    throw GraphError.missingRule(
      primitive: While.name, mode: "reverse-mode differentiation of the reverse mode")
  }
  package func batchedAll(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axes: [Int?]) {
    throw GraphError.missingRule(primitive: While.name, mode: "batching of the reverse mode")
  }
}
