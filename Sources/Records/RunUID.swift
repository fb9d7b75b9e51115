/// Identity of a run: a UUID of version 7, so that uids sort by the time they were made.
package struct RunUID: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let high: UInt64
  package let low: UInt64

  /// Makes a fresh uid; two made in the same millisecond differ in 74 random bits.
  package init(millisecondsSince1970: Int64, using random: inout some RandomNumberGenerator) {
    let time = UInt64(bitPattern: millisecondsSince1970) & 0xffff_ffff_ffff
    high = time << 16 | 0x7000 | UInt64.random(in: 0...0xfff, using: &random)
    low = 0x8000_0000_0000_0000 | UInt64.random(in: 0...0x3fff_ffff_ffff_ffff, using: &random)
  }

  /// Reads the 8-4-4-4-12 form; nil for anything else.
  package init?(_ text: String) {
    let groups = text.split(separator: "-", omittingEmptySubsequences: false)
    guard groups.map(\.utf8.count) == [8, 4, 4, 4, 12] else { return nil }
    guard let high = UInt64(groups[0] + groups[1] + groups[2], radix: 16),
      let low = UInt64(groups[3] + groups[4], radix: 16)
    else { return nil }
    self.high = high
    self.low = low
  }

  /// The 8-4-4-4-12 form in lower case.
  package var description: String {
    func padded(_ value: UInt64, _ digits: Int) -> String {
      let text = String(value, radix: 16)
      return String(repeating: "0", count: digits - text.utf8.count) + text
    }
    return [
      padded(high >> 32, 8), padded(high >> 16 & 0xffff, 4), padded(high & 0xffff, 4),
      padded(low >> 48, 4), padded(low & 0xffff_ffff_ffff, 12),
    ].joined(separator: "-")
  }

  package static func < (left: RunUID, right: RunUID) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}

extension RunUID: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let uid = RunUID(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected a UUID")
    }
    self = uid
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
