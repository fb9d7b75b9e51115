/// PCG XSL RR 128/64 (O'Neill, 2014), the generator behind `np.random.default_rng`.
final class PCG64: BitGenerator {
  private var state: UInt128 = 0
  private var increment: UInt128
  private var spare: UInt32?

  init(_ seed: SeedSequence) {
    let words = seed.wideState(4).map { UInt128($0) }
    increment = (words[2] << 64 | words[3]) << 1 | 1
    super.init()
    step()
    state &+= words[0] << 64 | words[1]
    step()
  }

  /// State, increment and the half of a draw that is left, in six words.
  var words: [UInt64] {
    [
      UInt64(truncatingIfNeeded: state >> 64), UInt64(truncatingIfNeeded: state),
      UInt64(truncatingIfNeeded: increment >> 64), UInt64(truncatingIfNeeded: increment),
      spare == nil ? 0 : 1, UInt64(spare ?? 0),
    ]
  }

  func restore(_ words: [UInt64]) {
    state = UInt128(words[0]) << 64 | UInt128(words[1])
    increment = UInt128(words[2]) << 64 | UInt128(words[3])
    spare = words[4] == 0 ? nil : UInt32(truncatingIfNeeded: words[5])
  }

  private func step() {
    state = state &* (0x2360_ed05_1fc6_5da4 << 64 | 0x4385_df64_9fcc_f645) &+ increment
  }

  override func nextUInt64() -> UInt64 {
    step()
    let folded = UInt64(truncatingIfNeeded: state >> 64) ^ UInt64(truncatingIfNeeded: state)
    let turn = UInt64(truncatingIfNeeded: state >> 122)
    return folded >> turn | folded << ((64 &- turn) & 63)
  }

  override func nextUInt32() -> UInt32 {
    if let value = spare {
      spare = nil
      return value
    }
    let value = nextUInt64()
    spare = UInt32(truncatingIfNeeded: value >> 32)
    return UInt32(truncatingIfNeeded: value)
  }

  override func nextDouble() -> Double { Double(nextUInt64() >> 11) * 0x1p-53 }
}
