/// A stream of uniformly distributed words that NumPy's distributions draw from.
class BitGenerator {
  func nextUInt32() -> UInt32 { preconditionFailure("overridden by every generator") }
  func nextUInt64() -> UInt64 { preconditionFailure("overridden by every generator") }

  /// Uniform on [0, 1) in steps of 2⁻⁵³.
  func nextDouble() -> Double { preconditionFailure("overridden by every generator") }

  /// Uniform on [0, 1) in steps of 2⁻²⁴.
  final func nextFloat() -> Float { Float(nextUInt32() >> 8) * (1 / 16_777_216) }

  /// A number in 0…maximum by rejection under the smallest covering mask, as the legacy generator
  /// and its shuffles draw it.
  final func masked(upTo maximum: UInt64) -> UInt64 {
    if maximum == 0 { return 0 }
    let mask = BitGenerator.mask(maximum)
    if maximum <= 0xffff_ffff {
      while true {
        let value = UInt64(nextUInt32()) & mask
        if value <= maximum { return value }
      }
    }
    while true {
      let value = nextUInt64() & mask
      if value <= maximum { return value }
    }
  }

  /// A number in 0…maximum by Lemire's multiplication (arXiv:1805.10941), as the newer generators
  /// draw it.
  final func lemire(upTo maximum: UInt64) -> UInt64 {
    if maximum == 0 { return 0 }
    if maximum == .max { return nextUInt64() }
    if maximum == 0xffff_ffff { return UInt64(nextUInt32()) }
    if maximum < 0xffff_ffff {
      let range = UInt32(maximum) + 1
      var product = UInt64(nextUInt32()) * UInt64(range)
      if UInt32(truncatingIfNeeded: product) < range {
        let threshold = (UInt32.max - UInt32(maximum)) % range
        while UInt32(truncatingIfNeeded: product) < threshold {
          product = UInt64(nextUInt32()) * UInt64(range)
        }
      }
      return product >> 32
    }
    let range = maximum + 1
    var product = nextUInt64().multipliedFullWidth(by: range)
    if product.low < range {
      let threshold = (UInt64.max - maximum) % range
      while product.low < threshold { product = nextUInt64().multipliedFullWidth(by: range) }
    }
    return product.high
  }

  static func mask(_ value: UInt64) -> UInt64 {
    value == 0 ? 0 : UInt64.max >> UInt64(value.leadingZeroBitCount)
  }
}
