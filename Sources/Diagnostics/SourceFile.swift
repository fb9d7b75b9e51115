/// The bytes of a script and where its lines begin.
package final class SourceFile: Sendable {
  /// Path as the user gave it.
  package let path: String
  package let bytes: [UInt8]
  /// Offsets at which lines begin; the first is 0.
  package let lineStarts: [Int32]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    var starts: [Int32] = [0]
    // As in Python, LF, CRLF and a lone CR end a line.
    for (index, byte) in bytes.enumerated() {
      let endsLine =
        byte == UInt8(ascii: "\n")
        || (byte == UInt8(ascii: "\r")
          && (index + 1 == bytes.count || bytes[index + 1] != UInt8(ascii: "\n")))
      if endsLine { starts.append(Int32(clamping: index + 1)) }
    }
    lineStarts = starts
  }

  /// Line number, from 1, of a byte offset; O(log lines).
  package func line(at offset: Int32) -> Int {
    var low = 0
    var high = lineStarts.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// Column in characters (Unicode scalars), from 1, of a byte offset.
  package func column(at offset: Int32) -> Int {
    let start = Int(lineStarts[line(at: offset) - 1])
    let end = min(Int(offset), bytes.count)
    return 1 + bytes[start..<max(start, end)].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }

  /// Text of a line, from 1, without its line ending.
  package func text(ofLine line: Int) -> String {
    guard line >= 1, line <= lineStarts.count else { return "" }
    let start = Int(lineStarts[line - 1])
    var end = line < lineStarts.count ? Int(lineStarts[line]) - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return String(decoding: bytes[start..<max(start, end)], as: UTF8.self)
  }

  /// Text that a range covers.
  package func text(in range: SourceRange) -> String {
    let lower = max(0, min(Int(range.lower), bytes.count))
    let upper = max(lower, min(Int(range.upper), bytes.count))
    return String(decoding: bytes[lower..<upper], as: UTF8.self)
  }
}
