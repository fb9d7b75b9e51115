/// Reader of NumPy's binary formats (NEP 1): `.npy`, and `.npz` archives without compression.
package enum NumPyFile {
  /// The array in a `.npy` file.
  package static func array(_ bytes: [UInt8]) throws(DataFileError) -> NDArray {
    guard bytes.count >= 10, Array(bytes[0..<6]) == [0x93] + Array("NUMPY".utf8) else {
      throw DataFileError("the file is not in the .npy format")
    }
    let isLong = bytes[6] >= 2
    let start = isLong ? 12 : 10
    guard bytes.count >= start else { throw DataFileError("the .npy header is cut off") }
    let length = number(bytes, 8, isLong ? 4 : 2)
    guard start + length <= bytes.count else { throw DataFileError("the .npy header is cut off") }
    let header = String(decoding: bytes[start..<(start + length)], as: UTF8.self)
    guard let descriptor = quoted(after: "'descr':", in: header),
      let order = word(after: "'fortran_order':", in: header),
      let shapeText = parenthesized(after: "'shape':", in: header)
    else { throw DataFileError("the .npy header is not understood: \(header)") }
    let shape = shapeText.split(separator: ",").compactMap { part in
      Int(part.filter { !$0.isWhitespace })
    }
    guard let dtype = dtypes[String(descriptor.dropFirst())] else {
      throw DataFileError("arrays of dtype '\(descriptor)' are not available in agrun")
    }
    let count = shape.reduce(1, *)
    let size = dtype.itemSize
    guard bytes.count - start - length >= count * size else {
      throw DataFileError("the .npy file is cut off: \(count) elements expected")
    }
    var data = Array(bytes[(start + length)..<(start + length + count * size)])
    if descriptor.hasPrefix(">") {
      let part = dtype.isComplex ? size / 2 : size
      for first in stride(from: 0, to: data.count, by: part) {
        data[first..<(first + part)].reverse()
      }
    }
    guard order == "True" else { return NDArray(bytes: data, dtype: dtype, shape: shape) }
    var result = NDArray(bytes: data, dtype: dtype, shape: shape.reversed())
    result.shape.reverse()
    result.strides.reverse()
    return result
  }

  /// The arrays of a `.npz` archive with their names, in the archive's order.
  package static func archive(
    _ bytes: [UInt8]
  ) throws(DataFileError) -> [(name: String, array: NDArray)] {
    guard let end = endOfDirectory(bytes) else {
      throw DataFileError("the file is not in the .npz format")
    }
    var position = number(bytes, end + 16, 4)
    var result: [(name: String, array: NDArray)] = []
    for _ in 0..<number(bytes, end + 10, 2) {
      guard position + 46 <= bytes.count, number(bytes, position, 4) == 0x0201_4b50 else {
        throw DataFileError("the .npz directory is damaged")
      }
      let size = number(bytes, position + 20, 4)
      let (nameLength, extra) = (number(bytes, position + 28, 2), number(bytes, position + 30, 2))
      let local = number(bytes, position + 42, 4)
      guard position + 46 + nameLength <= bytes.count, local + 30 <= bytes.count else {
        throw DataFileError("the .npz directory is damaged")
      }
      var name = String(
        decoding: bytes[(position + 46)..<(position + 46 + nameLength)], as: UTF8.self)
      if name.hasSuffix(".npy") { name.removeLast(4) }
      guard number(bytes, position + 10, 2) == 0 else {
        throw DataFileError("compressed .npz archives are not available in agrun (use np.savez)")
      }
      let data = local + 30 + number(bytes, local + 26, 2) + number(bytes, local + 28, 2)
      guard data + size <= bytes.count else { throw DataFileError("the .npz file is cut off") }
      result.append((name, try array(Array(bytes[data..<(data + size)]))))
      position += 46 + nameLength + extra + number(bytes, position + 32, 2)
    }
    return result
  }

  private static let dtypes: [String: DType] = [
    "b1": .bool, "i1": .int8, "i2": .int16, "u2": .uint16, "u1": .uint8, "i4": .int32,
    "u4": .uint32, "i8": .int64, "u8": .uint64,
    "f4": .float32, "f8": .float64, "c8": .complex64, "c16": .complex128,
  ]

  /// Little-endian; 0 beyond the end.
  private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int {
    guard start >= 0, start + count <= bytes.count else { return 0 }
    return (0..<count).reversed().reduce(0) { $0 << 8 | Int(bytes[start + $1]) }
  }

  private static func endOfDirectory(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 22 else { return nil }
    return stride(from: bytes.count - 22, through: max(0, bytes.count - 65_557), by: -1).first {
      number(bytes, $0, 4) == 0x0605_4b50
    }
  }

  private static func rest(after key: String, in header: String) -> Substring? {
    header.firstRange(of: key).map { header[$0.upperBound...].drop { $0 == " " } }
  }

  private static func quoted(after key: String, in header: String) -> String? {
    guard let part = rest(after: key, in: header), part.first == "'" else { return nil }
    return String(part.dropFirst().prefix { $0 != "'" })
  }

  private static func word(after key: String, in header: String) -> String? {
    rest(after: key, in: header).map { String($0.prefix { $0.isLetter }) }
  }

  private static func parenthesized(after key: String, in header: String) -> String? {
    guard let part = rest(after: key, in: header), part.first == "(" else { return nil }
    return String(part.dropFirst().prefix { $0 != ")" })
  }
}
