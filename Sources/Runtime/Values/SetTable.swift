/// The elements of a set, laid out as CPython lays them out, so that iteration has CPython's order.
///
/// Open addressing with up to nine linear probes, then a perturbed jump; the same growth rule. O(1) a look-up.
package struct SetTable {
  private struct Slot {
    var key: Value
    var hash: Int
  }

  // A free slot has the key `.unbound` and hash 0; a removed one `.unbound` and hash -1, which no element has.
  private var slots: [Slot]
  private var mask: Int { slots.count - 1 }
  /// Used and removed slots.
  private var fill = 0
  private var finger = 0
  package private(set) var count = 0
  /// Grows with every change, so that an iterator notices.
  package private(set) var version = 0

  private static var free: Slot { Slot(key: .unbound, hash: 0) }
  private static var removed: Slot { Slot(key: .unbound, hash: -1) }
  private static let smallest = 8
  private static let linearProbes = 9

  package init() { slots = Array(repeating: SetTable.free, count: SetTable.smallest) }

  /// Elements in order of iteration.
  package var elements: [Value] {
    var result: [Value] = []
    result.reserveCapacity(count)
    for slot in slots where !slot.key.isUnbound { result.append(slot.key) }
    return result
  }

  /// The element at a position of an iteration.
  ///
  /// Nil at the end. `position` moves past it.
  package func next(_ position: inout Int) -> Value? {
    while position < slots.count {
      let slot = slots[position]
      position += 1
      if !slot.key.isUnbound { return slot.key }
    }
    return nil
  }

  /// Hashes of the elements, in order of iteration.
  package var hashes: [Int] { slots.filter { !$0.key.isUnbound }.map(\.hash) }

  private enum Probe { case found(Int), free(Int) }

  /// Where the element is, or where it would go: the removed slot passed last, else the free one that ended the search.
  private func probe(_ key: Value, _ hash: Int, _ interpreter: Interpreter) throws -> Probe {
    var passed: Int?
    var perturb = UInt(bitPattern: hash)
    var start = hash & mask
    while true {
      let last = start + SetTable.linearProbes <= mask ? start + SetTable.linearProbes : start
      var position = start
      while position <= last {
        let slot = slots[position]
        if slot.key.isUnbound {
          if slot.hash == 0 { return .free(passed ?? position) }
          passed = position
        } else if slot.hash == hash {
          if try slot.key.isIdentical(to: key) || interpreter.areEqual(slot.key, key) {
            return .found(position)
          }
        }
        position += 1
      }
      perturb >>= 5
      start = (start &* 5 &+ 1 &+ Int(bitPattern: perturb)) & mask
    }
  }

  package func contains(_ key: Value, in interpreter: Interpreter) throws -> Bool {
    let hash = try interpreter.hash(key)
    if case .found = try probe(key, hash, interpreter) { return true }
    return false
  }

  /// False where the element was there already.
  @discardableResult
  package mutating func insert(_ key: Value, in interpreter: Interpreter) throws -> Bool {
    try insert(key, hash: interpreter.hash(key), in: interpreter)
  }

  @discardableResult
  private mutating func insert(_ key: Value, hash: Int, in interpreter: Interpreter) throws -> Bool
  {
    guard case .free(let position) = try probe(key, hash, interpreter) else { return false }
    let isReused = slots[position].hash != 0
    slots[position] = Slot(key: key, hash: hash)
    count += 1
    version &+= 1
    if isReused { return true }
    fill += 1
    if fill * 5 >= mask * 3 { resize(for: count > 50_000 ? count * 2 : count * 4) }
    return true
  }

  /// False where there is no such element.
  package mutating func remove(_ key: Value, in interpreter: Interpreter) throws -> Bool {
    let hash = try interpreter.hash(key)
    guard case .found(let position) = try probe(key, hash, interpreter) else { return false }
    slots[position] = SetTable.removed
    count -= 1
    version &+= 1
    return true
  }

  /// Removes and returns an element, as CPython chooses it; nil where there is none.
  package mutating func pop() -> Value? {
    guard count > 0 else { return nil }
    var position = finger & mask
    while slots[position].key.isUnbound { position = position == mask ? 0 : position + 1 }
    let key = slots[position].key
    slots[position] = SetTable.removed
    count -= 1
    version &+= 1
    finger = position + 1
    return key
  }

  package mutating func removeAll() {
    let version = version &+ 1
    self = SetTable()
    self.version = version
  }

  private mutating func resize(for minimum: Int) {
    var size = SetTable.smallest
    while size <= minimum { size <<= 1 }
    let old = slots
    slots = Array(repeating: SetTable.free, count: size)
    fill = count
    for slot in old where !slot.key.isUnbound { insertClean(slot) }
  }

  /// Inserts an element that is known to be absent into a table without removed slots.
  private mutating func insertClean(_ slot: Slot) {
    var perturb = UInt(bitPattern: slot.hash)
    var start = slot.hash & mask
    while true {
      let last = start + SetTable.linearProbes <= mask ? start + SetTable.linearProbes : start
      var position = start
      while position <= last {
        if slots[position].key.isUnbound {
          slots[position] = slot
          return
        }
        position += 1
      }
      perturb >>= 5
      start = (start &* 5 &+ 1 &+ Int(bitPattern: perturb)) & mask
    }
  }

  /// Makes room at once where an update is about to add `count` elements, as CPython does for sets and dicts.
  package mutating func prepare(forAdding added: Int) {
    if (fill + added) * 5 >= mask * 3 { resize(for: (count + added) * 2) }
  }

  /// Adds the elements of another set.
  package mutating func merge(_ other: SetTable, in interpreter: Interpreter) throws {
    guard other.count > 0 else { return }
    prepare(forAdding: other.count)
    version &+= 1
    if fill == 0 {
      if mask == other.mask, other.fill == other.count {
        slots = other.slots
      } else {
        for slot in other.slots where !slot.key.isUnbound { insertClean(slot) }
      }
      fill = other.count
      count = other.count
      return
    }
    for slot in other.slots where !slot.key.isUnbound {
      try insert(slot.key, hash: slot.hash, in: interpreter)
    }
  }

  /// Squeezes removed slots out once they are more than a quarter, as CPython does after a difference.
  package mutating func compactAfterDifference() {
    guard fill - count > mask / 4 else { return }
    resize(for: count > 50_000 ? count * 2 : count * 4)
  }
}
