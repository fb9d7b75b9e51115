import Glibc

/// A growing row of values with a stable identity, for the arena's hot loops.
///
/// Unsafe: owns `capacity` elements at `base` of which the first `count` are initialised;
/// elements must be of trivial types, so they
/// need no deinitialisation. Every index is checked in debug builds; callers pass indices of the
/// graph's own making. An
/// array in a class property would cost an exclusivity and a uniqueness check at each access.
final class FlatStorage<Element> {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity: Int
  /// Bytes of address space mapped for `base`; 0 where it is ordinary memory.
  private var reservedBytes = 0

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

  deinit { release() }

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

  /// Forgets the elements from `shorter` on.
  func truncate(to shorter: Int) {
    precondition(shorter <= count, "truncation never lengthens")
    count = shorter
  }

  var indices: Range<Int> { 0..<count }

  @inline(never)
  private func grow() {
    let wanted = capacity * 2
    let bytes = wanted * MemoryLayout<Element>.stride
    if bytes < FlatStorage.reservationThreshold {
      move(to: FlatStorage.allocate(wanted), capacity: wanted, reserved: 0)
    } else {
      // Address space for all growth to come: pages are taken as they are touched, and nothing is
      // copied again.
      let reservation = max(FlatStorage.reservation, bytes)
      let memory = mmap(
        nil, reservation, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0
      )
      guard let memory, memory != MAP_FAILED else {
        // Address space is limited here (`ulimit -v`): grow by copying.
        return move(to: FlatStorage.allocate(wanted), capacity: wanted, reserved: 0)
      }
      // Fresh small pages cost more time than filling them.
      madvise(memory, reservation, MADV_HUGEPAGE)
      let count = reservation / MemoryLayout<Element>.stride
      move(
        to: memory.bindMemory(to: Element.self, capacity: count), capacity: count,
        reserved: reservation)
    }
  }

  private func move(to larger: UnsafeMutablePointer<Element>, capacity: Int, reserved: Int) {
    larger.update(from: base, count: count)
    release()
    base = larger
    self.capacity = capacity
    reservedBytes = reserved
  }

  private func release() {
    if reservedBytes > 0 { munmap(base, reservedBytes) } else { base.deallocate() }
  }

  private static var reservationThreshold: Int { 4 << 20 }
  private static var reservation: Int { 8 << 30 }

  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Element> {
    .allocate(capacity: capacity)
  }
}
