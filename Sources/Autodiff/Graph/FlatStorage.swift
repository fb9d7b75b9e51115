import Glibc

/// A growing row of trivial values with a stable identity, for the arena's hot loops.
///
/// Unsafe: owns `capacity` elements at `base` of which the first `count` are initialised; elements are trivial, so they
/// need no deinitialisation. Every index is checked in debug builds; callers pass indices of the graph's own making. An
/// array in a class property would cost an exclusivity and a uniqueness check at each access.
final class FlatStorage<Element: BitwiseCopyable> {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int = 256) {
    self.capacity = max(capacity, 16)
    base = FlatStorage.allocate(self.capacity)
  }

  init(repeating element: Element, count: Int) {
    capacity = max(count, 16)
    self.count = count
    base = FlatStorage.allocate(capacity)
    base.initialize(repeating: element, count: count)
  }

  deinit { free(base) }

  @inline(__always)
  subscript(index: Int) -> Element {
    get {
      assert(index >= 0 && index < count, "an index of this storage")
      return base[index]
    }
    _modify {
      assert(index >= 0 && index < count, "an index of this storage")
      yield &base[index]
    }
  }

  @inline(__always)
  func append(_ element: Element) {
    if count == capacity { grow() }
    (base + count).initialize(to: element)
    count += 1
  }

  var indices: Range<Int> { 0..<count }

  @inline(never)
  private func grow() {
    let larger = FlatStorage.allocate(capacity * 2)
    larger.update(from: base, count: count)
    free(base)
    base = larger
    capacity *= 2
  }

  /// Large blocks ask for huge pages: fresh small pages cost more time than filling them.
  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Element> {
    let bytes = capacity * MemoryLayout<Element>.stride
    let hugePage = 1 << 21
    var memory: UnsafeMutableRawPointer?
    if bytes >= 2 * hugePage {
      let failed = posix_memalign(&memory, hugePage, bytes)
      precondition(failed == 0, "out of memory")
      if let memory { madvise(memory, bytes, MADV_HUGEPAGE) }
    } else {
      memory = malloc(bytes)
    }
    guard let memory else { preconditionFailure("out of memory") }
    return memory.bindMemory(to: Element.self, capacity: capacity)
  }
}
