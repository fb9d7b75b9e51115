/// MT19937 (Matsumoto and Nishimura, 1998), seeded as NumPy's `RandomState` seeds it.
final class MersenneTwister: BitGenerator {
  private(set) var key = [UInt32](repeating: 0, count: 624)
  private(set) var position = 624

  /// Knuth's linear congruential initialisation.
  func seed(_ seed: UInt32) {
    var value = seed
    for index in 0..<624 {
      key[index] = value
      value = 1_812_433_253 &* (value ^ (value >> 30)) &+ UInt32(index) &+ 1
    }
    position = 624
  }

  /// Initialisation by an array of any length but 0.
  func seed(_ words: [UInt32]) {
    precondition(!words.isEmpty, "at least one word")
    seed(19_650_218)
    var index = 1
    var word = 0
    for _ in 0..<max(624, words.count) {
      let previous = key[index - 1]
      key[index] =
        (key[index] ^ ((previous ^ (previous >> 30)) &* 1_664_525)) &+ words[word] &+ UInt32(word)
      index += 1
      word += 1
      if index >= 624 {
        key[0] = key[623]
        index = 1
      }
      if word >= words.count { word = 0 }
    }
    for _ in 0..<623 {
      let previous = key[index - 1]
      key[index] =
        (key[index] ^ ((previous ^ (previous >> 30)) &* 1_566_083_941)) &- UInt32(index)
      index += 1
      if index >= 624 {
        key[0] = key[623]
        index = 1
      }
    }
    key[0] = 0x8000_0000
  }

  /// Continues from a state: 624 words and how many of them are used up.
  func restore(key words: [UInt32], position: Int) {
    precondition(words.count == 624, "624 words")
    key = words
    self.position = min(max(position, 0), 624)
  }

  /// As NumPy's `MT19937(seed)`: the words of the sequence are the state itself.
  func seed(_ sequence: SeedSequence) {
    key = sequence.state(624)
    key[0] = 0x8000_0000
    position = 623
  }

  private func refill() {
    key.withUnsafeMutableBufferPointer { key in
      func twist(_ index: Int, _ next: Int, _ far: Int) {
        let y = (key[index] & 0x8000_0000) | (key[next] & 0x7fff_ffff)
        key[index] = key[far] ^ (y >> 1) ^ (y & 1 == 0 ? 0 : 0x9908_b0df)
      }
      for index in 0..<227 { twist(index, index + 1, index + 397) }
      for index in 227..<623 { twist(index, index + 1, index - 227) }
      twist(623, 0, 396)
    }
    position = 0
  }

  override func nextUInt32() -> UInt32 {
    if position == 624 { refill() }
    var y = key[position]
    position += 1
    y ^= y >> 11
    y ^= (y << 7) & 0x9d2c_5680
    y ^= (y << 15) & 0xefc6_0000
    return y ^ (y >> 18)
  }

  override func nextUInt64() -> UInt64 {
    let high = UInt64(nextUInt32())
    return high << 32 | UInt64(nextUInt32())
  }

  override func nextDouble() -> Double {
    let high = Double(nextUInt32() >> 5)
    let low = Double(nextUInt32() >> 6)
    return (high * 67_108_864 + low) / 9_007_199_254_740_992
  }
}
