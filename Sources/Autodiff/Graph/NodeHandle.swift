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
  let ids = FlatStorage<Int32>()
  let keepsHistory = FlatStorage<Bool>()
  /// Handles ever made.
  private(set) var insertions = 0
  private let free = FlatStorage<Int32>()

  @inline(__always)
  mutating func insert(_ id: Int32, keepsHistory history: Bool) -> Int {
    insertions += 1
    if free.count > 0 {
      let place = Int(free[free.count - 1])
      free.truncate(to: free.count - 1)
      ids[place] = id
      keepsHistory[place] = history
      return place
    }
    ids.append(id)
    keepsHistory.append(history)
    return ids.count - 1
  }

  @inline(__always)
  mutating func remove(_ place: Int) {
    ids[place] = -1
    free.append(Int32(place))
  }

  var count: Int { ids.count - free.count }

  /// Nodes that handles hold, by place.
  var live: [Int32] { ids.indices.lazy.map { ids[$0] }.filter { $0 >= 0 } }
}
