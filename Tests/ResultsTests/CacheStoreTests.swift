import Foundation
import Records
import Results
import Testing

struct CacheStoreTests {
  private let folder: TemporaryFolder
  private let path: String
  private let now: Int64 = 1_700_000_000_000

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("caches/cache.db")
  }

  private func entry(_ name: String, bytes: Int = 100) -> CacheEntry {
    CacheEntry(
      key: SHA256.digest(of: name), kind: .value, material: "{\"name\":\"\(name)\"}",
      payload: (0..<bytes).map { UInt8(truncatingIfNeeded: $0 &+ name.utf8.count) }, cost: 1_000)
  }

  @Test func `what was stored is found by the next store, in its kind and revision only`() {
    let first = CacheStore(path: path, engineRevision: 1)
    first.finish(storing: [entry("a"), entry("b", bytes: 0)], at: now)
    let second = CacheStore(path: path, engineRevision: 1)
    #expect(second.payload(for: entry("a").key, kind: .value) == entry("a").payload)
    #expect(second.payload(for: entry("b").key, kind: .value) == [])
    #expect(second.payload(for: entry("a").key, kind: .plan) == nil)
    #expect(second.payload(for: entry("c").key, kind: .value) == nil)
    #expect(
      CacheStore(path: path, engineRevision: 2).payload(for: entry("a").key, kind: .value) == nil)
    #expect(second.material(for: entry("a").key) == "{\"name\":\"a\"}")
    #expect(first.problems == [] && second.problems == [])
  }

  @Test func `one flipped bit in a payload makes a miss, and the entry goes`() throws {
    CacheStore(path: path, engineRevision: 1).finish(
      storing: [entry("a"), entry("other")], at: now)
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    let payload = entry("a").payload
    let place = try #require(bytes.indices.first { bytes[$0...].starts(with: payload) })
    bytes[place + 50] ^= 0x10
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let cache = CacheStore(path: path, engineRevision: 1)
    #expect(cache.payload(for: entry("a").key, kind: .value) == nil)
    #expect(cache.badEntryCount == 1)
    cache.finish(storing: [], at: now)
    #expect(cache.problems == [.badEntries(count: 1)])
    #expect(
      cache.problems.first?.message == "1 damaged cache entry was deleted and recomputed")
    #expect(CacheStore(path: path, engineRevision: 1).statistics().groups.first?.entries == 1)
  }

  @Test func `a damaged file is set aside and a new one begun`() throws {
    try FileManager.default.createDirectory(
      atPath: folder.file("caches"), withIntermediateDirectories: true)
    try Data(repeating: 0x41, count: 5_000).write(to: URL(fileURLWithPath: path))
    let cache = CacheStore(path: path, engineRevision: 1)
    #expect(cache.problems == [.setAside(path: path + ".damaged")])
    cache.finish(storing: [entry("a")], at: now)
    #expect(cache.payload(for: entry("a").key, kind: .value) == entry("a").payload)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path + ".damaged")).count == 5_000)
  }

  @Test func `a place that cannot be written is a problem, not a failure`() throws {
    try Data().write(to: URL(fileURLWithPath: folder.file("caches")))
    let cache = CacheStore(path: path, engineRevision: 1)
    cache.finish(storing: [entry("a")], at: now)
    #expect(cache.payload(for: entry("a").key, kind: .value) == nil)
    #expect(
      cache.problems == [
        .unusable(path: path, detail: "unable to open database file")
      ])
  }

  @Test func `modes decide what is read and written`() {
    CacheStore(path: path, engineRevision: 1).finish(storing: [entry("a")], at: now)
    let readOnly = CacheStore(path: path, engineRevision: 1, mode: .readOnly)
    #expect(readOnly.payload(for: entry("a").key, kind: .value) != nil)
    readOnly.finish(storing: [entry("b")], at: now)
    let refresh = CacheStore(path: path, engineRevision: 1, mode: .refresh)
    #expect(refresh.payload(for: entry("a").key, kind: .value) == nil)
    let off = CacheStore(path: folder.file("off/cache.db"), engineRevision: 1, mode: .off)
    off.finish(storing: [entry("a")], at: now)
    #expect(off.payload(for: entry("a").key, kind: .value) == nil)
    #expect(!FileManager.default.fileExists(atPath: folder.file("off")))
    #expect(
      CacheStore(path: path, engineRevision: 1).payload(for: entry("b").key, kind: .value) == nil)
  }

  @Test func `collection removes what is old, then the least recently used`() {
    let day: Int64 = 86_400_000
    let cache = CacheStore(path: path, engineRevision: 1)
    cache.finish(storing: [entry("old", bytes: 10)], at: now - 100 * day)
    cache.finish(storing: [entry("first", bytes: 600)], at: now - 3 * day)
    cache.finish(storing: [entry("second", bytes: 600)], at: now - 2 * day)
    #expect(
      cache.collect(maximumBytes: 1_000, maximumAge: 30 * day, at: now) == 2)
    #expect(cache.payload(for: entry("second", bytes: 600).key, kind: .value) != nil)
    #expect(cache.payload(for: entry("first", bytes: 600).key, kind: .value) == nil)
    #expect(cache.collect(maximumBytes: 0, maximumAge: day, at: now + 1) == 0)
    #expect(cache.collect(maximumBytes: 0, maximumAge: day, at: now, force: true) == 1)
    #expect(cache.statistics().groups == [])
  }

  @Test func `the time of last use is renewed once an hour`() throws {
    let cache = CacheStore(path: path, engineRevision: 1)
    cache.finish(storing: [entry("a")], at: now)
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    _ = cache.payload(for: entry("a").key, kind: .value)
    cache.finish(storing: [], at: now + 60_000)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    _ = cache.payload(for: entry("a").key, kind: .value)
    cache.finish(storing: [], at: now + 7_200_000)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) != before)
  }

  @Test func `verification finds and removes every damaged payload`() throws {
    let entries = (0..<20).map { entry("entry \($0)", bytes: 300 + $0) }
    CacheStore(path: path, engineRevision: 1).finish(storing: entries, at: now)
    #expect(CacheStore(path: path, engineRevision: 1).verifyChecksums() == 0)
    _ = try DatabaseQuery(
      sql: "UPDATE _entry SET payload = CAST(substr(payload, 1, 200) || x'00' AS BLOB)",
      allowsWriting: true
    ).run(on: path)
    let cache = CacheStore(path: path, engineRevision: 1)
    #expect(cache.verifyChecksums() == 20)
    #expect(cache.statistics().groups == [])
  }
}
