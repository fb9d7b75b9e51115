import Foundation
import Runtime

/// What scripts may read: files below one folder.
enum DataFile {
  /// The bytes of a file named relative to the folder.
  ///
  /// - Throws: Python's `PermissionError` for a place outside of the folder, `FileNotFoundError` for a file that is not there.
  static func read(_ name: String, below folder: String) throws -> [UInt8] {
    let root = URL(fileURLWithPath: folder).resolvingSymlinksInPath().standardizedFileURL
    let file = URL(fileURLWithPath: name, relativeTo: root).resolvingSymlinksInPath()
      .standardizedFileURL
    guard file.path.hasPrefix(root.path == "/" ? "/" : root.path + "/") else {
      throw Raised(
        .permissionError, "[Errno 13] Permission denied: '\(name)'",
        hint: "scripts read files below their own folder; name another with --data DIR")
    }
    guard let data = FileManager.default.contents(atPath: file.path) else {
      throw Raised(.fileNotFoundError, "[Errno 2] No such file or directory: '\(name)'")
    }
    return [UInt8](data)
  }
}
