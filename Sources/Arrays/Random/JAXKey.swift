/// A threefry2x32 key of `jax.random` (Salmon and others, "Parallel random numbers: as easy as 1,
/// 2, 3", 2011), with `jax_threefry_partitionable` on, as is JAX's default.
package struct JAXKey: Hashable, Sendable {
  package var high: UInt32
  package var low: UInt32

  package init(high: UInt32, low: UInt32) {
    self.high = high
    self.low = low
  }

  /// `jax.random.key(seed)`: without x64 the seed keeps its low 32 bits only.
  package init(seed: Int, is64Bit: Bool) {
    self.init(
      high: is64Bit ? UInt32(truncatingIfNeeded: seed >> 32) : 0,
      low: UInt32(truncatingIfNeeded: seed))
  }

  /// The block function of 20 rounds.
  package func block(_ x0: UInt32, _ x1: UInt32) -> (UInt32, UInt32) {
    let third = high ^ low ^ 0x1bd1_1bda
    var (a, b) = (x0 &+ high, x1 &+ low)
    func turn(_ x: UInt32, _ count: UInt32) -> UInt32 { x << count | x >> (32 - count) }
    func rounds(_ r0: UInt32, _ r1: UInt32, _ r2: UInt32, _ r3: UInt32) {
      a = a &+ b
      b = a ^ turn(b, r0)
      a = a &+ b
      b = a ^ turn(b, r1)
      a = a &+ b
      b = a ^ turn(b, r2)
      a = a &+ b
      b = a ^ turn(b, r3)
    }
    rounds(13, 15, 26, 6)
    (a, b) = (a &+ low, b &+ third &+ 1)
    rounds(17, 29, 16, 24)
    (a, b) = (a &+ third, b &+ high &+ 2)
    rounds(13, 15, 26, 6)
    (a, b) = (a &+ high, b &+ low &+ 3)
    rounds(17, 29, 16, 24)
    (a, b) = (a &+ low, b &+ third &+ 4)
    rounds(13, 15, 26, 6)
    return (a &+ third, b &+ high &+ 5)
  }

  /// Key number `index` of a split, which does not depend on how many there are.
  package func child(_ index: Int) -> JAXKey {
    let (a, b) = block(UInt32(truncatingIfNeeded: index >> 32), UInt32(truncatingIfNeeded: index))
    return JAXKey(high: a, low: b)
  }

  /// `jax.random.split(key, count)`.
  package func split(_ count: Int = 2) -> [JAXKey] { (0..<count).map { child($0) } }

  /// `jax.random.fold_in(key, data)`.
  package func folded(_ data: UInt32) -> JAXKey {
    let (a, b) = block(0, data)
    return JAXKey(high: a, low: b)
  }

  /// 32 random bits for element `index`.
  func bits32(_ index: Int) -> UInt32 {
    let (a, b) = block(UInt32(truncatingIfNeeded: index >> 32), UInt32(truncatingIfNeeded: index))
    return a ^ b
  }

  /// 64 random bits for element `index`.
  func bits64(_ index: Int) -> UInt64 {
    let (a, b) = block(UInt32(truncatingIfNeeded: index >> 32), UInt32(truncatingIfNeeded: index))
    return UInt64(a) << 32 | UInt64(b)
  }
}
