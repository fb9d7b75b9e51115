package import Arrays

/// One of several bodies, chosen by an integer (the first input), on the same operands:
/// `lax.cond`, `lax.switch`.
///
/// An index out of range is clamped.
package struct Conditional: MultiOutputPrimitive, ControlFlow, EffectfulPrimitive {
  package static let name = "cond"
  package let branches: [ClosedGraph]

  package init(_ branches: [ClosedGraph]) { self.branches = branches }

  package var attributes: [Attribute] {
    branches.enumerated().map { Attribute("branch\($0.offset)", $0.element.canonicalText) }
  }
  package var lowering: Lowering { .control(self) }
  package var hasEffects: Bool { branches.contains(where: \.hasEffects) }

  package func run(_ inputs: [NDArray], bodies: any BodyRunner) throws -> [NDArray] {
    let index = inputs[0].item.asInt
    return try bodies.run(
      branches[min(max(index, 0), branches.count - 1)], Array(inputs.dropFirst()))
  }

  package func abstractValues(of inputs: [AbstractValue]) throws -> [AbstractValue] {
    guard let first = branches.first else {
      throw GraphError.invalid(primitive: Self.name, reason: "needs a branch")
    }
    let expected = first.outputValues
    for branch in branches {
      guard
        zip(branch.inputValues, inputs.dropFirst()).allSatisfy({
          $0.shape == $1.shape && $0.dtype == $1.dtype
        })
      else {
        throw GraphError.invalid(primitive: Self.name, reason: "operands do not fit a branch")
      }
      guard branch.outputs.count == expected.count,
        zip(branch.outputValues, expected).allSatisfy({
          $0.shape == $1.shape && $0.dtype == $1.dtype
        })
      else {
        throw GraphError.invalid(
          primitive: Self.name, reason: "branch outputs must have equal types")
      }
    }
    return expected
  }

  package func jvps(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> [NodeID?] {
    let given = Array(tangents.array.dropFirst())
    let marked = given.map { $0 != nil }
    let results = try g.applyMulti(
      Conditional(branches.map { try $0.tangents(of: marked) }),
      g.inputs(of: node) + given.compactMap { $0 })
    return results
  }

  package func vjp(
    _ cotangents: [NodeID?], at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    let inputs = g.inputs(of: node)
    let marked = inputs.indices.dropFirst().map { needs[$0] && g.dtype(of: inputs[$0]).isInexact }
    let present = cotangents.map { $0 != nil }
    let transposed = try branches.map { try $0.cotangents(of: marked, from: present) }
    var results = try g.applyMulti(
      Conditional(transposed), inputs + cotangents.compactMap { $0 }
    ).makeIterator()
    return .many([nil] + marked.map { $0 ? results.next() : nil })
  }

  package func batchedAll(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axes: [Int?]) {
    let size = g.batchSize(inputs, axes)
    let marked = axes.dropFirst().map { $0 != nil }
    let operands = try zip(inputs, axes).dropFirst().map { id, axis in
      try axis.map { try g.moveAxis(id, from: $0, to: 0) } ?? id
    }
    let all = branches[0].outputs.map { _ in true }
    let bodies = try branches.map {
      try $0.batched(
        size: size, axis: g.batchingAxis, inputs: Array(marked), forced: all
      ).0
    }
    guard let axis = axes[0] else {
      let node = try g.apply(Conditional(bodies), [inputs[0]] + operands)
      return (node, axes: all.map { _ in 0 })
    }
    // With an index for each example all branches run and the results are selected.
    let index = try g.moveAxis(inputs[0], from: axis, to: 0)
    var results = try g.inlined(bodies[bodies.count - 1], operands)
    for position in bodies.indices.dropLast().reversed() {
      let chosen = try g.inlined(bodies[position], operands)
      let isHere = try g.lessEqual(index, g.constant(position, g.dtype(of: index)))
      results = try zip(chosen, results).map { new, old in
        let mask = try g.reshape(isHere, [size] + g.shape(of: new).dropFirst().map { _ in 1 })
        return try g.select(mask, new, old)
      }
    }
    return (try g.tuple(results), axes: all.map { _ in 0 })
  }
}

extension Graph {
  /// Adds the results of the branch that `index` (int32 or int64, 0-d) chooses.
  package func conditional(
    _ index: NodeID, _ branches: [ClosedGraph], _ operands: [NodeID]
  ) throws -> [NodeID] {
    try applyMulti(Conditional(branches), [index] + operands)
  }

  /// The extent of the first batch axis among `inputs`.
  func batchSize(_ inputs: [NodeID], _ axes: [Int?]) -> Int {
    zip(inputs, axes).lazy.compactMap { id, axis in axis.map { self.shape(of: id)[$0] } }.first ?? 1
  }
}
