import Arrays
import Autodiff

/// Turns a group of a plan into a tile program: places for its operands and results.
struct TileGroup {
  private let planner: Planner
  private let group: Planner.Group
  private var inputs: [Int] = []
  private var outputs: [Int] = []
  private var place: [Int: Int] = [:]

  init(_ planner: Planner, _ group: Planner.Group, _ isStored: [Bool]) {
    self.planner = planner
    self.group = group
    let members = Set(group.members)
    for member in group.members {
      for slot in planner.operands[member] where !members.contains(slot) && place[slot] == nil {
        place[slot] = inputs.count
        inputs.append(slot)
      }
    }
    for member in group.members where isStored[member] {
      place[member] = inputs.count + outputs.count
      outputs.append(member)
    }
  }

  private func dtype(_ slot: Int) -> DType { planner.description(slot).dtype }

  /// The program, the slots of its inputs, and those of its outputs and then its folds.
  func program() -> (TileProgram, inputs: [Int], outputs: [Int]) {
    var place = self.place
    var registers: [DType] = []
    var free: [Int: [Int]] = [:]
    let first = inputs.count + outputs.count
    let lastUse = lastUses()
    var steps: [TileProgram.Step] = []
    for (position, member) in group.members.enumerated() {
      let operands = planner.operands[member]
      let places = operands.map { place[$0] ?? 0 }
      // A register that is read for the last time can take the result.
      for slot in Set(operands).sorted() where lastUse[slot] == position {
        if let register = place[slot], register >= first {
          free[dtype(slot).itemSize, default: []].append(register)
        }
      }
      if place[member] == nil {
        let size = dtype(member).itemSize
        if let register = free[size]?.popLast() {
          place[member] = register
        } else {
          place[member] = first + registers.count
          registers.append(dtype(member))
        }
      }
      steps.append(
        TileProgram.Step(
          function(member), dtype: dtype(operands[operands.count - 1]), operands: places,
          result: place[member] ?? 0))
    }
    let folds = group.folds.map { fold in
      let operand = planner.operands[fold][0]
      guard case .reduce(let kernel, let axes) = planner.lowerings[fold] else {
        preconditionFailure("folds are reductions")
      }
      return TileProgram.Fold(
        kernel, dtype: dtype(operand), place: place[operand] ?? 0, axes: axes)
    }
    let program = TileProgram(
      shape: group.shape, inputs: inputs.map(dtype), outputs: outputs.map(dtype),
      registers: registers, steps: steps, folds: folds)
    return (program, inputs, outputs + group.folds)
  }

  /// By member: the position of its last reader; folds read after all.
  private func lastUses() -> [Int: Int] {
    var result: [Int: Int] = [:]
    for (position, member) in group.members.enumerated() {
      for slot in planner.operands[member] { result[slot] = position }
    }
    for fold in group.folds { result[planner.operands[fold][0]] = group.members.count }
    return result
  }

  private func function(_ node: Int) -> TileProgram.Function {
    switch planner.lowerings[node] {
    case .map(let kernel): return .unary(kernel)
    case .zip(let kernel): return .binary(kernel)
    case .cast(let dtype): return .cast(dtype)
    case .select: return .select
    default: preconditionFailure("members are elementwise")
    }
  }
}
