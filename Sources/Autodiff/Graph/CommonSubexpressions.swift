/// Finds operations that were appended before with the same inputs; forgets some, never errs.
///
/// A direct-mapped cache of ids: an entry counts only where the node it names still is that very
/// operation, so neither
/// compaction nor truncation has to clear it.
final class CommonSubexpressions {
  private static let size = 1 << 14
  private lazy var ids = FlatStorage<Int32>(repeating: -1, count: Self.size)

  @inline(__always)
  private func slot(_ operation: Int32, _ first: Int32, _ second: Int32) -> Int {
    var hash = UInt64(UInt32(bitPattern: operation)) &* 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ UInt64(UInt32(bitPattern: first))) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ UInt64(UInt32(bitPattern: second))) &* 0x94D0_49BB_1331_11EB
    return Int(truncatingIfNeeded: hash >> 50)
  }

  func find(
    _ operation: Int32, _ first: Int32, _ second: Int32, _ nodes: FlatStorage<Node>
  ) -> NodeID? {
    let id = ids[slot(operation, first, second)]
    guard id > first, id > second, Int(id) < nodes.count else { return nil }
    let node = nodes[Int(id)]
    guard node.operation == operation, node.first == first, node.second == second,
      node.inputCount == (second < 0 ? 1 : 2)
    else { return nil }
    return NodeID(id)
  }

  func store(_ operation: Int32, _ first: Int32, _ second: Int32, _ id: NodeID) {
    ids[slot(operation, first, second)] = id.index
  }
}
