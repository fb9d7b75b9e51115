import Arrays
import Autodiff

extension Planner {
  private struct Unit {
    var stage: Int
    /// Views and 0-d operations first.
    var isHeavy: Bool
    var node: Int
    var group: Int
  }

  /// Puts the steps in order and says when arrays can go.
  func emitted() -> Plan {
    var emission = Emission(self)
    for unit in units() {
      if unit.group >= 0 {
        emission.add(group: groups[unit.group])
      } else {
        emission.add(unit.node)
      }
    }
    return emission.finished()
  }

  private func units() -> [Unit] {
    var units: [Unit] = []
    for node in 0..<count where isNeeded[node] && sources[node] == node && groupOf[node] < 0 {
      units.append(
        Unit(stage: stages[node], isHeavy: !isCheap(node), node: node, group: -1))
    }
    for (index, group) in groups.enumerated() {
      units.append(Unit(stage: group.stage, isHeavy: true, node: group.members[0], group: index))
    }
    units.sort { a, b in
      if a.stage != b.stage { return a.stage < b.stage }
      if a.isHeavy != b.isHeavy { return b.isHeavy }
      return a.node < b.node
    }
    return units
  }
}

/// Steps as they are added.
private struct Emission {
  let planner: Planner
  let inlineTypes: [DType?]
  var tape = ScalarTape()
  var steps: [Plan.Step] = []
  /// By slot: the last step that reads it.
  var lastUse: [Int]
  /// By node: read by something outside its group, or kept.
  var isStored: [Bool]
  private var openTape: Int?

  init(_ planner: Planner) {
    self.planner = planner
    let slots = planner.count + planner.structure.leaves.count
    inlineTypes = (0..<slots).map { slot in
      let id =
        slot < planner.count
        ? planner.structure.order[slot] : planner.structure.leaves[slot - planner.count]
      return planner.graph.isInline(id) ? planner.description(slot).dtype : nil
    }
    lastUse = [Int](repeating: -1, count: slots)
    isStored = [Bool](repeating: false, count: planner.count)
    markStored()
  }

  private mutating func markStored() {
    for node in 0..<planner.count {
      if planner.structure.wanted[node], planner.sources[node] < planner.count {
        isStored[planner.sources[node]] = true
      }
      guard planner.isNeeded[node], planner.sources[node] == node else { continue }
      let group = planner.groupOf[node]
      for slot in planner.operands[node] where slot < planner.count {
        if group < 0 || planner.groupOf[slot] != group { isStored[slot] = true }
      }
    }
  }

  private mutating func use(_ slots: [Int], by step: Int) {
    for slot in slots { lastUse[slot] = step }
  }

  mutating func add(_ node: Int) {
    let id = planner.structure.order[node]
    let inputs = planner.operands[node]
    let lowering = planner.lowerings[node]
    if inlineTypes[node] != nil, tape.append(id, in: planner.graph, inputs: inputs, result: node) {
      if openTape == nil { openTape = tape.count - 1 }
      return
    }
    closeTape()
    if case .project(let position) = lowering {
      steps.append(.project(position, tuple: inputs[0], output: node))
    } else if planner.graph.isMultiOutput(id) {
      steps.append(.tuple(lowering, inputs: inputs, output: node))
    } else {
      steps.append(.kernel(lowering, inputs: inputs, output: node))
    }
    use(inputs, by: steps.count - 1)
  }

  private mutating func closeTape() {
    guard let start = openTape else { return }
    steps.append(.scalars(start..<tape.count))
    openTape = nil
  }

  mutating func add(group: Planner.Group) {
    closeTape()
    if group.members.count == 1, group.folds.isEmpty {
      let node = group.members[0]
      steps.append(
        .kernel(planner.lowerings[node], inputs: planner.operands[node], output: node))
      return use(planner.operands[node], by: steps.count - 1)
    }
    let (program, inputs, outputs) = TileGroup(planner, group, isStored).program()
    steps.append(.tiles(program, inputs: inputs, outputs: outputs))
    use(inputs, by: steps.count - 1)
  }

  mutating func finished() -> Plan {
    closeTape()
    let structure = planner.structure
    var stores: [(node: Int, slot: Int)] = []
    for node in 0..<planner.count {
      // 0-d values cost nothing to keep.
      let isKept =
        structure.wanted[node]
        || inlineTypes[node] != nil && planner.isNeeded[node] && planner.sources[node] == node
      if isKept { stores.append((node, planner.sources[node])) }
    }
    for store in stores { lastUse[store.slot] = steps.count }
    var releases = [[Int]](repeating: [], count: steps.count)
    for slot in 0..<planner.count where lastUse[slot] >= 0 && lastUse[slot] < steps.count {
      if inlineTypes[slot] == nil { releases[lastUse[slot]].append(slot) }
    }
    return Plan(
      key: structure.key, nodeCount: planner.count, leafCount: structure.leaves.count,
      inlineTypes: inlineTypes, tape: tape, steps: steps, releases: releases, stores: stores)
  }
}
