import Foundation
import Testing

/// A test script of many small programs: `---` lines separate them, `### "pattern"` at the end of a
/// line says that an error is expected there.
struct ChunkedFile {
  struct Chunk: Sendable, CustomTestStringConvertible {
    /// Line of the file at which the chunk begins, from 1.
    var firstLine: Int
    var source: String
    var name: String

    var testDescription: String { "\(name):\(firstLine)" }

    /// Line of the chunk and pattern of every `###`.
    var expectations: [(line: Int, pattern: String)] {
      source.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap {
        index, line in
        guard let mark = line.range(of: "### \""), line.hasSuffix("\"") else { return nil }
        let pattern = line[mark.upperBound...].dropLast().replacingOccurrences(
          of: "\\\"", with: "\"")
        return (index + 1, pattern)
      }
    }
  }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "Scripts")

  static func text(_ name: String) -> String {
    (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
  }

  static func chunks(_ name: String) -> [Chunk] {
    var chunks: [Chunk] = []
    var lines: [Substring] = []
    var first = 1
    let all = text(name).split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in all.enumerated() {
      if line != "---" {
        lines.append(line)
        if index < all.count - 1 { continue }
      }
      chunks.append(Chunk(firstLine: first, source: lines.joined(separator: "\n"), name: name))
      lines = []
      first = index + 2
    }
    return chunks
  }
}
