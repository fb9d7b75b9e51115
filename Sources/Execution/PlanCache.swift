import Autodiff

/// Plans by structure, so that a loop's later iterations plan nothing.
struct PlanCache {
  private var plans: [UInt64: [Plan]] = [:]
  private var nodes = 0
  /// Plans that were made, for tests and the record.
  private(set) var misses = 0

  /// Plans of more nodes than this together are forgotten at once.
  private static let capacity = 1 << 20

  mutating func plan(of structure: PendingStructure, make: () -> Plan) -> Plan {
    if let found = plans[structure.hash]?.first(where: { $0.key == structure.key }) {
      return found
    }
    misses += 1
    let plan = make()
    if nodes > Self.capacity {
      plans = [:]
      nodes = 0
    }
    nodes += plan.nodeCount
    plans[structure.hash, default: []].append(plan)
    return plan
  }
}
