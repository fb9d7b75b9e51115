import Arrays
import Autodiff

/// Makes a plan from a pending structure: simplify, drop what is dead, group, order, free early.
///
/// Nothing here changes a bit: equal operations on equal operands are done once, exact identities
/// are left out, and groups run the same kernels tile by tile. Linear in nodes and edges but for a
/// sort.
struct Planner {
  let structure: PendingStructure
  let graph: Graph
  let count: Int
  var lowerings: [Lowering] = []
  var descriptions: [AbstractValue] = []
  /// By node: slots of its operands after simplification.
  var operands: [[Int]] = []
  /// By node: the slot that holds its value; another node's or a leaf's where the two are equal.
  var sources: [Int]
  /// By slot: what is known of the value everywhere.
  var tags: [LeafTag] = []
  var isNeeded: [Bool]
  /// By node: the stage in which it is computed, and by slot the first in which it can be read from
  /// memory.
  var stages: [Int]
  var available: [Int] = []
  private var fuses = true
  var groups: [Group] = []
  /// By node: its group, -1 where it has none.
  var groupOf: [Int]

  /// Elementwise operations of one shape and stage, with reductions of them.
  struct Group {
    var stage: Int
    var shape: [Int]
    var members: [Int] = []
    var folds: [Int] = []
    /// Length of rows that the folds need whole.
    var row: Int?
  }

  init(_ structure: PendingStructure, _ graph: Graph) {
    self.structure = structure
    self.graph = graph
    count = structure.order.count
    sources = Array(0..<count)
    isNeeded = [Bool](repeating: false, count: count)
    stages = [Int](repeating: 0, count: count)
    groupOf = [Int](repeating: -1, count: count)
    lowerings = structure.order.map { graph.lowering(of: $0) }
    descriptions = structure.order.map { graph.abstractValue(of: $0) }
    operands = Self.operands(structure, count)
  }

  /// - Parameter fuses: false leaves every operation by itself and as it is.
  static func plan(_ structure: PendingStructure, _ graph: Graph, fuses: Bool = true) -> Plan {
    var planner = Planner(structure, graph)
    planner.fuses = fuses && !structure.hasEffects
    if planner.fuses { planner.simplify() }
    planner.markNeeded()
    planner.group()
    return planner.emitted()
  }

  private static func operands(_ structure: PendingStructure, _ count: Int) -> [[Int]] {
    var result: [[Int]] = []
    result.reserveCapacity(count)
    var place = 0
    for _ in 0..<count {
      let inputs = Int(structure.key[place + 3])
      place += 4
      result.append(
        structure.key[place..<(place + inputs)].map { $0 >= 0 ? Int($0) : count - 1 - Int($0) })
      place += inputs
    }
    return result
  }

  func description(_ slot: Int) -> AbstractValue {
    slot < count
      ? descriptions[slot] : graph.abstractValue(of: structure.leaves[slot - count])
  }

  // MARK: Simplification

  private struct Expression: Hashable {
    var operation: Int32
    var description: Int32
    var a, b, c: Int
  }

  private mutating func simplify() {
    let leafTags = structure.leaves.count
    let start = structure.key.count - 2 * leafTags
    tags = [LeafTag](repeating: .any, count: count)
    for leaf in 0..<leafTags {
      tags.append(LeafTag(rawValue: structure.key[start + 2 * leaf + 1]) ?? .any)
    }
    var known: [Expression: Int] = [:]
    known.reserveCapacity(count)
    var place = 0
    for node in 0..<count {
      let (operation, description) = (structure.key[place], structure.key[place + 1])
      // Counted before anything is left out.
      place += 4 + operands[node].count
      for (position, slot) in operands[node].enumerated() where slot < count {
        operands[node][position] = sources[slot]
      }
      if descriptions[node].shape.isEmpty { continue }
      if isSquare(node) {
        lowerings[node] = .map(.square)
        operands[node].removeLast()
      }
      if let same = identity(node) {
        sources[node] = same
        continue
      }
      if case .movement(let movement) = lowerings[node] {
        switch movement {
        case .reshape, .transpose, .broadcast: tags[node] = tags[operands[node][0]]
        case .slice, .windows: break
        }
        if tags[node] == .array { tags[node] = .any }
      }
      guard isPure(lowerings[node]), operands[node].count <= 3 else { continue }
      let list = operands[node]
      let expression = Expression(
        operation: operation, description: description, a: list.isEmpty ? -1 : list[0],
        b: list.count > 1 ? list[1] : -1, c: list.count > 2 ? list[2] : -1)
      if let first = known[expression] {
        sources[node] = first
      } else {
        known[expression] = node
      }
    }
  }

  private func isPure(_ lowering: Lowering) -> Bool {
    switch lowering {
    case .map, .zip, .select, .cast, .reduce, .cumulative, .movement, .dot, .take: true
    default: false
    }
  }

  /// True for powers with the exponent 2, which are the product to the bit.
  private func isSquare(_ node: Int) -> Bool {
    guard case .zip(.power) = lowerings[node] else { return false }
    let list = operands[node]
    return tags[list[1]] == .two && descriptions[node].dtype.isFloating
      && description(list[0]).shape == descriptions[node].shape
  }

  /// The operand that a node equals bit for bit.
  private func identity(_ node: Int) -> Int? {
    let list = operands[node]
    func kept(_ slot: Int) -> Int? {
      let value = description(slot)
      let result = descriptions[node]
      return value.shape == result.shape && value.dtype == result.dtype && isPlain(slot)
        ? slot : nil
    }
    switch lowerings[node] {
    case .alias: return kept(list[0])
    case .cast(let dtype):
      return description(list[0]).dtype == dtype ? kept(list[0]) : nil
    case .zip(.multiply) where descriptions[node].dtype.isFloating:
      if tags[list[1]] == .one { return kept(list[0]) }
      return tags[list[0]] == .one ? kept(list[1]) : nil
    case .zip(.divide) where descriptions[node].dtype.isFloating,
      .zip(.power) where descriptions[node].dtype.isFloating:
      return tags[list[1]] == .one ? kept(list[0]) : nil
    case .zip(.subtract) where descriptions[node].dtype.isFloating:
      return tags[list[1]] == .zero ? kept(list[0]) : nil
    case .zip(.add) where descriptions[node].dtype.isFloating:
      if tags[list[1]] == .negativeZero { return kept(list[0]) }
      return tags[list[0]] == .negativeZero ? kept(list[1]) : nil
    default: return nil
    }
  }

  /// False for nodes that stand for several values.
  private func isPlain(_ slot: Int) -> Bool {
    slot >= count || !graph.isMultiOutput(structure.order[slot])
  }

  private mutating func markNeeded() {
    for node in 0..<count {
      if graph.isInline(structure.order[node]) {
        // What follows the plan may read them, and they cost nothing to keep.
        isNeeded[node] = true
      } else if structure.wanted[node], sources[node] < count {
        isNeeded[sources[node]] = true
      }
    }
    for node in (0..<count).reversed() where isNeeded[node] {
      for slot in operands[node] where slot < count { isNeeded[slot] = true }
    }
  }

  // MARK: Groups

  private struct GroupKey: Hashable {
    var stage: Int
    var shape: Int
  }

  func isElementwise(_ node: Int) -> Bool {
    if descriptions[node].shape.isEmpty { return false }
    switch lowerings[node] {
    case .map, .zip, .select, .cast: return true
    default: return false
    }
  }

  /// Stages are numbered so that what is computed in one reads only memory of earlier ones, or tiles
  /// of its own group: groups of one stage can never wait for each other.
  private mutating func group() {
    available = [Int](repeating: 0, count: count + structure.leaves.count)
    var shapes: [[Int]: Int] = [:]
    var known: [GroupKey: Int] = [:]
    for node in 0..<count where isNeeded[node] && sources[node] == node {
      if fuses, isElementwise(node) {
        let shape = descriptions[node].shape
        var stage = 0
        for slot in operands[node] {
          stage = max(
            stage,
            slot < count && isElementwise(slot) && descriptions[slot].shape == shape
              ? stages[slot] : available[slot])
        }
        let shapeNumber = shapes[shape] ?? shapes.count
        shapes[shape] = shapeNumber
        let key = GroupKey(stage: stage, shape: shapeNumber)
        let group = known[key] ?? groups.count
        if group == groups.count {
          known[key] = group
          groups.append(Group(stage: stage, shape: shape))
        }
        groups[group].members.append(node)
        groupOf[node] = group
        stages[node] = stage
        available[node] = stage + 1
      } else if let group = foldGroup(node) {
        groups[group].folds.append(node)
        groupOf[node] = group
        stages[node] = groups[group].stage
        available[node] = groups[group].stage + 1
      } else {
        // By itself each node waits for all before it.
        let stage = fuses ? operands[node].reduce(0) { max($0, available[$1]) } : node
        stages[node] = stage
        available[node] = isCheap(node) ? stage : stage + 1
      }
    }
  }

  /// True for what runs at the beginning of its stage: views and 0-d operations.
  func isCheap(_ node: Int) -> Bool {
    if descriptions[node].shape.isEmpty {
      switch lowerings[node] {
      case .map, .zip, .select, .cast, .alias: return true
      default: break
      }
    }
    switch lowerings[node] {
    case .movement, .project, .alias: return true
    default: return false
    }
  }

  /// The group whose member a reduction consumes, where the reduction can run with it.
  private mutating func foldGroup(_ node: Int) -> Int? {
    guard case .reduce(let kernel, let axes) = lowerings[node] else { return nil }
    let slot = operands[node][0]
    guard slot < count, isElementwise(slot), groupOf[slot] >= 0 else { return nil }
    let group = groupOf[slot]
    guard groups[group].folds.count < TileProgram.maximalFolds else { return nil }
    let shape = groups[group].shape
    switch TileProgram.demand(of: kernel, descriptions[slot].dtype, shape: shape, axes: axes) {
    case .refused: return nil
    case .none: return group
    case .rows(let length):
      if let row = groups[group].row, row != length { return nil }
      groups[group].row = length
      return group
    }
  }
}
