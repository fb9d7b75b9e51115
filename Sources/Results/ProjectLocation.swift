import Foundation

/// Where a project's databases live.
package struct ProjectLocation: Sendable, Equatable {
  /// Absolute path of the folder that recorded paths are relative to.
  package let root: String
  package let resultsDatabase: String
  package let cacheDatabase: String

  /// Looks upwards from the script for `.agrun` or `.git`; the script's own folder is the root
  /// where neither is found.
  ///
  /// - Parameter environment: `AGRUN_DB`, `AGRUN_CACHE_DIR`, `XDG_CACHE_HOME` and `HOME` are read.
  package init(script: String, environment: [String: String], currentFolder: String) {
    let absolute = Self.absolute(script, in: currentFolder)
    self.init(
      folder: (absolute as NSString).deletingLastPathComponent, environment: environment,
      currentFolder: currentFolder)
  }

  /// The same for a folder, such as the current one of `agrun query`.
  package init(folder: String, environment: [String: String], currentFolder: String) {
    let start = Self.absolute(folder, in: currentFolder)
    let root = Self.projectRoot(above: start) ?? start
    self.root = root
    if let chosen = environment["AGRUN_DB"], !chosen.isEmpty {
      resultsDatabase = Self.absolute(chosen, in: currentFolder)
    } else {
      resultsDatabase = (root as NSString).appendingPathComponent(".agrun/results.db")
    }
    let caches: String
    if let chosen = environment["AGRUN_CACHE_DIR"], !chosen.isEmpty {
      caches = Self.absolute(chosen, in: currentFolder)
    } else if let base = environment["XDG_CACHE_HOME"], base.hasPrefix("/") {
      // The specification tells programs to ignore relative paths here.
      caches = (base as NSString).appendingPathComponent("agrun")
    } else if let home = environment["HOME"], !home.isEmpty {
      caches = (home as NSString).appendingPathComponent(".cache/agrun")
    } else {
      caches = (root as NSString).appendingPathComponent(".agrun/cache")
    }
    cacheDatabase = (caches as NSString).appendingPathComponent("cache.db")
  }

  /// How the database names a script: relative to the root where it is below it, absolute
  /// elsewhere.
  package func recordedPath(of script: String, currentFolder: String) -> String {
    let absolute = Self.absolute(script, in: currentFolder)
    let prefix = root == "/" ? "/" : root + "/"
    return absolute.hasPrefix(prefix) ? String(absolute.dropFirst(prefix.count)) : absolute
  }

  /// Creates the database's folder; a `.agrun` folder gets a `.gitignore` that hides the whole
  /// folder.
  static func makeFolder(forDatabase path: String) throws(StoreError) {
    let folder = (path as NSString).deletingLastPathComponent
    guard !folder.isEmpty else { return }
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw .unwritable(path: path, detail: "cannot create the folder \(folder)")
    }
    guard (folder as NSString).lastPathComponent == ".agrun" else { return }
    let ignore = (folder as NSString).appendingPathComponent(".gitignore")
    if !FileManager.default.fileExists(atPath: ignore) {
      // Losing this file loses nothing but tidiness.
      try? Data("*\n".utf8).write(to: URL(fileURLWithPath: ignore))
    }
  }

  private static func projectRoot(above folder: String) -> String? {
    var current = folder
    while true {
      for marker in [".agrun", ".git"] {
        let candidate = (current as NSString).appendingPathComponent(marker)
        if FileManager.default.fileExists(atPath: candidate) { return current }
      }
      let parent = (current as NSString).deletingLastPathComponent
      guard parent != current, !parent.isEmpty else { return nil }
      current = parent
    }
  }

  private static func absolute(_ path: String, in folder: String) -> String {
    let joined =
      path.hasPrefix("/") ? path : (folder as NSString).appendingPathComponent(path)
    return (joined as NSString).standardizingPath
  }
}
