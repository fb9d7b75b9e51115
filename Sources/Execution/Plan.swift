import Arrays
import Autodiff

/// How to compute one pending structure, whatever the values of its leaves: steps over slots.
///
/// Slots number the structure's nodes and then its leaves, as `PendingStructure` does.
final class Plan {
  enum Step {
    /// A part of the tape of 0-d operations.
    case scalars(Range<Int>)
    case kernel(Lowering, inputs: [Int], output: Int)
    /// A node with several results.
    case tuple(Lowering, inputs: [Int], output: Int)
    case project(Int, tuple: Int, output: Int)
    case tiles(TileProgram, inputs: [Int], outputs: [Int])
  }

  /// The key this was made from.
  let key: [Int32]
  let nodeCount: Int
  let leafCount: Int
  /// By slot: the dtype of values kept as bits, nil for arrays.
  let inlineTypes: [DType?]
  let tape: ScalarTape
  let steps: [Step]
  /// By step: slots whose arrays nobody reads afterwards.
  let releases: [[Int]]
  /// Nodes to keep and the slots of their values.
  let stores: [(node: Int, slot: Int)]

  init(
    key: [Int32], nodeCount: Int, leafCount: Int, inlineTypes: [DType?], tape: ScalarTape,
    steps: [Step], releases: [[Int]], stores: [(node: Int, slot: Int)]
  ) {
    self.key = key
    self.nodeCount = nodeCount
    self.leafCount = leafCount
    self.inlineTypes = inlineTypes
    self.tape = tape
    self.steps = steps
    self.releases = releases
    self.stores = stores
  }

  /// Runs every step on a frame whose leaves are set.
  func run(_ frame: inout Frame, bodies: any BodyRunner) throws {
    for (position, step) in steps.enumerated() {
      switch step {
      case .scalars(let range): tape.run(range, frame.scalars)
      case .kernel(let lowering, let inputs, let output):
        let operands = inputs.map { frame.array($0, self) }
        frame.set(output, try Kernel.result(lowering, operands, bodies: bodies), self)
      case .tuple(let lowering, let inputs, let output):
        let operands = inputs.map { frame.array($0, self) }
        frame.tuples[output] = try Kernel.results(lowering, operands, bodies: bodies)
      case .project(let position, let tuple, let output):
        guard let values = frame.tuples[tuple] else {
          preconditionFailure("inputs are computed before their users")
        }
        frame.set(output, values[position], self)
      case .tiles(let program, let inputs, let outputs):
        let results = try program.run(inputs.map { frame.array($0, self) })
        for (slot, result) in zip(outputs, results) { frame.set(slot, result, self) }
      }
      for slot in releases[position] { frame.arrays[slot] = nil }
    }
  }
}

/// The values of one run of a plan.
struct Frame {
  var arrays: [NDArray?]
  let scalars: ScalarSlots
  var tuples: [Int: [NDArray]] = [:]

  init(_ plan: Plan) {
    let slots = plan.nodeCount + plan.leafCount
    arrays = [NDArray?](repeating: nil, count: slots)
    scalars = ScalarSlots(count: slots)
  }

  func array(_ slot: Int, _ plan: Plan) -> NDArray {
    if let dtype = plan.inlineTypes[slot] { return scalars.array(slot, dtype) }
    guard let value = arrays[slot] else {
      preconditionFailure("inputs are computed before their users")
    }
    return value
  }

  mutating func set(_ slot: Int, _ value: NDArray, _ plan: Plan) {
    if plan.inlineTypes[slot] != nil { scalars.set(slot, value) } else { arrays[slot] = value }
  }
}
