/// Places in the operation table of primitives met before, by type and the bytes of their
/// parameters.
///
/// Unsafe: reads the bytes of a value whose type is trivial, so that they are all there is to it.
/// Equal bytes mean equal values; padding that differs only costs a look-up by hash.
final class PrimitiveCache {
  struct Key {
    fileprivate let type: UInt
    fileprivate let low: UInt64
    fileprivate let high: UInt64

    /// Nil for primitives with parameters on the heap or of more than 16 bytes.
    @inline(__always)
    init?<Operator: Primitive>(_ primitive: Operator) {
      let size = MemoryLayout<Operator>.size
      guard size <= 16, _isPOD(Operator.self) else { return nil }
      var words: (UInt64, UInt64) = (0, 0)
      if size > 0 {
        withUnsafeBytes(of: primitive) { bytes in
          withUnsafeMutableBytes(of: &words) { $0.copyMemory(from: bytes) }
        }
      }
      type = UInt(bitPattern: ObjectIdentifier(Operator.self))
      (low, high) = words
    }
  }

  private struct Entry {
    var type: UInt = 0
    var low: UInt64 = 0
    var high: UInt64 = 0
    var index: Int32 = -1
  }

  private static let size = 512
  private let entries = FlatStorage<Entry>(repeating: Entry(), count: size)

  @inline(__always)
  private func slot(_ key: Key) -> Int {
    var hash = UInt64(key.type) &* 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ key.low) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ key.high) &* 0x94D0_49BB_1331_11EB
    return Int(truncatingIfNeeded: hash >> 55)
  }

  @inline(__always)
  func find(_ key: Key) -> Int32? {
    let entry = entries[slot(key)]
    guard entry.index >= 0, entry.type == key.type, entry.low == key.low, entry.high == key.high
    else { return nil }
    return entry.index
  }

  func store(_ key: Key, _ index: Int32) {
    entries[slot(key)] = Entry(type: key.type, low: key.low, high: key.high, index: index)
  }
}
