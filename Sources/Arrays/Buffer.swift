import CKernels

/// Memory that arrays and their views share.
///
/// Unsafe: owns `byteCount` bytes, 64-byte aligned, for its whole life. Threads only ever write
/// disjoint parts (executor tiles), which is what makes it safe to send.
package final class Buffer: @unchecked Sendable {
  package let pointer: UnsafeMutableRawPointer
  package let byteCount: Int
  /// Set while a graph constant reads this memory: a writer must give the graph its own copy first.
  package var isCaptured = false

  /// Uninitialised memory, reused from freed buffers where it can be.
  ///
  /// What a script asks for is checked against the memory limit first; where the system has less,
  /// the process ends with a message, as nothing that follows could be relied on.
  package init(byteCount: Int) {
    let pointer = ag_allocate_or_exit(max(byteCount, 1))
    self.byteCount = byteCount
    self.pointer = pointer
  }

  deinit { ag_release(pointer, max(byteCount, 1)) }
}
