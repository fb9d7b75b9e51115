/// Memory that arrays and their views share.
///
/// Unsafe: owns `byteCount` bytes, 64-byte aligned, for its whole life. Threads only ever write disjoint parts (executor tiles),
/// which is what makes it safe to send.
package final class Buffer: @unchecked Sendable {
  package let pointer: UnsafeMutableRawPointer
  package let byteCount: Int
  /// Set while a graph constant reads this memory: a writer must give the graph its own copy first.
  package var isCaptured = false

  /// Uninitialised memory.
  package init(byteCount: Int) {
    self.byteCount = byteCount
    pointer = .allocate(byteCount: max(byteCount, 1), alignment: 64)
  }

  deinit { pointer.deallocate() }
}
