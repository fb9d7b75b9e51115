import Arrays
import Autodiff

/// A closed graph made ready to run many times: steps over numbered slots.
final class BodyPlan {
  private struct Step {
    let lowering: Lowering
    let inputs: [Int]
    let output: Int
    /// Slots of this step's results where it has several.
    let isMultiOutput: Bool
  }

  private var steps: [Step] = []
  private var constants: [(slot: Int, value: NDArray)] = []
  private let inputs: [Int]
  private let outputs: [Int]
  private var slotCount = 0

  init(_ body: ClosedGraph) {
    let graph = body.graph
    var slots: [NodeID: Int] = [:]
    for (slot, input) in body.inputs.enumerated() { slots[input] = slot }
    slotCount = body.inputs.count
    inputs = Array(body.inputs.indices)
    for id in graph.reachable(from: body.roots) where slots[id] == nil {
      let slot = slotCount
      slotCount += 1
      slots[id] = slot
      if let value = graph.knownValue(of: id) {
        constants.append((slot, value))
      } else {
        steps.append(
          Step(
            lowering: graph.lowering(of: id),
            inputs: graph.inputs(of: id).map { slots[$0] ?? -1 }, output: slot,
            isMultiOutput: graph.isMultiOutput(id)))
      }
    }
    outputs = body.outputs.map { slots[$0] ?? -1 }
  }

  func run(_ values: [NDArray], bodies: any BodyRunner) throws -> [NDArray] {
    var arrays = [NDArray?](repeating: nil, count: slotCount)
    var tuples: [Int: [NDArray]] = [:]
    for slot in inputs { arrays[slot] = values[slot] }
    for constant in constants { arrays[constant.slot] = constant.value }
    for step in steps {
      if case .project(let position) = step.lowering {
        arrays[step.output] = tuples[step.inputs[0]]?[position]
        continue
      }
      let operands = step.inputs.map { slot in
        guard let value = arrays[slot] else {
          preconditionFailure("inputs are computed before their users")
        }
        return value
      }
      if step.isMultiOutput {
        tuples[step.output] = try Kernel.results(step.lowering, operands, bodies: bodies)
      } else {
        arrays[step.output] = try Kernel.result(step.lowering, operands, bodies: bodies)
      }
    }
    return outputs.map { slot in
      guard let value = arrays[slot] else {
        preconditionFailure("outputs are computed by the steps")
      }
      return value
    }
  }
}
