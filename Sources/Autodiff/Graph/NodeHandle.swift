/// What the runtime's arrays hold: keeps a node alive and follows it through compaction.
package final class NodeHandle {
  package let graph: Graph
  private let place: Int

  /// - Parameter keepsHistory: true where the node will be differentiated later (a `Variable`'s
  ///   graph, a `vjp` closure):
  ///   compaction then keeps how it was computed, not its value alone.
  package init(_ id: NodeID, in graph: Graph, keepsHistory: Bool = false) {
    self.graph = graph
    place = graph.roots.insert(id.index, keepsHistory: keepsHistory)
  }

  deinit { graph.roots.remove(place) }

  /// The node's index at this moment; valid until the next safe point.
  package var id: NodeID { NodeID(graph.roots.ids[place]) }
}

/// The nodes that handles keep alive.
struct RootTable {
  /// Node by place; -1 where free.
  var ids: [Int32] = []
  private(set) var keepsHistory: [Bool] = []
  /// Handles ever made.
  private(set) var insertions = 0
  private var free: [Int] = []

  mutating func insert(_ id: Int32, keepsHistory history: Bool) -> Int {
    insertions += 1
    if let place = free.popLast() {
      ids[place] = id
      keepsHistory[place] = history
      return place
    }
    ids.append(id)
    keepsHistory.append(history)
    return ids.count - 1
  }

  mutating func remove(_ place: Int) {
    ids[place] = -1
    free.append(place)
  }

  var count: Int { ids.count - free.count }
}
