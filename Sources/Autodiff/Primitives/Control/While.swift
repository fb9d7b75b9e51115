package import Arrays

/// A body run as long as a condition holds: `lax.while_loop`, `fori_loop` with a count known at
/// run time only.
///
/// Inputs are constants, shared by condition and body, and the carry. Reverse mode remembers the
/// carries of all steps;
/// of its results only first derivatives are defined.
package struct While: MultiOutputPrimitive, ControlFlow, EffectfulPrimitive {
  package static let name = "while"
  package let condition: ClosedGraph
  package let body: ClosedGraph
  package let constantCount: Int

  package init(condition: ClosedGraph, body: ClosedGraph, constantCount: Int) {
    self.condition = condition
    self.body = body
    self.constantCount = constantCount
  }

  package var attributes: [Attribute] {
    [
      Attribute("body_jaxpr", body.canonicalText), Attribute("cond_jaxpr", condition.canonicalText),
      Attribute("num_consts", constantCount),
    ]
  }
  package var lowering: Lowering { .control(self) }
  package var hasEffects: Bool { body.hasEffects || condition.hasEffects }

  package func run(_ inputs: [NDArray], bodies: any BodyRunner) throws -> [NDArray] {
    let constants = inputs[..<constantCount]
    var carry = Array(inputs[constantCount...])
    while try bodies.run(condition, constants + carry)[0].item.isTrue {
      carry = try bodies.run(body, constants + carry)
    }
    return carry
  }

  package func abstractValues(of inputs: [AbstractValue]) throws -> [AbstractValue] {
    let carry = Array(inputs[constantCount...])
    guard
      body.outputValues.count == carry.count,
      zip(body.outputValues, carry).allSatisfy({ $0.shape == $1.shape && $0.dtype == $1.dtype })
    else {
      throw GraphError.invalid(
        primitive: Self.name, reason: "the carry must keep its shape and dtype")
    }
    guard condition.outputValues.count == 1, condition.outputValues[0].shape.isEmpty,
      condition.outputValues[0].dtype == .bool
    else {
      throw GraphError.invalid(primitive: Self.name, reason: "the condition must be a 0-d bool")
    }
    // No step keeps the start's weakness, some give it up.
    return zip(carry, body.outputValues).map { AbstractValue($0.shape, $0.dtype, weak: $1.weak) }
  }

  package func jvps(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> [NodeID?] {
    let inputs = g.inputs(of: node)
    let given = tangents.array
    let values = body.inputValues
    let marked = inputs.indices.map { position in
      given[position] != nil || position >= constantCount && values[position].dtype.isInexact
    }
    let changes = try body.tangents(of: marked)
    let markedConstants = (0..<constantCount).filter { marked[$0] }
    let markedCarry = (constantCount..<inputs.count).filter { marked[$0] }
    let all =
      values[..<constantCount] + markedConstants.map { values[$0] } + values[constantCount...]
      + markedCarry.map { values[$0] }
    let carryStart = constantCount + markedConstants.count
    let carryCount = inputs.count - constantCount
    let combined = try ClosedGraph.make(Array(all), keepsEffects: false) { h, p in
      h.dialect = body.graph.dialect
      let primals = p[..<constantCount] + p[carryStart..<(carryStart + carryCount)]
      let seeds = p[constantCount..<carryStart] + p[(carryStart + carryCount)...]
      let moved = try h.inlined(changes, Array(primals + seeds))
      return try h.inlined(body, Array(primals)) + markedCarry.map { moved[$0 - constantCount] }
    }
    let test = try ClosedGraph.make(Array(all), keepsEffects: false) { h, p in
      try h.inlined(
        condition, Array(p[..<constantCount] + p[carryStart..<(carryStart + carryCount)]))
    }
    func seed(_ position: Int) throws -> NodeID {
      try given[position] ?? g.zeros(like: inputs[position])
    }
    let operands =
      try inputs[..<constantCount] + markedConstants.map(seed) + inputs[constantCount...]
      + markedCarry.map(seed)
    let results = try g.applyMulti(
      While(condition: test, body: combined, constantCount: carryStart), Array(operands))
    var next = results[carryCount...].makeIterator()
    return (constantCount..<inputs.count).map { marked[$0] ? next.next() : nil }
  }

  package func vjp(
    _ cotangents: [NodeID?], at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    let inputs = g.inputs(of: node)
    let marks = body.inputValues.map(\.dtype.isInexact)
    let carryMarks = Array(marks[constantCount...])
    let seeds = try cotangents.enumerated().filter { carryMarks[$0.offset] }.map {
      try $0.element ?? g.zeros(like: inputs[constantCount + $0.offset])
    }
    let pull = try body.cotangents(of: marks, from: carryMarks)
    let results = try g.applyMulti(
      WhileTranspose(loop: self, pull: pull, marks: marks), inputs + seeds)
    var next = results.makeIterator()
    return .many(marks.map { $0 ? next.next() : nil })
  }

  package func batchedAll(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axes: [Int?]) {
    let size = g.batchSize(inputs, axes)
    let marked = inputs.indices.map { $0 >= constantCount || axes[$0] != nil }
    let operands = try inputs.indices.map { position in
      marked[position]
        ? try g.batchedToFront(inputs[position], axes[position], size: size) : inputs[position]
    }
    let all = body.outputs.map { _ in true }
    let (test, testFlags) = try condition.batched(
      size: size, axis: g.batchingAxis, inputs: marked, forced: [false])
    let step = try body.batched(
      size: size, axis: g.batchingAxis, inputs: marked, forced: all
    ).0
    let start = constantCount
    // Examples that are done keep their carry until the last one is.
    let any = try ClosedGraph.make(step.inputValues) { h, p in
      let result = try h.inlined(test, p)[0]
      return [testFlags[0] ? try h.reduceAny(result, axes: [0]) : result]
    }
    let guarded = try ClosedGraph.make(step.inputValues) { h, p in
      let next = try h.inlined(step, p)
      guard testFlags[0] else { return next }
      let isRunning = try h.inlined(test, p)[0]
      return try zip(next, p[start...]).map { new, old in
        let mask = try h.reshape(
          isRunning, [size] + h.shape(of: new).dropFirst().map { _ in 1 })
        return try h.select(mask, new, old)
      }
    }
    let node = try g.apply(
      While(condition: any, body: guarded, constantCount: constantCount), operands)
    return (node, axes: all.map { _ in 0 })
  }
}

extension Graph {
  /// Adds runs of `body` as long as `condition` holds; both take the constants and then the carry.
  package func whileLoop(
    condition: ClosedGraph, body: ClosedGraph, constants: [NodeID] = [], carry: [NodeID]
  ) throws -> [NodeID] {
    try applyMulti(
      While(condition: condition, body: body, constantCount: constants.count), constants + carry)
  }
}
