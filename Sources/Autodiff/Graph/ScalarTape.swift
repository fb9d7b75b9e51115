package import Arrays

/// Bits of 0-d values by slot, as nodes hold them.
package final class ScalarSlots {
  fileprivate let bits: FlatStorage<UInt64>

  package init(count: Int) { bits = FlatStorage(repeating: 0, count: count) }

  package subscript(slot: Int) -> UInt64 {
    get { bits[slot] }
    set { bits[slot] = newValue }
  }

  /// A 0-d array of the value.
  package func array(_ slot: Int, _ dtype: DType) -> NDArray {
    NDArray(
      scalar: dtype.isFloating
        ? .float(Double(bitPattern: bits[slot])) : .int(Int(Int64(bitPattern: bits[slot]))),
      dtype: dtype)
  }

  /// Takes the value of a 0-d array of one of the inline dtypes.
  package func set(_ slot: Int, _ array: NDArray) {
    let scalar = array.scalar(at: [])
    bits[slot] =
      array.dtype.isFloating
      ? scalar.asDouble.bitPattern : UInt64(bitPattern: Int64(scalar.asInt))
  }
}

/// 0-d operations one after another on slots, without arrays or nodes: a few nanoseconds each.
package struct ScalarTape {
  private struct Step {
    var operation: ScalarOperation
    var input: ScalarKind
    var output: ScalarKind
    var a, b, c, result: Int32
  }

  private let steps = FlatStorage<Step>()

  package init() {}

  package var count: Int { steps.count }

  /// Adds the operation of a node on `inputs`; false where only array kernels know it.
  package func append(
    _ id: NodeID, in graph: Graph, inputs: [Int], result: Int
  ) -> Bool {
    let node = graph.nodes[Int(id.index)]
    let output = graph.abstracts.kinds[Int(node.abstract)]
    guard output != .none, !inputs.isEmpty, inputs.count <= 3 else { return false }
    let operands = graph.inputs(of: id)
    let kinds = operands.map { graph.abstracts.kinds[Int(graph.nodes[Int($0.index)].abstract)] }
    guard !kinds.contains(.none) else { return false }
    let operation = graph.operations.scalars[Int(node.operation)]
    let input = kinds.count == 3 ? output : kinds[0]
    // Whether an operation is known depends on the kinds alone.
    let sample: UInt64 = input.isFloating ? (1.0).bitPattern : 1
    guard
      ScalarArithmetic.evaluate(
        operation, input: input, output: output, kinds.count == 3 ? 1 : sample, sample, sample)
        != nil
    else { return false }
    func slot(_ position: Int) -> Int32 { position < inputs.count ? Int32(inputs[position]) : 0 }
    steps.append(
      Step(
        operation: operation, input: input, output: output, a: slot(0), b: slot(1), c: slot(2),
        result: Int32(result)))
    return true
  }

  package func run(_ range: Range<Int>, _ slots: ScalarSlots) {
    let bits = slots.bits
    for index in range {
      let step = steps[index]
      guard
        let value = ScalarArithmetic.evaluate(
          step.operation, input: step.input, output: step.output, bits[Int(step.a)],
          bits[Int(step.b)], bits[Int(step.c)])
      else { preconditionFailure("operations on the tape are known") }
      bits[Int(step.result)] = value
    }
  }
}

extension ScalarTape {
  /// A value carried from one round to the next.
  package struct Move {
    let from, to, alsoTo: Int

    /// - Parameter alsoTo: the slot of the condition's tape.
    package init(from: Int, to: Int, alsoTo: Int) {
      self.from = from
      self.to = to
      self.alsoTo = alsoTo
    }
  }

  /// Runs a body's tape as long as its condition's gives a true result.
  package static func repeatWhile(
    _ condition: ScalarTape, _ conditionSlots: ScalarSlots, result: Int, _ body: ScalarTape,
    _ bodySlots: ScalarSlots, _ moves: [Move]
  ) {
    let next = ScalarSlots(count: moves.count)
    let count = moves.count
    while true {
      condition.run(0..<condition.count, conditionSlots)
      if conditionSlots.bits[result] == 0 { return }
      body.run(0..<body.count, bodySlots)
      for index in 0..<count { next.bits[index] = bodySlots.bits[moves[index].from] }
      for index in 0..<count {
        bodySlots.bits[moves[index].to] = next.bits[index]
        conditionSlots.bits[moves[index].alsoTo] = next.bits[index]
      }
    }
  }
}

extension Graph {
  /// The bits of an evaluated 0-d node; nil where its value is an array or unknown.
  package func knownBits(of id: NodeID) -> UInt64? {
    let node = nodes[Int(id.index)]
    return node.state == NodeState.scalar ? node.payload : nil
  }

  /// Records a 0-d value of an inline dtype.
  package func setBits(_ bits: UInt64, of id: NodeID) {
    nodes[Int(id.index)].payload = bits
    nodes[Int(id.index)].state = NodeState.scalar
  }

  /// True for 0-d values of dtypes that nodes hold inline.
  package func isInline(_ id: NodeID) -> Bool {
    abstracts.kinds[Int(nodes[Int(id.index)].abstract)] != .none && !isMultiOutput(id)
  }

  /// How many nodes at the end of `order` are 0-d operations on 0-d values.
  package func trailingScalars(_ order: [NodeID], from start: Int) -> Int {
    var count = 0
    for id in order[start...].reversed() {
      let node = nodes[Int(id.index)]
      if case .none = operations.scalars[Int(node.operation)] { break }
      guard abstracts.kinds[Int(node.abstract)] != .none,
        (0..<Int(node.inputCount)).allSatisfy({ isInline(input(of: id, $0)) })
      else { break }
      count += 1
    }
    return count
  }
}
