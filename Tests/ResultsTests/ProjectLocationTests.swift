import Foundation
import Results
import Testing

struct ProjectLocationTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for name in ["project/.git", "project/deep/er", "alone"] {
      try FileManager.default.createDirectory(
        atPath: folder.file(name), withIntermediateDirectories: true)
    }
  }

  @Test func `the root is the nearest folder upwards with a marker`() {
    let location = ProjectLocation(
      script: "er/x.ag", environment: ["HOME": "/home/u"],
      currentFolder: folder.file("project/deep"))
    #expect(location.root == folder.file("project"))
    #expect(location.resultsDatabase == folder.file("project/.agrun/results.db"))
    #expect(location.cacheDatabase == "/home/u/.cache/agrun/cache.db")
    #expect(
      location.recordedPath(of: "er/x.ag", currentFolder: folder.file("project/deep"))
        == "deep/er/x.ag")
    #expect(location.recordedPath(of: "/other/x.ag", currentFolder: "/") == "/other/x.ag")
  }

  @Test func `the environment decides where it speaks`() {
    let location = ProjectLocation(
      script: folder.file("project/x.ag"),
      environment: [
        "AGRUN_DB": "my.db", "AGRUN_CACHE_DIR": "/tmp/c", "XDG_CACHE_HOME": "/xdg", "HOME": "/h",
      ], currentFolder: "/somewhere")
    #expect(location.resultsDatabase == "/somewhere/my.db")
    #expect(location.cacheDatabase == "/tmp/c/cache.db")
    let standard = ProjectLocation(
      folder: folder.file("project"), environment: ["XDG_CACHE_HOME": "/xdg", "HOME": "/h"],
      currentFolder: "/")
    #expect(standard.cacheDatabase == "/xdg/agrun/cache.db")
    let relative = ProjectLocation(
      folder: folder.file("project"), environment: ["XDG_CACHE_HOME": "x", "HOME": "/h"],
      currentFolder: "/")
    #expect(relative.cacheDatabase == "/h/.cache/agrun/cache.db")
  }
}
