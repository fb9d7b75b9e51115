import BigInt

/// SHA-512 (FIPS 180-4), which Python's `random` makes seeds of strings with.
enum SHA512 {
  /// Fractional parts of the cube roots of the first 80 primes.
  private static let roundConstants: [UInt64] = primes(80).map { fraction($0, root: 3) }
  /// Fractional parts of the square roots of the first 8 primes.
  private static let initial: [UInt64] = primes(8).map { fraction($0, root: 2) }

  private static func primes(_ count: Int) -> [UInt64] {
    var found: [UInt64] = []
    var candidate: UInt64 = 2
    while found.count < count {
      if !found.contains(where: { candidate % $0 == 0 }) { found.append(candidate) }
      candidate += 1
    }
    return found
  }

  /// The first 64 bits after the point of a root, by bisection in exact integers.
  private static func fraction(_ number: UInt64, root: Int) -> UInt64 {
    let target = BigUInt(number) << (64 * root)
    var low: BigUInt = 0
    var high = BigUInt(number) << 64
    while high - low > 1 {
      let middle = (low + high) >> 1
      if middle.power(root) <= target { low = middle } else { high = middle }
    }
    return UInt64(truncatingIfNeeded: low.words.first ?? 0)
  }

  static func hash(_ message: [UInt8]) -> [UInt8] {
    var bytes = message + [0x80]
    while bytes.count % 128 != 112 { bytes.append(0) }
    bytes += [UInt8](repeating: 0, count: 8)
    let length = UInt64(message.count) * 8
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: length >> UInt64(shift)))
    }
    var state = initial
    for start in stride(from: 0, to: bytes.count, by: 128) {
      compress(&state, bytes[start..<(start + 128)])
    }
    return state.flatMap { word in
      stride(from: 56, through: 0, by: -8).map {
        UInt8(truncatingIfNeeded: word >> UInt64($0))
      }
    }
  }

  private static func rotate(_ value: UInt64, _ count: UInt64) -> UInt64 {
    value >> count | value << (64 - count)
  }

  private static func compress(_ state: inout [UInt64], _ block: ArraySlice<UInt8>) {
    var words = [UInt64](repeating: 0, count: 80)
    for (index, byte) in block.enumerated() {
      words[index / 8] = words[index / 8] << 8 | UInt64(byte)
    }
    for index in 16..<80 {
      let a = words[index - 15]
      let b = words[index - 2]
      let first = rotate(a, 1) ^ rotate(a, 8) ^ (a >> 7)
      let second = rotate(b, 19) ^ rotate(b, 61) ^ (b >> 6)
      words[index] = words[index - 16] &+ first &+ words[index - 7] &+ second
    }
    var s = state
    for index in 0..<80 {
      let mix = rotate(s[4], 14) ^ rotate(s[4], 18) ^ rotate(s[4], 41)
      let choice = (s[4] & s[5]) ^ (~s[4] & s[6])
      let first = s[7] &+ mix &+ choice &+ roundConstants[index] &+ words[index]
      let blend = rotate(s[0], 28) ^ rotate(s[0], 34) ^ rotate(s[0], 39)
      let majority = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2])
      s = [first &+ blend &+ majority, s[0], s[1], s[2], s[3] &+ first, s[4], s[5], s[6]]
    }
    for index in 0..<8 { state[index] = state[index] &+ s[index] }
  }
}
