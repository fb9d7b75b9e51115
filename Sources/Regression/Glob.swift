/// Shell patterns: `*` any characters, `?` one, `[a-z]` and `[!a-z]` one of a set; anything else
/// itself.
enum Glob {
  /// Whether the pattern covers the whole text; linear in the text for each `*`.
  static func matches(_ pattern: String, _ text: String) -> Bool {
    let pattern = Array(pattern.unicodeScalars)
    let text = Array(text.unicodeScalars)
    var p = 0
    var t = 0
    // Where to resume when what follows the last `*` does not fit.
    var resume: (pattern: Int, text: Int)?
    while t < text.count {
      if p < pattern.count, pattern[p] == "*" {
        resume = (p + 1, t)
        p += 1
      } else if p < pattern.count, let next = step(pattern, p, text[t]) {
        p = next
        t += 1
      } else if let last = resume {
        resume = (last.pattern, last.text + 1)
        p = last.pattern
        t = last.text + 1
      } else {
        return false
      }
    }
    while p < pattern.count, pattern[p] == "*" { p += 1 }
    return p == pattern.count
  }

  /// Index after the pattern's element at `index` where it takes the character, else nil.
  private static func step(
    _ pattern: [Unicode.Scalar], _ index: Int, _ character: Unicode.Scalar
  ) -> Int? {
    switch pattern[index] {
    case "?": return index + 1
    case "[":
      guard let end = pattern[(index + 1)...].dropFirst().firstIndex(of: "]") else {
        return character == "[" ? index + 1 : nil
      }
      var set = pattern[(index + 1)..<end]
      let isNegated = set.first == "!"
      if isNegated { set = set.dropFirst() }
      var contains = false
      var position = set.startIndex
      while position < set.endIndex {
        if position + 2 < set.endIndex, set[position + 1] == "-" {
          if set[position] <= character, character <= set[position + 2] { contains = true }
          position += 3
        } else {
          if set[position] == character { contains = true }
          position += 1
        }
      }
      return contains != isNegated ? end + 1 : nil
    default: return pattern[index] == character ? index + 1 : nil
    }
  }
}
