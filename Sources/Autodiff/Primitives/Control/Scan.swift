package import Arrays

/// A body run `length` times: constants, a carry that goes from step to step, slices of stacked
/// inputs.
///
/// Gives the last carry and stacked outputs. `lax.scan`, `fori_loop` with a known count,
/// `lax.map`.
///
/// Body inputs are constants, carry, slices; body outputs the next carry and the step's outputs.
package struct Scan: MultiOutputPrimitive, ControlFlow, EffectfulPrimitive {
  package static let name = "scan"
  package let body: ClosedGraph
  package let length: Int
  package let constantCount: Int
  package let carryCount: Int
  package let reverse: Bool

  package init(
    _ body: ClosedGraph, length: Int, constantCount: Int, carryCount: Int, reverse: Bool
  ) {
    self.body = body
    self.length = length
    self.constantCount = constantCount
    self.carryCount = carryCount
    self.reverse = reverse
  }

  package var attributes: [Attribute] {
    [
      Attribute("jaxpr", body.canonicalText), Attribute("length", length),
      Attribute("num_carry", carryCount), Attribute("num_consts", constantCount),
      Attribute("reverse", reverse),
    ]
  }
  package var lowering: Lowering { .control(self) }
  package var hasEffects: Bool { body.hasEffects }
  var stackedCount: Int { body.inputs.count - constantCount - carryCount }

  package func run(_ inputs: [NDArray], bodies: any BodyRunner) throws -> [NDArray] {
    let constants = inputs[..<constantCount]
    var carry = Array(inputs[constantCount..<(constantCount + carryCount)])
    let stacked = inputs[(constantCount + carryCount)...]
    let results = body.outputValues[carryCount...].map {
      NDArray(uninitialized: $0.dtype, shape: [length] + $0.shape)
    }
    for step in 0..<length {
      let position = reverse ? length - 1 - step : step
      let outputs = try bodies.run(
        body, constants + carry + stacked.map { Scan.row($0, position) })
      carry = Array(outputs[..<carryCount])
      for (result, output) in zip(results, outputs[carryCount...]) {
        Kernels.copy(output, into: Scan.row(result, position))
      }
    }
    return carry + results
  }

  /// A view of one position of the first axis.
  package static func row(_ x: NDArray, _ position: Int) -> NDArray {
    NDArray(
      dtype: x.dtype, shape: Array(x.shape.dropFirst()), strides: Array(x.strides.dropFirst()),
      offset: x.offset + position * x.strides[0], buffer: x.buffer)
  }

  package func abstractValues(of inputs: [AbstractValue]) throws -> [AbstractValue] {
    let expected = body.inputValues.enumerated().map { position, value in
      position < constantCount + carryCount ? value : value.reshaped([length] + value.shape)
    }
    guard inputs.count == expected.count,
      zip(inputs, expected).allSatisfy({ $0.shape == $1.shape && $0.dtype == $1.dtype })
    else { throw GraphError.invalid(primitive: Self.name, reason: "operands do not fit the body") }
    for (next, first) in zip(
      body.outputValues, body.inputValues[constantCount...].prefix(carryCount))
    where next.shape != first.shape || next.dtype != first.dtype {
      throw GraphError.invalid(
        primitive: Self.name, reason: "the carry must keep its shape and dtype")
    }
    return body.outputValues.enumerated().map { position, value in
      position < carryCount ? value : value.reshaped([length] + value.shape)
    }
  }

  /// Which positions of the body's inputs are differentiable.
  private var isInexact: [Bool] { body.inputValues.map(\.dtype.isInexact) }

  package func jvps(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> [NodeID?] {
    let inputs = g.inputs(of: node)
    let given = tangents.array
    let carryEnd = constantCount + carryCount
    // Every differentiable carry gets a tangent: a zero one may not stay zero.
    let marked = inputs.indices.map { position in
      given[position] != nil
        || position >= constantCount && position < carryEnd && isInexact[position]
    }
    let outputsMarked = body.outputValues.map(\.dtype.isInexact)
    let changes = try body.tangents(of: marked)
    func kept<T>(_ list: some Collection<T>, _ marks: some Collection<Bool>) -> [T] {
      zip(list, marks).filter(\.1).map(\.0)
    }
    let markedConstants = marked[..<constantCount].count { $0 }
    let markedCarry = marked[constantCount..<carryEnd].count { $0 }
    let values = body.inputValues
    func doubled(_ range: Range<Int>) -> [AbstractValue] {
      Array(values[range]) + kept(values[range], marked[range])
    }
    let constantValues = doubled(0..<constantCount)
    let carryValues = doubled(constantCount..<carryEnd)
    let sliceValues = doubled(carryEnd..<values.count)
    let combined = try ClosedGraph.make(
      constantValues + carryValues + sliceValues, keepsEffects: false
    ) { h, p in
      h.dialect = body.graph.dialect
      let slicesStart = constantValues.count + carryValues.count
      let primals =
        p[..<constantCount] + p[constantValues.count..<(constantValues.count + carryCount)]
        + p[slicesStart..<(slicesStart + stackedCount)]
      let seeds =
        p[constantCount..<constantValues.count]
        + p[(constantValues.count + carryCount)..<slicesStart] + p[(slicesStart + stackedCount)...]
      let outputs = try h.inlined(body, Array(primals))
      let moved = try h.inlined(changes, Array(primals + seeds))
      let carryMarks = marked[constantCount..<carryEnd]
      return outputs[..<carryCount] + kept(moved[..<carryCount], carryMarks)
        + outputs[carryCount...] + kept(moved[carryCount...], outputsMarked[carryCount...])
    }
    func seed(_ position: Int) throws -> NodeID {
      try given[position] ?? g.zeros(like: inputs[position])
    }
    func seeds(_ range: Range<Int>) throws -> [NodeID] {
      try range.filter { marked[$0] }.map(seed)
    }
    let operands =
      try inputs[..<constantCount] + seeds(0..<constantCount) + inputs[constantCount..<carryEnd]
      + seeds(constantCount..<carryEnd) + inputs[carryEnd...] + seeds(carryEnd..<inputs.count)
    let results = try g.applyMulti(
      Scan(
        combined, length: length, constantCount: constantCount + markedConstants,
        carryCount: carryCount + markedCarry, reverse: reverse), Array(operands))
    var carryTangents = results[carryCount..<(carryCount + markedCarry)].makeIterator()
    let stackedStart = carryCount + markedCarry + body.outputs.count - carryCount
    var stackedTangents = results[stackedStart...].makeIterator()
    return body.outputs.indices.map { position in
      if position < carryCount {
        return marked[constantCount + position] ? carryTangents.next() : nil
      }
      return outputsMarked[position] ? stackedTangents.next() : nil
    }
  }

  package func vjp(
    _ cotangents: [NodeID?], at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    let inputs = g.inputs(of: node)
    let carryEnd = constantCount + carryCount
    let values = body.inputValues
    // The forward scan once more, this time keeping the carry each step began with.
    let recording = try ClosedGraph.make(values, keepsEffects: false) { h, p in
      h.dialect = body.graph.dialect
      return try Array(h.inlined(body, p)[..<carryCount]) + p[constantCount..<carryEnd]
    }
    let recorded = try g.applyMulti(
      Scan(
        recording, length: length, constantCount: constantCount, carryCount: carryCount,
        reverse: reverse), inputs)
    let carries = recorded[carryCount...]
    let outputMarks = body.outputValues.map(\.dtype.isInexact)
    let marks = isInexact
    let pull = try body.cotangents(of: marks, from: outputMarks)
    let constantMarks = marks[..<constantCount].count { $0 }
    let carryMarks = marks[constantCount..<carryEnd].count { $0 }
    func kept<T>(_ list: some Collection<T>, _ flags: some Collection<Bool>) -> [T] {
      zip(list, flags).filter(\.1).map(\.0)
    }
    let constantSums = kept(values[..<constantCount], marks[..<constantCount])
    let carrySums = kept(values[constantCount..<carryEnd], marks[constantCount..<carryEnd])
    let outputSums = kept(body.outputValues[carryCount...], outputMarks[carryCount...])
    let stepValues =
      values[..<constantCount] + constantSums + carrySums + values[constantCount...] + outputSums
    let step = try ClosedGraph.make(Array(stepValues)) { h, p in
      h.dialect = body.graph.dialect
      let sums = p[constantCount..<(constantCount + constantMarks)]
      let sumEnd = constantCount + constantMarks
      let carrySeeds = p[sumEnd..<(sumEnd + carryMarks)]
      let slices = p[(sumEnd + carryMarks)...]
      let primals = p[..<constantCount] + slices.prefix(carryCount + stackedCount)
      let outputSeeds = slices.dropFirst(carryCount + stackedCount)
      let pulled = try h.inlined(pull, Array(primals + carrySeeds + outputSeeds))
      let added = try zip(sums, pulled[..<constantMarks]).map { try h.add($0, $1) }
      return added + pulled[constantMarks...]
    }
    func zero(_ value: AbstractValue) throws -> NodeID { try g.full(0, value.shape, value.dtype) }
    let carrySeeds = try (0..<carryCount).filter { marks[constantCount + $0] }.map {
      try cotangents[$0] ?? zero(values[constantCount + $0])
    }
    let outputSeeds = try (carryCount..<body.outputs.count).filter { outputMarks[$0] }.map {
      let value = body.outputValues[$0]
      return try cotangents[$0] ?? zero(value.reshaped([length] + value.shape))
    }
    let operands =
      try inputs[..<constantCount] + constantSums.map(zero) + carrySeeds + carries
      + inputs[carryEnd...] + outputSeeds
    let results = try g.applyMulti(
      Scan(
        step, length: length, constantCount: constantCount,
        carryCount: constantMarks + carryMarks, reverse: !reverse), Array(operands))
    var next = results.makeIterator()
    return .many(marks.map { $0 ? next.next() : nil })
  }

  package func batchedAll(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axes: [Int?]) {
    let size = g.batchSize(inputs, axes)
    let carryEnd = constantCount + carryCount
    var marked = axes.map { $0 != nil }
    // A carry is batched where any step makes it so; found by trying until nothing changes.
    var isStable = false
    var batchedBody = body
    var flags: [Bool] = []
    while !isStable {
      let forced = body.outputs.indices.map {
        $0 >= carryCount || marked[constantCount + $0]
      }
      (batchedBody, flags) = try body.batched(
        size: size, axis: g.batchingAxis, inputs: marked, forced: forced)
      isStable = true
      for position in 0..<carryCount where flags[position] && !marked[constantCount + position] {
        marked[constantCount + position] = true
        isStable = false
      }
    }
    let operands = try inputs.indices.map { position in
      let isStacked = position >= carryEnd
      guard marked[position] else { return inputs[position] }
      let front = try g.batchedToFront(inputs[position], axes[position], size: size)
      return isStacked ? try g.moveAxis(front, from: 0, to: 1) : front
    }
    let node = try g.apply(
      Scan(
        batchedBody, length: length, constantCount: constantCount, carryCount: carryCount,
        reverse: reverse), operands)
    return (
      node,
      axes: flags.enumerated().map { $0.offset < carryCount ? ($0.element ? 0 : nil) : 1 }
    )
  }
}

extension Graph {
  /// Adds `length` runs of `body`; results are the last carry and then the stacked outputs.
  package func scan(
    _ body: ClosedGraph, constants: [NodeID] = [], carry: [NodeID], stacked: [NodeID],
    length: Int, reverse: Bool = false
  ) throws -> [NodeID] {
    try applyMulti(
      Scan(
        body, length: length, constantCount: constants.count, carryCount: carry.count,
        reverse: reverse), constants + carry + stacked)
  }
}
