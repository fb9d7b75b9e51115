import ArgumentParser
import Diagnostics
import Foundation

/// Reading scripts and finding them in folders, with messages for what cannot be read.
enum ScriptFile {
  struct Problem: Error {
    var message: String
  }

  static func read(_ path: String) throws(Problem) -> SourceFile {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Problem(message: "\(path): no such file" + suggestion(for: path))
    }
    guard !isFolder.boolValue else {
      throw Problem(
        message: "\(path) is a folder; name a .ag file in it, or use: agrun test \(path)")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Problem(message: "\(path) cannot be read: permission denied")
    }
    return SourceFile(path: path, bytes: [UInt8](data))
  }

  /// The scripts that paths name: files as given, folders searched for `.ag` files in order of their names.
  static func find(_ paths: [String]) throws(Problem) -> [String] {
    var found: [String] = []
    for path in paths {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw Problem(message: "\(path): no such file or folder" + suggestion(for: path))
      }
      if isFolder.boolValue {
        let names = (FileManager.default.subpaths(atPath: path) ?? []).filter { name in
          name.hasSuffix(".ag") && !name.split(separator: "/").contains { $0.hasPrefix(".") }
        }
        let prefix = path == "." ? "" : path.hasSuffix("/") ? path : path + "/"
        found += names.sorted().map { prefix + $0 }
      } else {
        found.append(path)
      }
    }
    return found
  }

  /// A script beside the missing one with nearly its name, or the subcommand a bare word misspells.
  private static func suggestion(for path: String) -> String {
    let url = URL(fileURLWithPath: path)
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: url.deletingLastPathComponent().path))
      ?? []
    if !path.contains("/"), !path.contains(".") {
      let commands = Agrun.configuration.subcommands.compactMap { $0.configuration.commandName }
      if let close = EditDistance.closest(to: path, in: commands) {
        return " (did you mean agrun \(close)?)"
      }
    }
    let scripts = names.filter { $0.hasSuffix(".ag") }
    guard let close = EditDistance.closest(to: url.lastPathComponent, in: scripts) else {
      return ""
    }
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return " (did you mean \((folder + [Substring(close)]).joined(separator: "/"))?)"
  }
}
