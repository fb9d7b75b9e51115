import Arrays
import Records

/// Arrays as bytes: dtype, rank, extents, then elements in row-major order, little-endian; the same on every machine.
enum ArrayPayload {
  static func encode(_ arrays: [NDArray]) -> [UInt8] {
    var bytes: [UInt8] = []
    append(UInt64(arrays.count), to: &bytes)
    for array in arrays {
      append(UInt64(array.dtype.rawValue), to: &bytes)
      append(UInt64(array.rank), to: &bytes)
      for extent in array.shape { append(UInt64(extent), to: &bytes) }
      bytes += array.bytes
    }
    return bytes
  }

  /// Nil where the bytes are not what `encode` makes.
  static func decode(_ bytes: [UInt8]) -> [NDArray]? {
    var position = 0
    func word() -> Int? {
      guard position + 8 <= bytes.count else { return nil }
      var value: UInt64 = 0
      for index in (0..<8).reversed() { value = value << 8 | UInt64(bytes[position + index]) }
      position += 8
      return Int(exactly: value)
    }
    guard let count = word(), count >= 0, count < bytes.count else { return nil }
    var arrays: [NDArray] = []
    for _ in 0..<count {
      guard let code = word(), let dtype = UInt8(exactly: code).flatMap(DType.init(rawValue:)),
        let rank = word(), rank <= 64
      else { return nil }
      var shape: [Int] = []
      var elements = 1
      for _ in 0..<rank {
        guard let extent = word() else { return nil }
        let (product, overflow) = elements.multipliedReportingOverflow(by: extent)
        guard !overflow else { return nil }
        elements = product
        shape.append(extent)
      }
      let (size, overflow) = elements.multipliedReportingOverflow(by: dtype.itemSize)
      guard !overflow, size <= bytes.count - position else { return nil }
      arrays.append(
        NDArray(bytes: Array(bytes[position..<position + size]), dtype: dtype, shape: shape))
      position += size
    }
    return position == bytes.count ? arrays : nil
  }

  /// Digest of dtype, shape and elements, in which every NaN counts as the same: its sign and
  /// payload depend on the instruction that made it and mean nothing.
  static func digest(_ array: NDArray) -> Digest {
    SHA256.digest(of: encode([withOneNaN(array)]))
  }

  private static func withOneNaN(_ array: NDArray) -> NDArray {
    guard array.dtype.isFloating else { return array }
    if array.rank == 0 {
      return array.item.asDouble.isNaN
        ? NDArray(scalar: .float(.nan), dtype: array.dtype) : array
    }
    let isNaN = Kernels.map(.isnan, array)
    let axes = Array(0..<array.rank)
    guard Kernels.reduce(.any, isNaN, axes: axes, keepDims: false).item.isTrue else { return array }
    return Kernels.select(isNaN, NDArray(scalar: .float(.nan), dtype: array.dtype), array)
  }

  private static func append(_ value: UInt64, to bytes: inout [UInt8]) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }
}

/// Arrays as text at full precision, for the `value` column.
enum ArrayLiteral {
  /// Elements written before the rest is left out.
  private static let longest = 1000

  static func text(_ array: NDArray) -> String {
    if array.rank == 0 { return scalar(array.item, array.dtype) }
    var budget = longest
    return nested(array.scalars, array.shape[...], array.dtype, &budget)
  }

  private static func nested(
    _ scalars: [Scalar], _ shape: ArraySlice<Int>, _ dtype: DType, _ budget: inout Int
  ) -> String {
    guard let extent = shape.first else {
      budget -= 1
      return scalars.first.map { scalar($0, dtype) } ?? ""
    }
    let stride = extent == 0 ? 0 : scalars.count / extent
    var parts: [String] = []
    for index in 0..<extent {
      guard budget > 0 else {
        parts.append("...")
        break
      }
      let part = Array(scalars[index * stride..<(index + 1) * stride])
      parts.append(nested(part, shape.dropFirst(), dtype, &budget))
    }
    return "[" + parts.joined(separator: ", ") + "]"
  }

  private static func scalar(_ value: Scalar, _ dtype: DType) -> String {
    ScalarText.str(value, dtype: dtype)
  }
}

/// Raised by hand, and only when a printed bit can change; it is part of every cache key and reference.
package enum NumericsRevision {
  package static let current = 1
}
