/// A bit generator of its own: `np.random.PCG64(seed)` or `np.random.MT19937(seed)`.
package final class WordSource {
  package enum Kind: String, Sendable {
    case pcg64 = "PCG64"
    case twister = "MT19937"
  }

  package let kind: Kind
  package let seedSequence: SeedSequence
  let bits: BitGenerator

  package init(_ kind: Kind, _ sequence: SeedSequence) {
    self.kind = kind
    seedSequence = sequence
    switch kind {
    case .pcg64: bits = PCG64(sequence)
    case .twister:
      let twister = MersenneTwister()
      twister.seed(sequence)
      bits = twister
    }
  }

  /// The next word as `random_raw` gives it: 64 bits of PCG64, 32 of MT19937.
  package func nextWord() -> UInt64 {
    kind == .pcg64 ? bits.nextUInt64() : UInt64(bits.nextUInt32())
  }
}

extension NumPyStream {
  /// A random whole number that is not negative, as `tomaxint` draws it.
  package final func nonNegativeInteger() -> Int { Int(bits.nextUInt64() >> 1) }

  /// Random bytes: little-endian words of 32 bits.
  package final func bytes(_ count: Int) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(count + 3)
    while result.count < count {
      var word = bits.nextUInt32()
      for _ in 0..<4 {
        result.append(UInt8(truncatingIfNeeded: word))
        word >>= 8
      }
    }
    return Array(result.prefix(count))
  }
}
