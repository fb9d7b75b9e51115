/// Substring search by code points, on UTF-8.
package enum StringSearch {
  /// UTF-8 offset of the first occurrence at or after `start`, nil where there is none.
  static func firstOffset(of part: String, in text: String, from start: Int = 0) -> Int? {
    var part = part
    var text = text
    return part.withUTF8 { needle in
      text.withUTF8 { hay in
        let count = needle.count
        guard start <= hay.count - count else { return nil }
        if count == 0 { return start }
        let first = needle[0]
        var position = start
        while position <= hay.count - count {
          if hay[position] == first {
            var matched = 1
            while matched < count, hay[position + matched] == needle[matched] { matched += 1 }
            if matched == count { return position }
          }
          position += 1
        }
        return nil
      }
    }
  }

  /// UTF-8 offset of the last occurrence that ends at or before `end`.
  static func lastOffset(of part: String, in text: String, until end: Int? = nil) -> Int? {
    let needle = Array(part.utf8)
    let hay = Array(text.utf8)
    var position = min(end ?? hay.count, hay.count) - needle.count
    while position >= 0 {
      if hay[position..<(position + needle.count)].elementsEqual(needle) { return position }
      position -= 1
    }
    return nil
  }

  /// Code-point index of the first occurrence, nil where there is none.
  package static func firstIndex(of part: String, in text: String) -> Int? {
    guard let offset = firstOffset(of: part, in: text) else { return nil }
    return codePoints(in: text, before: offset)
  }

  /// Code points before a UTF-8 offset.
  static func codePoints(in text: String, before offset: Int) -> Int {
    text.utf8.prefix(offset).reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }

  /// UTF-8 offset of a code-point index.
  static func offset(ofCodePoint index: Int, in text: String) -> Int {
    let scalars = text.unicodeScalars
    let position = scalars.index(scalars.startIndex, offsetBy: index, limitedBy: scalars.endIndex)
    return text.utf8.distance(
      from: text.utf8.startIndex, to: position ?? text.utf8.endIndex)
  }

  /// Number of occurrences that do not overlap; an empty part occurs between all code points.
  static func count(of part: String, in text: String) -> Int {
    if part.isEmpty { return text.unicodeScalars.count + 1 }
    var count = 0
    var start = 0
    while let offset = firstOffset(of: part, in: text, from: start) {
      count += 1
      start = offset + part.utf8.count
    }
    return count
  }

  /// Parts between occurrences of a non-empty separator, at most `limit` cuts.
  static func split(_ text: String, at separator: String, limit: Int = Int.max) -> [String] {
    let bytes = Array(text.utf8)
    let width = separator.utf8.count
    var parts: [String] = []
    var start = 0
    while parts.count < limit, let offset = firstOffset(of: separator, in: text, from: start) {
      parts.append(String(decoding: bytes[start..<offset], as: UTF8.self))
      start = offset + width
    }
    parts.append(String(decoding: bytes[start...], as: UTF8.self))
    return parts
  }
}
