/// The Mersenne Twister as Python's `random` module uses it.
package final class MersenneTwisterStream {
  private let twister = MersenneTwister()
  /// The seed and the words drawn since: all there is to know of the state.
  package private(set) var words: [UInt32]
  package private(set) var drawn = 0

  /// - Parameter words: The seed's 32-bit words, least significant first; at least one.
  package init(words: [UInt32]) {
    self.words = words
    twister.seed(words)
  }

  package func seed(words: [UInt32]) {
    self.words = words
    drawn = 0
    twister.seed(words)
  }

  /// Puts the stream where `drawn` words have been drawn from a seed; O(`drawn`).
  package func restore(words: [UInt32], drawn count: Int) {
    seed(words: words)
    for _ in 0..<count { _ = nextUInt32() }
  }

  package func nextUInt32() -> UInt32 {
    drawn += 1
    return twister.nextUInt32()
  }

  /// Uniform on [0, 1) in steps of 2⁻⁵³; takes two words.
  package func nextDouble() -> Double {
    drawn += 2
    return twister.nextDouble()
  }
}
