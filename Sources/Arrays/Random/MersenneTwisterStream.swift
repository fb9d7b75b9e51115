/// The Mersenne Twister as Python's `random` module uses it.
package final class MersenneTwisterStream {
  private let twister = MersenneTwister()

  /// - Parameter words: The seed's 32-bit words, least significant first; at least one.
  package init(words: [UInt32]) { twister.seed(words) }

  package func seed(words: [UInt32]) { twister.seed(words) }

  package func nextUInt32() -> UInt32 { twister.nextUInt32() }

  /// Uniform on [0, 1) in steps of 2⁻⁵³.
  package func nextDouble() -> Double { twister.nextDouble() }
}
