extension NumPyStream {
  /// The whole state; equal words draw equal numbers.
  ///
  /// Nil for generators of other kinds than the standard ones.
  package final var snapshot: [UInt64]? {
    switch self {
    case let state as RandomState: state.words
    case let generator as NumPyGenerator: generator.words
    default: nil
    }
  }

  /// A stream in the state of a snapshot; nil where the words are none.
  package static func restored(_ words: [UInt64]) -> NumPyStream? {
    if words.first == 1 { return NumPyGenerator(words: words) }
    let state = RandomState(seed: 0)
    return state.restore(words) ? state : nil
  }
}

extension RandomState {
  fileprivate var words: [UInt64] {
    [0, UInt64(twister.position), spareGauss == nil ? 0 : 1, (spareGauss ?? 0).bitPattern]
      + twister.key.map(UInt64.init)
  }

  /// Goes to the state of a snapshot; false where the words are none.
  package func restore(_ words: [UInt64]) -> Bool {
    guard words.count == 628, words[0] == 0, words[1] <= 624 else { return false }
    twister.restore(
      key: words[4...].map { UInt32(truncatingIfNeeded: $0) }, position: Int(words[1]))
    spareGauss = words[2] == 0 ? nil : Double(bitPattern: words[3])
    return true
  }
}

extension NumPyGenerator {
  fileprivate var words: [UInt64]? {
    guard let generator = bits as? PCG64 else { return nil }
    return [1] + generator.words + seedSequence.words
  }

  fileprivate convenience init?(words: [UInt64]) {
    guard words.count > 7, let seeds = SeedSequence(words: words[7...]) else { return nil }
    self.init(seeds)
    guard let generator = bits as? PCG64 else { return nil }
    generator.restore(Array(words[1..<7]))
  }
}
