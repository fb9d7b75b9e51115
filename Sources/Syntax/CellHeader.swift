/// The text of a `# %% Title [markdown] key="value"` comment, the percent format of jupytext, VS
/// Code and Spyder.
struct CellHeader {
  var title = ""
  var isMarkdown = false
  var attributes: [(key: String, value: String)] = []

  /// Nil where the comment is no marker.
  init?(_ comment: String) {
    var rest = comment.dropFirst().drop { $0 == " " || $0 == "\t" }
    guard rest.hasPrefix("%%") else { return nil }
    rest = rest.drop { $0 == "%" }
    guard rest.isEmpty || rest.first == "[" || rest.first?.isWhitespace == true else { return nil }
    readAttributes(&rest)
    for tag in ["[markdown]", "[md]"] {
      guard let found = Self.firstRange(of: tag, in: rest) else { continue }
      isMarkdown = true
      title =
        Self.trimmed(rest[..<found.lowerBound]) + " " + Self.trimmed(rest[found.upperBound...])
      title = String(Self.trimmed(title[...]))
      return
    }
    title = String(Self.trimmed(rest))
  }

  /// Takes `key="value"` pairs off the end; `\"` and `\\` are the escapes in a value.
  private mutating func readAttributes(_ rest: inout Substring) {
    var words: [(start: Substring.Index, key: String, value: String)] = []
    var cursor = rest.startIndex
    while cursor < rest.endIndex {
      if let pair = Self.pair(in: rest, at: cursor) {
        words.append((cursor, pair.key, pair.value))
        cursor = pair.end
      } else {
        // Pairs followed by other words belong to the title.
        if !rest[cursor].isWhitespace { words.removeAll() }
        while cursor < rest.endIndex, !rest[cursor].isWhitespace {
          cursor = rest.index(after: cursor)
        }
        while cursor < rest.endIndex, rest[cursor].isWhitespace {
          cursor = rest.index(after: cursor)
        }
        continue
      }
      while cursor < rest.endIndex, rest[cursor].isWhitespace { cursor = rest.index(after: cursor) }
    }
    attributes = words.map { ($0.key, $0.value) }
    if let first = words.first { rest = rest[..<first.start] }
  }

  private static func pair(
    in text: Substring, at start: Substring.Index
  ) -> (key: String, value: String, end: Substring.Index)? {
    var cursor = start
    while cursor < text.endIndex,
      text[cursor].isLetter || text[cursor].isNumber || "_-.".contains(text[cursor])
    {
      cursor = text.index(after: cursor)
    }
    let key = String(text[start..<cursor])
    guard !key.isEmpty, text[cursor...].hasPrefix("=\"") else { return nil }
    cursor = text.index(cursor, offsetBy: 2)
    var value = ""
    while cursor < text.endIndex {
      let character = text[cursor]
      cursor = text.index(after: cursor)
      if character == "\"" { return (key, value, cursor) }
      if character == "\\", cursor < text.endIndex {
        value.append(text[cursor])
        cursor = text.index(after: cursor)
      } else {
        value.append(character)
      }
    }
    return nil
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }

  private static func firstRange(of tag: String, in text: Substring) -> Range<Substring.Index>? {
    var start = text.startIndex
    while start < text.endIndex {
      if text[start...].hasPrefix(tag) {
        return start..<text.index(start, offsetBy: tag.count)
      }
      start = text.index(after: start)
    }
    return nil
  }
}
