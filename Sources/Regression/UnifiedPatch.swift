/// Changes of text files as `diff -u` writes them, read and applied without tolerance: bytes that are not as the patch says stop it.
package struct UnifiedPatch: Sendable {
  /// What does not fit.
  package enum Problem: Error, Sendable {
    case malformed(line: Int)
    /// The file is not the one that the patch was made for.
    case mismatch(line: Int)

    package var message: String {
      switch self {
      case .malformed(let line): "line \(line) of the patch cannot be read"
      case .mismatch(let line):
        "line \(line) is not as the patch expects; the file was edited since"
      }
    }
  }

  package struct File: Sendable {
    package var path: String
    package var hunks: [Hunk]
  }

  /// Whole lines with their ends; a last line may have none.
  package struct Hunk: Sendable {
    /// First line replaced, from 0.
    package var start: Int
    package var old: [[UInt8]]
    package var new: [[UInt8]]
  }

  package var files: [File]

  // MARK: Writing

  /// Lines of context around a change.
  private static let context = 3

  /// The change of one file; empty where there is none.
  package static func text(path: String, before: [UInt8], after: [UInt8]) -> [UInt8] {
    let old = lines(before)
    let new = lines(after)
    let pairs = LineAlignment.align(expected: old.count, actual: new.count) {
      old[$0] == new[$1] ? 0 : LineAlignment.mismatch
    }
    var edits: [(old: Int, new: Int, mark: UInt8, line: [UInt8])] = []
    var (i, j) = (0, 0)
    for pair in pairs {
      switch pair {
      case .pair(let a, let b):
        if old[a] == new[b] {
          edits.append((i, j, UInt8(ascii: " "), old[a]))
        } else {
          edits.append((i, j, UInt8(ascii: "-"), old[a]))
          edits.append((i + 1, j, UInt8(ascii: "+"), new[b]))
        }
        i += 1
        j += 1
      case .missing(let a):
        edits.append((i, j, UInt8(ascii: "-"), old[a]))
        i += 1
      case .extra(let b):
        edits.append((i, j, UInt8(ascii: "+"), new[b]))
        j += 1
      }
    }
    let changed = edits.indices.filter { edits[$0].mark != UInt8(ascii: " ") }
    guard let first = changed.first else { return [] }
    var ranges: [ClosedRange<Int>] = [first...first]
    for index in changed.dropFirst() {
      let last = ranges[ranges.count - 1]
      if index - last.upperBound <= 2 * context {
        ranges[ranges.count - 1] = last.lowerBound...index
      } else {
        ranges.append(index...index)
      }
    }
    var bytes = Array("--- a/\(path)\n+++ b/\(path)\n".utf8)
    for range in ranges {
      let part = edits[
        max(0, range.lowerBound - context)...min(edits.count - 1, range.upperBound + context)]
      let removed = part.count { $0.mark != UInt8(ascii: "+") }
      let added = part.count { $0.mark != UInt8(ascii: "-") }
      guard let head = part.first else { continue }
      let starts = (head.old + (removed > 0 ? 1 : 0), head.new + (added > 0 ? 1 : 0))
      bytes += Array("@@ -\(starts.0),\(removed) +\(starts.1),\(added) @@\n".utf8)
      // Removed lines come first, as every tool expects of a stretch of changes.
      var pending: [[UInt8]] = []
      func written(_ mark: UInt8, _ line: [UInt8]) -> [UInt8] {
        let isClosed = line.last == UInt8(ascii: "\n")
        return [mark] + line + (isClosed ? [] : Array("\n\\ No newline at end of file\n".utf8))
      }
      for edit in part {
        if edit.mark == UInt8(ascii: "+") {
          pending.append(written(edit.mark, edit.line))
          continue
        }
        if edit.mark == UInt8(ascii: " ") {
          bytes += pending.joined()
          pending = []
        }
        bytes += written(edit.mark, edit.line)
      }
      bytes += pending.joined()
    }
    return bytes
  }

  private static func lines(_ bytes: [UInt8]) -> [[UInt8]] {
    var result: [[UInt8]] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
      result.append(Array(bytes[start..<end]))
      start = end
    }
    return result
  }

  // MARK: Reading

  /// Reads a patch; what stands before a file's `---` is skipped.
  package init(parsing bytes: [UInt8]) throws(Problem) {
    files = []
    let all = UnifiedPatch.lines(bytes)
    func text(_ index: Int) -> String {
      var text = String(decoding: all[index], as: UTF8.self)
      while text.utf8.last == UInt8(ascii: "\n") || text.utf8.last == UInt8(ascii: "\r") {
        text = String(decoding: text.utf8.dropLast(), as: UTF8.self)
      }
      return text
    }
    var index = 0
    while index < all.count {
      guard text(index).hasPrefix("--- "), index + 1 < all.count, text(index + 1).hasPrefix("+++ ")
      else {
        index += 1
        continue
      }
      var path = String(text(index + 1).dropFirst(4).prefix { $0 != "\t" })
      if path.hasPrefix("b/") { path.removeFirst(2) }
      files.append(File(path: path, hunks: []))
      index += 2
      while index < all.count, text(index).hasPrefix("@@ ") {
        guard let (start, removed, added) = UnifiedPatch.header(text(index)) else {
          throw .malformed(line: index + 1)
        }
        index += 1
        var hunk = Hunk(start: removed == 0 ? start : start - 1, old: [], new: [])
        while hunk.old.count < removed || hunk.new.count < added {
          guard index < all.count, let mark = all[index].first else {
            throw .malformed(line: index + 1)
          }
          var line = Array(all[index].dropFirst())
          let isOpen = index + 1 < all.count && all[index + 1].first == UInt8(ascii: "\\")
          if isOpen { line.removeLast() }
          switch mark {
          case UInt8(ascii: " "):
            hunk.old.append(line)
            hunk.new.append(line)
          case UInt8(ascii: "-"): hunk.old.append(line)
          case UInt8(ascii: "+"): hunk.new.append(line)
          default: throw .malformed(line: index + 1)
          }
          index += isOpen ? 2 : 1
        }
        files[files.count - 1].hunks.append(hunk)
      }
    }
  }

  private static func header(_ text: String) -> (start: Int, removed: Int, added: Int)? {
    let words = text.split(separator: " ")
    guard words.count >= 3, words[1].hasPrefix("-"), words[2].hasPrefix("+") else { return nil }
    let old = words[1].dropFirst().split(separator: ",").map { Int($0) }
    let new = words[2].dropFirst().split(separator: ",").map { Int($0) }
    guard let start = old.first ?? nil, start >= 0 else { return nil }
    return (start, old.count > 1 ? old[1] ?? 1 : 1, new.count > 1 ? new[1] ?? 1 : 1)
  }

  /// The file's new bytes.
  package static func applying(_ file: File, to bytes: [UInt8]) throws(Problem) -> [UInt8] {
    var current = lines(bytes)
    for hunk in file.hunks.sorted(by: { $0.start > $1.start }) {
      guard hunk.start >= 0, hunk.start + hunk.old.count <= current.count else {
        throw .mismatch(line: hunk.start + 1)
      }
      for (offset, line) in hunk.old.enumerated() where current[hunk.start + offset] != line {
        throw .mismatch(line: hunk.start + offset + 1)
      }
      current.replaceSubrange(hunk.start..<hunk.start + hunk.old.count, with: hunk.new)
    }
    return current.flatMap(\.self)
  }
}
