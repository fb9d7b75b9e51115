/// How much memory an array takes, checked before it is asked for.
package enum MemorySize {
  /// Bytes one array may take where no run says otherwise.
  package static let standardLimit = 8 << 30

  /// Refuses an array of more than `limit` bytes.
  ///
  /// - Throws: `ShapeError.outOfMemory`.
  package static func check(_ shape: [Int], _ dtype: DType, limit: Int) throws(ShapeError) {
    guard let bytes = bytes(shape, dtype), bytes <= limit else {
      throw ShapeError.outOfMemory(shape: shape, dtype: dtype)
    }
  }

  /// Nil where the number does not fit.
  package static func bytes(_ shape: [Int], _ dtype: DType) -> Int? {
    if shape.contains(0) { return 0 }
    var bytes = dtype.itemSize
    for extent in shape {
      let (product, overflow) = bytes.multipliedReportingOverflow(by: extent)
      if overflow { return nil }
      bytes = product
    }
    return bytes
  }

  /// NumPy's message; ValueError where not even the number of bytes fits.
  static func wording(_ shape: [Int], _ dtype: DType) -> ErrorWording {
    guard let bytes = bytes(shape, dtype) else {
      return ErrorWording(
        "ValueError",
        "array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size."
      )
    }
    return ErrorWording(
      "MemoryError",
      "Unable to allocate \(text(bytes)) for an array with shape \(ShapeText.tuple(shape)) and data type \(dtype.name)"
    )
  }

  /// Three digits and a binary unit.
  private static func text(_ bytes: Int) -> String {
    let units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    var unit = 0
    var amount = Double(bytes)
    while amount >= 1024, unit < units.count - 1 {
      amount /= 1024
      unit += 1
    }
    if unit == 0 { return "\(bytes) bytes" }
    if amount.rounded() == 1024, unit < units.count - 1 { (amount, unit) = (1, unit + 1) }
    let places = amount.rounded() >= 1000 ? 0 : amount >= 99.95 ? 0 : amount >= 9.995 ? 1 : 2
    var scaled = amount
    for _ in 0..<places { scaled *= 10 }
    let digits = String(Int(scaled.rounded(.toNearestOrEven)))
    let whole = digits.dropLast(places)
    return "\(whole).\(digits.suffix(places)) \(units[unit])"
  }
}
