/// The index of a node in its graph's arena; inputs have smaller ones than their users.
///
/// Compaction renumbers, so only handles and the graph itself keep one across a safe point.
package struct NodeID: Hashable, Comparable, Sendable {
  package var index: Int32

  package init(_ index: Int32) { self.index = index }
  @inline(__always) init(_ index: Int) { self.index = Int32(truncatingIfNeeded: index) }

  package static func < (a: NodeID, b: NodeID) -> Bool { a.index < b.index }
}
