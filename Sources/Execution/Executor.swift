package import Arrays
package import Autodiff
import Glibc

/// Computes values of a graph's nodes, as little as is needed, in ascending order of ids.
package final class Executor {
  package let graph: Graph
  /// Nodes computed since the beginning, for the record.
  package private(set) var evaluatedNodes = 0

  /// Plans of control-flow bodies, which are kept alive with them.
  private var plans: [ObjectIdentifier: (body: ClosedGraph, plan: BodyPlan)] = [:]
  private var cache = PlanCache()
  let fuses: Bool
  /// Plans made because no earlier structure was the same.
  package var plansMade: Int { cache.misses }

  /// - Parameter fuses: false computes every operation by itself; the bits are the same.
  package init(_ graph: Graph, fuses: Bool = Executor.fusesByDefault) {
    self.graph = graph
    self.fuses = fuses
  }

  /// False where the environment variable AGRUN_FUSION is `off`.
  package static let fusesByDefault = getenv("AGRUN_FUSION").map { String(cString: $0) } != "off"

  /// The value of a node, computed where it is not known; shared memory, not to be written.
  ///
  /// - Throws: `GraphError.abstractValueNeeded` where it depends on a placeholder; what a kernel
  ///   throws.
  package func value(of id: NodeID) throws -> NDArray {
    if let known = graph.knownValue(of: id) { return known }
    try evaluate([id])
    guard let value = graph.knownValue(of: id) else { throw GraphError.abstractValueNeeded(id) }
    return value
  }

  /// The number of a 0-d node of float64, float32, int64, int32 or bool; nil for other nodes.
  package func scalarValue(of id: NodeID) throws -> Double? {
    if let known = graph.knownScalar(of: id) { return known }
    guard graph.shape(of: id).isEmpty else { return nil }
    try evaluate([id])
    return graph.knownScalar(of: id)
  }

  /// Computes several nodes together, so that what they share is computed once.
  package func evaluate(_ roots: [NodeID]) throws {
    let order = try graph.pending(for: roots)
    evaluatedNodes += order.count
    var position = graph.evaluateScalars(order, from: 0)
    if fuses, position < order.count {
      let end = order.count - graph.trailingScalars(order, from: position)
      if end - position > 1 {
        try runPlan(graph.structure(of: order[position..<end], roots: roots))
        position = end
      }
    }
    while position < order.count {
      position = graph.evaluateScalars(order, from: position)
      if position < order.count {
        try execute(order[position])
        position += 1
      }
    }
  }

  /// Computes everything that handles hold and that has a value at all.
  package func evaluateLive() throws {
    try evaluate(graph.pendingRoots)
  }

  private func runPlan(_ structure: PendingStructure) throws {
    let plan = cache.plan(of: structure) { Planner.plan(structure, graph) }
    var frame = Frame(plan)
    for (leaf, id) in structure.leaves.enumerated() {
      let slot = plan.nodeCount + leaf
      if let bits = graph.knownBits(of: id) {
        frame.scalars[slot] = bits
      } else if let value = graph.knownValue(of: id) {
        frame.arrays[slot] = value
      } else {
        frame.tuples[slot] = graph.knownTuple(of: id)
      }
    }
    try plan.run(&frame, bodies: self)
    for (node, slot) in plan.stores {
      let id = structure.order[node]
      if plan.inlineTypes[node] != nil {
        graph.setBits(frame.scalars[slot], of: id)
      } else if let tuple = frame.tuples[slot] {
        graph.setTuple(tuple, of: id)
      } else {
        graph.setValue(frame.array(slot, plan), of: id)
      }
    }
    graph.markComputed(structure)
  }

  private func execute(_ id: NodeID) throws {
    let lowering = graph.lowering(of: id)
    if case .project(let position) = lowering {
      guard let tuple = graph.knownTuple(of: graph.input(of: id, 0)) else {
        preconditionFailure("inputs are computed before their users")
      }
      graph.setValue(tuple[position], of: id)
      return
    }
    let inputs = graph.inputs(of: id).map { input in
      guard let value = graph.knownValue(of: input) else {
        preconditionFailure("inputs are computed before their users")
      }
      return value
    }
    if graph.isMultiOutput(id) {
      graph.setTuple(try Kernel.results(lowering, inputs, bodies: self), of: id)
    } else {
      graph.setValue(try Kernel.result(lowering, inputs, bodies: self), of: id)
    }
  }
}

extension Executor: BodyRunner {
  /// Runs a body of structured control flow on values.
  package func run(_ body: ClosedGraph, _ inputs: [NDArray]) throws -> [NDArray] {
    try plan(of: body).run(inputs, bodies: self)
  }

  func plan(of body: ClosedGraph) -> BodyPlan {
    if let plan = plans[ObjectIdentifier(body)] { return plan.plan }
    let plan = BodyPlan(body, fuses: fuses)
    plans[ObjectIdentifier(body)] = (body, plan)
    return plan
  }
}
