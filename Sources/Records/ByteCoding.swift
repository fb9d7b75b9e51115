/// Bytes written field by field: integers little-endian in eight bytes, texts and blobs with their length in front.
package struct ByteWriter: Sendable {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func byte(_ value: UInt8) { bytes.append(value) }

  package mutating func integer(_ value: Int) {
    let word = UInt64(bitPattern: Int64(value))
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: word >> shift))
    }
  }

  package mutating func double(_ value: Double) {
    integer(Int(Int64(bitPattern: value.bitPattern)))
  }

  package mutating func text(_ value: String) {
    integer(value.utf8.count)
    bytes.append(contentsOf: value.utf8)
  }

  package mutating func blob(_ value: [UInt8]) {
    integer(value.count)
    bytes += value
  }

  package mutating func digest(_ value: Digest) { bytes += value.bytes }
}

/// Reads what `ByteWriter` wrote; every member is nil past the end or where the bytes make no sense.
package struct ByteReader {
  private let bytes: [UInt8]
  private var position = 0

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  package var isAtEnd: Bool { position == bytes.count }

  package mutating func byte() -> UInt8? {
    guard position < bytes.count else { return nil }
    position += 1
    return bytes[position - 1]
  }

  package mutating func integer() -> Int? {
    guard bytes.count - position >= 8 else { return nil }
    var value: UInt64 = 0
    for index in (0..<8).reversed() { value = value << 8 | UInt64(bytes[position + index]) }
    position += 8
    return Int(Int64(bitPattern: value))
  }

  package mutating func double() -> Double? {
    integer().map { Double(bitPattern: UInt64(bitPattern: Int64($0))) }
  }

  package mutating func text() -> String? { blob().map { String(decoding: $0, as: UTF8.self) } }

  package mutating func blob() -> [UInt8]? {
    guard let count = integer(), count >= 0, count <= bytes.count - position else { return nil }
    position += count
    return Array(bytes[position - count..<position])
  }

  package mutating func digest() -> Digest? {
    guard bytes.count - position >= 32 else { return nil }
    position += 32
    return Digest(bytes: Array(bytes[position - 32..<position]))
  }

  /// A count of things that take at least one byte each.
  package mutating func count() -> Int? {
    guard let value = integer(), value >= 0, value <= bytes.count - position else { return nil }
    return value
  }
}
