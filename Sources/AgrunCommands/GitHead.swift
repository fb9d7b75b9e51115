import Foundation

/// The commit a project is at, read from its `.git` without starting a process.
enum GitHead {
  /// Full id of HEAD; nil outside of a repository or before its first commit.
  static func commit(above folder: String) -> String? {
    var current = URL(fileURLWithPath: folder).standardizedFileURL
    while true {
      let git = current.appendingPathComponent(".git")
      if FileManager.default.fileExists(atPath: git.path) { return head(of: git) }
      let parent = current.deletingLastPathComponent()
      guard parent.path != current.path else { return nil }
      current = parent
    }
  }

  private static func head(of git: URL) -> String? {
    var folder = git
    // A worktree's `.git` is a file that names the real folder.
    if let text = read(git), text.hasPrefix("gitdir: ") {
      folder = URL(
        fileURLWithPath: String(text.dropFirst(8)), relativeTo: git.deletingLastPathComponent())
    }
    guard let head = read(folder.appendingPathComponent("HEAD")) else { return nil }
    guard head.hasPrefix("ref: ") else { return head }
    let name = String(head.dropFirst(5))
    var common = folder
    if let text = read(folder.appendingPathComponent("commondir")) {
      common = URL(fileURLWithPath: text, relativeTo: folder)
    }
    for place in [folder, common] {
      if let commit = read(place.appendingPathComponent(name)) { return commit }
    }
    let packed = read(common.appendingPathComponent("packed-refs")) ?? ""
    for line in packed.split(separator: "\n") where line.hasSuffix(" " + name) {
      return String(line.prefix { $0 != " " })
    }
    return nil
  }

  private static func read(_ file: URL) -> String? {
    guard let data = FileManager.default.contents(atPath: file.path) else { return nil }
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
