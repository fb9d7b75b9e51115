/// Mixes entropy of any size into good seeds: NumPy's `SeedSequence` (O'Neill's `seed_seq_fe`).
package struct SeedSequence: Hashable, Sendable {
  /// 32-bit words, least significant first.
  package var entropy: [UInt32]
  package var spawnKey: [UInt32] = []
  private var spawned: UInt32 = 0
  private static let poolSize = 4

  package init(entropy: [UInt32]) {
    self.entropy = entropy.isEmpty ? [0] : entropy
  }

  package init(seed: UInt64) {
    let high = UInt32(truncatingIfNeeded: seed >> 32)
    let low = UInt32(truncatingIfNeeded: seed)
    self.init(entropy: high == 0 ? [low] : [low, high])
  }

  /// Everything there is to know, counts in front of the lists.
  var words: [UInt64] {
    [UInt64(entropy.count)] + entropy.map(UInt64.init) + [UInt64(spawnKey.count)]
      + spawnKey.map(UInt64.init) + [UInt64(spawned)]
  }

  init?(words: ArraySlice<UInt64>) {
    var rest = words
    func list() -> [UInt32]? {
      guard let count = rest.popFirst(), count <= UInt64(rest.count) else { return nil }
      defer { rest = rest.dropFirst(Int(count)) }
      return rest.prefix(Int(count)).map { UInt32(truncatingIfNeeded: $0) }
    }
    guard let entropy = list(), let key = list(), let spawned = rest.popFirst(), rest.isEmpty else {
      return nil
    }
    self.init(entropy: entropy)
    spawnKey = key
    self.spawned = UInt32(truncatingIfNeeded: spawned)
  }

  private var pool: [UInt32] {
    var words = entropy
    if !spawnKey.isEmpty {
      while words.count < SeedSequence.poolSize { words.append(0) }
      words += spawnKey
    }
    var constant: UInt32 = 0x43b0_d7e5
    func hash(_ word: UInt32) -> UInt32 {
      var value = word ^ constant
      constant = constant &* 0x931e_8875
      value = value &* constant
      return value ^ (value >> 16)
    }
    func mix(_ x: UInt32, _ y: UInt32) -> UInt32 {
      let result = 0xca01_f9dd &* x &- 0x4973_f715 &* y
      return result ^ (result >> 16)
    }
    var pool = (0..<SeedSequence.poolSize).map { hash($0 < words.count ? words[$0] : 0) }
    for source in pool.indices {
      for target in pool.indices where source != target {
        pool[target] = mix(pool[target], hash(pool[source]))
      }
    }
    for word in words.dropFirst(SeedSequence.poolSize) {
      for target in pool.indices { pool[target] = mix(pool[target], hash(word)) }
    }
    return pool
  }

  /// `generate_state(count)`.
  package func state(_ count: Int) -> [UInt32] {
    var constant: UInt32 = 0x8b51_f9dd
    let pool = self.pool
    return (0..<count).map { index in
      var value = pool[index % pool.count] ^ constant
      constant = constant &* 0x58f3_8ded
      value = value &* constant
      return value ^ (value >> 16)
    }
  }

  /// `generate_state(count, np.uint64)`.
  package func wideState(_ count: Int) -> [UInt64] {
    let words = state(2 * count)
    return (0..<count).map { UInt64(words[2 * $0 + 1]) << 32 | UInt64(words[2 * $0]) }
  }

  /// The next `count` child sequences, independent of each other and of this one.
  package mutating func spawn(_ count: Int) -> [SeedSequence] {
    let first = spawned
    spawned += UInt32(count)
    return (first..<spawned).map { index in
      var child = SeedSequence(entropy: entropy)
      child.spawnKey = spawnKey + [index]
      return child
    }
  }
}
