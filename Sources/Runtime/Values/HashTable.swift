/// Keys in order of insertion with O(1) look-up: what a `dict` is made of.
///
/// An open-addressing index of 32-bit positions over an array of entries, as CPython's compact dict. Removal leaves a hole that
/// the next growth squeezes out.
package struct HashTable {
  package struct Entry {
    package var key: Value
    package var value: Value
    package var hash: Int
  }

  /// Entries with holes; a hole has an `.unbound` key.
  private var slots: [Entry] = []
  private var index: [Int32] = []
  /// Positions of the index that are not empty, removed ones included: bounds the length of a probe.
  private var fill = 0
  /// Everything before this slot is a hole.
  private var head = 0
  package private(set) var count = 0
  /// Grows with every insertion or removal, so that an iterator notices.
  package private(set) var version = 0

  package init() {}

  private static let empty: Int32 = -1
  private static let removed: Int32 = -2

  /// Live entries in order of insertion; O(1) where nothing was removed.
  package var entries: [Entry] {
    count == slots.count ? slots : slots.filter { !$0.key.isUnbound }
  }

  /// The entry at a position of an iteration, skipping holes.
  ///
  /// Nil at the end. `position` moves past it.
  package func next(_ position: inout Int) -> Entry? {
    while position < slots.count {
      let entry = slots[position]
      position += 1
      if !entry.key.isUnbound { return entry }
    }
    return nil
  }

  /// One past the last position, for iterating backwards with `previous`.
  package var endPosition: Int { slots.count }

  /// The entry before a position, skipping holes; nil at the beginning.
  package func previous(_ position: inout Int) -> Entry? {
    while position > 0 {
      position -= 1
      if position < slots.count, !slots[position].key.isUnbound { return slots[position] }
    }
    return nil
  }

  /// Whether the entry at a position, whose hash is right, has the key.
  private func matches(_ position: Int, _ key: Value, _ interpreter: Interpreter) throws -> Bool {
    switch (slots[position].key, key) {
    case (.int(let a), .int(let b)): return a == b
    case (.string(let a), .string(let b)): return a === b || a.text == b.text
    case (.unbound, _): return false
    default:
      let other = slots[position].key
      return try other.isIdentical(to: key) || interpreter.areEqual(other, key)
    }
  }

  /// Position in `slots`, nil where the key is missing.
  private func find(_ key: Value, _ hash: Int, _ interpreter: Interpreter) throws -> Int? {
    guard !index.isEmpty else { return nil }
    let mask = index.count - 1
    var probe = HashTable.spread(hash) & mask
    while true {
      let position = index[probe]
      if position == HashTable.empty { return nil }
      if position >= 0, slots[Int(position)].hash == hash,
        try matches(Int(position), key, interpreter)
      {
        return Int(position)
      }
      probe = (probe + 1) & mask
    }
  }

  /// Fibonacci hashing, so that runs of small ints do not cluster.
  @inline(__always)
  private static func spread(_ hash: Int) -> Int {
    Int(truncatingIfNeeded: (UInt64(bitPattern: Int64(hash)) &* 0x9E37_79B9_7F4A_7C15) >> 32)
  }

  package func value(for key: Value, in interpreter: Interpreter) throws -> Value? {
    guard count > 0 else {
      // An unhashable key is an error in an empty table too.
      _ = try interpreter.hash(key)
      return nil
    }
    guard let position = try find(key, HashTable.hash(key, interpreter), interpreter) else {
      return nil
    }
    return slots[position].value
  }

  @inline(__always)
  private static func hash(_ key: Value, _ interpreter: Interpreter) throws -> Int {
    switch key {
    case .int(let value): Hashing.int(value)
    case .string(let string): string.stableHash
    default: try interpreter.hash(key)
    }
  }

  package mutating func set(_ key: Value, to value: Value, in interpreter: Interpreter) throws {
    let hash = try HashTable.hash(key, interpreter)
    if let position = try find(key, hash, interpreter) {
      slots[position].value = value
      return
    }
    append(key, value, hash)
  }

  /// The value under a text key, without an interpreter: only other texts can equal it.
  package func value(forText key: String) -> Value? {
    guard count > 0 else { return nil }
    let key = StringObject(key)
    return findText(key).map { slots[$0].value }
  }

  /// Sets the value under a text key, without an interpreter.
  package mutating func set(_ key: StringObject, to value: Value) {
    if let position = findText(key) {
      slots[position].value = value
    } else {
      append(.string(key), value, key.stableHash)
    }
  }

  private func findText(_ key: StringObject) -> Int? {
    guard !index.isEmpty else { return nil }
    let mask = index.count - 1
    var probe = HashTable.spread(key.stableHash) & mask
    while index[probe] != HashTable.empty {
      let position = index[probe]
      if position >= 0, case .string(let other) = slots[Int(position)].key, other.text == key.text {
        return Int(position)
      }
      probe = (probe + 1) & mask
    }
    return nil
  }

  private mutating func append(_ key: Value, _ value: Value, _ hash: Int) {
    if (fill + 1) * 3 > index.count * 2 { rebuild(for: count + 1) }
    insertPosition(Int32(slots.count), hash)
    slots.append(Entry(key: key, value: value, hash: hash))
    count += 1
    version &+= 1
  }

  package mutating func remove(_ key: Value, in interpreter: Interpreter) throws -> Value? {
    let hash = try interpreter.hash(key)
    guard let position = try find(key, hash, interpreter) else { return nil }
    return removeEntry(at: position).value
  }

  private mutating func removeEntry(at position: Int) -> Entry {
    let entry = slots[position]
    let mask = index.count - 1
    var probe = HashTable.spread(entry.hash) & mask
    while index[probe] != Int32(position) { probe = (probe + 1) & mask }
    index[probe] = HashTable.removed
    slots[position] = Entry(key: .unbound, value: .none, hash: 0)
    count -= 1
    version &+= 1
    if count == 0 {
      slots = []
      index = []
      fill = 0
      head = 0
    } else {
      while let last = slots.last, last.key.isUnbound { slots.removeLast() }
    }
    return entry
  }

  package mutating func removeAll() {
    slots = []
    index = []
    fill = 0
    head = 0
    count = 0
    version &+= 1
  }

  /// Removes and returns the entry inserted last.
  package mutating func popLast() -> Entry? {
    var position = slots.count
    while position > 0 {
      position -= 1
      if !slots[position].key.isUnbound { return removeEntry(at: position) }
    }
    return nil
  }

  /// Removes and returns the entry inserted first; O(1) amortised over a run of such calls.
  package mutating func popFirst() -> Entry? {
    while head < slots.count, slots[head].key.isUnbound { head += 1 }
    return head < slots.count ? removeEntry(at: head) : nil
  }

  private mutating func insertPosition(_ position: Int32, _ hash: Int) {
    let mask = index.count - 1
    var probe = HashTable.spread(hash) & mask
    while index[probe] >= 0 { probe = (probe + 1) & mask }
    if index[probe] == HashTable.empty { fill += 1 }
    index[probe] = position
  }

  private mutating func rebuild(for capacity: Int) {
    if count != slots.count { slots.removeAll { $0.key.isUnbound } }
    var size = 8
    while size < capacity * 3 { size *= 2 }
    index = [Int32](repeating: HashTable.empty, count: size)
    fill = 0
    head = 0
    for position in slots.indices { insertPosition(Int32(position), slots[position].hash) }
  }
}
