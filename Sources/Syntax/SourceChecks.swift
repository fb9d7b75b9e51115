import Diagnostics

extension Parser {
  /// What makes a file unreadable as a whole: its size, null bytes or a wrong encoding.
  static func unreadable(_ file: SourceFile) -> Diagnostic? {
    if file.bytes.count > maximumBytes {
      return .fileTooLarge(file.bytes.count, limit: maximumBytes)
    }
    if let offset = invalidUTF8(file.bytes) {
      let range = SourceRange(lower: Int32(offset), upper: Int32(offset + 1))
      return .invalidUTF8(file.bytes[offset], offset, at: range)
    }
    if let offset = file.bytes.firstIndex(of: 0) {
      return .nullByte(at: SourceRange(lower: Int32(offset), upper: Int32(offset + 1)))
    }
    return nil
  }

  /// Offset of the first byte that begins no valid UTF-8 sequence (RFC 3629, without surrogates and
  /// overlong forms).
  private static func invalidUTF8(_ bytes: [UInt8]) -> Int? {
    var index = 0
    let count = bytes.count
    while index < count {
      let lead = bytes[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      let length: Int
      var second: ClosedRange<UInt8> = 0x80...0xBF
      switch lead {
      case 0xC2...0xDF: length = 2
      case 0xE0: (length, second) = (3, 0xA0...0xBF)
      case 0xED: (length, second) = (3, 0x80...0x9F)
      case 0xE1...0xEF: length = 3
      case 0xF0: (length, second) = (4, 0x90...0xBF)
      case 0xF1...0xF3: length = 4
      case 0xF4: (length, second) = (4, 0x80...0x8F)
      default: return index
      }
      guard index + length <= count, second.contains(bytes[index + 1]) else { return index }
      for offset in 2..<max(2, length) where bytes[index + offset] & 0xC0 != 0x80 { return index }
      index += length
    }
    return nil
  }
}
