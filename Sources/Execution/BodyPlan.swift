import Arrays
import Autodiff

/// A closed graph made ready to run many times.
final class BodyPlan {
  let plan: Plan
  /// Slots of the outputs; inputs are the first leaves.
  let outputs: [Int]
  let inputCount: Int
  private let constants: [(slot: Int, value: NDArray)]

  init(_ body: ClosedGraph, fuses: Bool) {
    let (structure, outputs) = Graph.structure(of: body)
    plan = Planner.plan(structure, body.graph, fuses: fuses)
    self.outputs = outputs
    inputCount = body.inputs.count
    var constants: [(slot: Int, value: NDArray)] = []
    for (leaf, id) in structure.leaves.enumerated() {
      if let value = body.graph.knownValue(of: id) {
        constants.append((structure.order.count + leaf, value))
      }
    }
    self.constants = constants
  }

  func slot(ofInput position: Int) -> Int { plan.nodeCount + position }

  /// The slot that holds an output after a run.
  func slot(ofOutput position: Int) -> Int { sourceOfOutput[position] }

  private lazy var sourceOfOutput: [Int] = outputs.map { slot in
    plan.stores.first { $0.node == slot }?.slot ?? slot
  }

  /// A frame with the constants in place.
  func frame() -> Frame {
    var frame = Frame(plan)
    for constant in constants { frame.set(constant.slot, constant.value, plan) }
    return frame
  }

  func run(_ values: [NDArray], bodies: Executor) throws -> [NDArray] {
    var frame = frame()
    for position in 0..<inputCount { frame.set(slot(ofInput: position), values[position], plan) }
    try plan.run(&frame, bodies: bodies)
    return outputs.indices.map { frame.array(slot(ofOutput: $0), plan) }
  }
}
