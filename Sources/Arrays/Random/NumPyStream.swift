#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A NumPy generator: uniform bits with the two draws that the legacy and the newer distributions
/// are built on.
///
/// Subclasses differ in how they draw normals and exponentials (polar method and logarithm, or
/// ziggurats) and in a few distributions that newer versions of NumPy improved for `Generator` but
/// keep for `RandomState`.
package class NumPyStream {
  final let bits: BitGenerator
  final let isLegacy: Bool

  init(bits: BitGenerator, isLegacy: Bool) {
    self.bits = bits
    self.isLegacy = isLegacy
  }

  /// A standard normal.
  func gauss() -> Double { preconditionFailure("overridden by every stream") }
  /// A standard exponential.
  func exponential() -> Double { preconditionFailure("overridden by every stream") }
  /// A number in 0…maximum, by the stream's own rejection method.
  func bounded(upTo maximum: UInt64) -> UInt64 { preconditionFailure("overridden by every stream") }

  /// Uniform on [0, 1).
  final func uniform() -> Double { bits.nextDouble() }

  /// `random(count)`: uniform on [0, 1).
  package final func uniforms(_ shape: [Int]) -> NDArray {
    NDArray(filling: Double.self, shape: shape) { elements in
      for index in elements.indices { elements[index] = bits.nextDouble() }
    }
  }

  /// `standard_normal(shape)`.
  package final func normals(_ shape: [Int]) -> NDArray {
    NDArray(filling: Double.self, shape: shape) { elements in
      for index in elements.indices { elements[index] = gauss() }
    }
  }
}

/// `np.random.RandomState`, also behind the functions of `np.random` itself.
package final class RandomState: NumPyStream {
  let twister: MersenneTwister
  var spareGauss: Double?
  /// Set by whoever seeds it from entropy.
  private var isFromEntropy = false
  private var drewFromEntropy = false

  /// Whether numbers were drawn that no seed repeats.
  package var isUnrepeatable: Bool {
    // A fresh state is at the end of its words.
    drewFromEntropy || isFromEntropy && twister.position != 624
  }

  /// Seeds it so that nothing repeats its numbers.
  package func seed(entropy words: [UInt32]) {
    seed(SeedSequence(entropy: words))
    isFromEntropy = true
  }

  private func leaveEntropy() {
    drewFromEntropy = isUnrepeatable
    isFromEntropy = false
  }

  /// Seeded by one number below 2³².
  package init(seed: UInt32) {
    twister = MersenneTwister()
    super.init(bits: twister, isLegacy: true)
    self.seed(seed)
  }

  package func seed(_ seed: UInt32) {
    leaveEntropy()
    twister.seed(seed)
    spareGauss = nil
  }

  /// Seeded by a non-empty array.
  package func seed(_ words: [UInt32]) {
    leaveEntropy()
    twister.seed(words)
    spareGauss = nil
  }

  /// Seeded as a fresh `RandomState()` is, from entropy.
  package func seed(_ sequence: SeedSequence) {
    seed(sequence.state(624))
  }

  /// What `get_state` returns beside the generator's name.
  package struct State: Sendable {
    /// 624 words.
    package var key: [UInt32]
    package var position: Int
    /// The second value of the last round of `gauss`, where it is still to be drawn.
    package var spareGauss: Double?

    package init(key: [UInt32], position: Int, spareGauss: Double?) {
      self.key = key
      self.position = position
      self.spareGauss = spareGauss
    }
  }

  package var state: State {
    get { State(key: twister.key, position: twister.position, spareGauss: spareGauss) }
    set {
      leaveEntropy()
      twister.restore(key: newValue.key, position: newValue.position)
      spareGauss = newValue.spareGauss
    }
  }

  /// Polar Box–Muller: two values a round, the second kept for the next call.
  override func gauss() -> Double {
    if let spare = spareGauss {
      spareGauss = nil
      return spare
    }
    while true {
      let x = 2 * uniform() - 1
      let y = 2 * uniform() - 1
      let square = x * x + y * y
      if square < 1 && square != 0 {
        let factor = (-2 * log(square) / square).squareRoot()
        spareGauss = factor * x
        return factor * y
      }
    }
  }

  override func exponential() -> Double { -log(1 - uniform()) }
  override func bounded(upTo maximum: UInt64) -> UInt64 { bits.masked(upTo: maximum) }
}

/// `np.random.Generator` over PCG64: what `np.random.default_rng(seed)` returns.
package final class NumPyGenerator: NumPyStream {
  /// What the generator was seeded with; `spawn` takes children from it.
  package var seedSequence: SeedSequence

  package init(_ seed: SeedSequence) {
    seedSequence = seed
    super.init(bits: PCG64(seed), isLegacy: false)
  }

  /// Over another generator of words.
  package init(_ source: WordSource) {
    seedSequence = source.seedSequence
    super.init(bits: source.bits, isLegacy: false)
  }

  override func gauss() -> Double {
    while true {
      var word = bits.nextUInt64()
      let layer = Int(word & 0xff)
      word >>= 8
      let isNegative = word & 1 == 1
      let magnitude = (word >> 1) & 0x000f_ffff_ffff_ffff
      let size = Double(magnitude) * NormalZiggurat.widths[layer]
      let x = isNegative ? -size : size
      if magnitude < NormalZiggurat.thresholds[layer] { return x }
      if layer == 0 {
        while true {
          let x = -NormalZiggurat.inverseTail * log1p(-uniform())
          let y = -log1p(-uniform())
          if y + y > x * x {
            return (magnitude >> 8) & 1 == 1 ? -(NormalZiggurat.tail + x) : NormalZiggurat.tail + x
          }
        }
      }
      let (upper, lower) = (NormalZiggurat.densities[layer - 1], NormalZiggurat.densities[layer])
      if (upper - lower) * uniform() + lower < exp(-0.5 * x * x) { return x }
    }
  }

  override func exponential() -> Double {
    while true {
      var word = bits.nextUInt64() >> 3
      let layer = Int(word & 0xff)
      word >>= 8
      let x = Double(word) * ExponentialZiggurat.widths[layer]
      if word < ExponentialZiggurat.thresholds[layer] { return x }
      if layer == 0 { return ExponentialZiggurat.tail - log1p(-uniform()) }
      let upper = ExponentialZiggurat.densities[layer - 1]
      let lower = ExponentialZiggurat.densities[layer]
      if (upper - lower) * uniform() + lower < exp(-x) { return x }
    }
  }

  override func bounded(upTo maximum: UInt64) -> UInt64 { bits.lemire(upTo: maximum) }

  /// `random(shape, dtype=np.float32)`.
  package func singleUniforms(_ shape: [Int]) -> NDArray {
    NDArray(filling: Float.self, shape: shape) { elements in
      for index in elements.indices { elements[index] = bits.nextFloat() }
    }
  }

  /// `standard_normal(shape, dtype=np.float32)`.
  package func singleNormals(_ shape: [Int]) -> NDArray {
    NDArray(filling: Float.self, shape: shape) { elements in
      for index in elements.indices { elements[index] = singleGauss() }
    }
  }

  /// `standard_exponential(shape, dtype=np.float32)`.
  package func singleExponentials(_ shape: [Int]) -> NDArray {
    NDArray(filling: Float.self, shape: shape) { elements in
      for index in elements.indices { elements[index] = singleExponential() }
    }
  }

  private func singleGauss() -> Float {
    while true {
      let word = bits.nextUInt32()
      let layer = Int(word & 0xff)
      let magnitude = (word >> 9) & 0x007f_ffff
      let size = Float(magnitude) * NormalZiggurat.singleWidths[layer]
      let x = (word >> 8) & 1 == 1 ? -size : size
      if magnitude < NormalZiggurat.singleThresholds[layer] { return x }
      if layer == 0 {
        let tail = Float(NormalZiggurat.tail)
        while true {
          let x = -Float(NormalZiggurat.inverseTail) * log1pf(-bits.nextFloat())
          let y = -log1pf(-bits.nextFloat())
          if y + y > x * x { return (magnitude >> 8) & 1 == 1 ? -(tail + x) : tail + x }
        }
      }
      let upper = NormalZiggurat.singleDensities[layer - 1]
      let lower = NormalZiggurat.singleDensities[layer]
      if Double((upper - lower) * bits.nextFloat() + lower) < exp(-0.5 * Double(x) * Double(x)) {
        return x
      }
    }
  }

  private func singleExponential() -> Float {
    while true {
      var word = bits.nextUInt32() >> 1
      let layer = Int(word & 0xff)
      word >>= 8
      let x = Float(word) * ExponentialZiggurat.singleWidths[layer]
      if word < ExponentialZiggurat.singleThresholds[layer] { return x }
      if layer == 0 { return Float(ExponentialZiggurat.tail) - log1pf(-bits.nextFloat()) }
      let upper = ExponentialZiggurat.singleDensities[layer - 1]
      let lower = ExponentialZiggurat.singleDensities[layer]
      if (upper - lower) * bits.nextFloat() + lower < expf(-x) { return x }
    }
  }
}
