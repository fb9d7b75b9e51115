import Foundation
import GRDB
package import Records

/// cache.db: results that can be recomputed, so no failure here ever fails a run.
///
/// Every member swallows what SQLite throws and keeps it in `problems`. Commits do not wait for the
/// disk: a power failure may damage the file, which is then set aside at the next opening, and
/// checksums catch the rest.
package final class CacheStore {
  package let path: String
  package let mode: CacheMode
  /// Raised by hand when old entries may be wrong; entries of another revision are never found.
  package let engineRevision: Int
  /// What went wrong so far, in order.
  package private(set) var problems: [CacheProblem] = []
  /// Entries that were found with a wrong checksum.
  package private(set) var badEntryCount = 0
  var queue: DatabaseQueue?
  private var used: [Digest] = []
  private var usedKeys: Set<Digest> = []

  /// Opens or creates the file; with `mode` `.off` nothing is touched.
  package init(path: String, engineRevision: Int, mode: CacheMode = .readWrite) {
    self.path = path
    self.mode = mode
    self.engineRevision = engineRevision
    guard mode != .off else { return }
    do {
      queue = try CacheSchema.open(path)
    } catch let error as DatabaseError
      where error.resultCode == .SQLITE_CORRUPT || error.resultCode == .SQLITE_NOTADB
    {
      setAside()
    } catch {
      fail(error)
    }
  }

  /// The payload stored under a key; nil for a miss.
  ///
  /// A damaged entry is a miss, and deleted at `finish`.
  package func payload(for key: Digest, kind: CacheEntry.Kind) -> [UInt8]? {
    guard mode.reads, let queue else { return nil }
    do {
      let found = try queue.unsafeRead { database -> (payload: Data, checksum: Int64)? in
        let statement = try database.cachedStatement(
          sql: """
            SELECT payload, checksum FROM _entry WHERE key = ? AND kind = ? AND engine = ?
            """)
        let row = try Row.fetchOne(
          statement, arguments: [Data(key.bytes), kind.rawValue, engineRevision])
        return row.map { ($0["payload"], $0["checksum"]) }
      }
      guard let found else { return nil }
      let payload = [UInt8](found.payload)
      guard Checksum.of(payload) == UInt64(bitPattern: found.checksum) else {
        badEntryCount += 1
        delete([key])
        return nil
      }
      if usedKeys.insert(key).inserted { used.append(key) }
      return payload
    } catch {
      fail(error)
      return nil
    }
  }

  /// Stores what a run computed and notes what it used, in one write transaction; none where there
  /// is nothing to say.
  ///
  /// The time of last use is written only where it is older than an hour, so that a run of hits
  /// writes nothing.
  ///
  /// - Parameter now: milliseconds since 1970, UTC.
  package func finish(storing entries: [CacheEntry], at now: Int64) {
    if badEntryCount > 0, !problems.contains(.badEntries(count: badEntryCount)) {
      problems.append(.badEntries(count: badEntryCount))
    }
    guard mode.writes, let queue else { return }
    do {
      let stale = try staleKeys(before: now - 3_600_000)
      guard !entries.isEmpty || !stale.isEmpty else { return }
      try queue.immediately { database in
        var row = try RowWriter(
          database,
          """
          INSERT INTO _entry(key, kind, material, payload, checksum, cost_ns, created_at,
            last_used_at, engine)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT (key) DO UPDATE SET kind = excluded.kind, material = excluded.material,
            payload = excluded.payload, checksum = excluded.checksum, cost_ns = excluded.cost_ns,
            created_at = excluded.created_at, last_used_at = excluded.last_used_at,
            engine = excluded.engine
          """)
        for entry in entries {
          row.bind(entry.key)
          row.bind(entry.kind.rawValue)
          row.bind(entry.material)
          row.bind(entry.payload)
          row.bind(Int64(bitPattern: Checksum.of(entry.payload)))
          row.bind(entry.cost)
          row.bind(now)
          row.bind(now)
          row.bind(engineRevision)
          try row.insert()
        }
        guard !stale.isEmpty else { return }
        var touch = try RowWriter(
          database, "UPDATE _entry SET last_used_at = max(last_used_at, ?) WHERE key = ?")
        for key in stale {
          touch.bind(now)
          touch.bind(key)
          try touch.insert()
        }
      }
      used.removeAll()
      usedKeys.removeAll()
    } catch {
      fail(error)
    }
  }

  /// Deletes entries.
  package func delete(_ keys: [Digest]) {
    guard mode.writes, let queue else { return }
    do {
      try queue.immediately { database in
        var row = try RowWriter(database, "DELETE FROM _entry WHERE key = ?")
        for key in keys {
          row.bind(key)
          try row.insert()
        }
      }
    } catch {
      fail(error)
    }
  }

  private func staleKeys(before time: Int64) throws -> [Digest] {
    guard !used.isEmpty, let queue else { return [] }
    return try queue.unsafeRead { database in
      let statement = try database.cachedStatement(
        sql: "SELECT 1 FROM _entry WHERE key = ? AND last_used_at < ?")
      return try used.filter { key in
        try Int.fetchOne(statement, arguments: [Data(key.bytes), time]) != nil
      }
    }
  }

  /// Keeps an error and, where the file itself is broken, begins a new one.
  func fail(_ error: any Error) {
    if let failure = error as? DatabaseError,
      failure.resultCode == .SQLITE_CORRUPT || failure.resultCode == .SQLITE_NOTADB
    {
      setAside()
      return
    }
    queue = nil
    problems.append(.unusable(path: path, detail: StoreError(error, path: path).detail))
  }

  /// Renames the damaged file, replacing one set aside earlier, and opens a fresh one once.
  private func setAside() {
    queue = nil
    let destination = path + ".damaged"
    let manager = FileManager.default
    do {
      try? manager.removeItem(atPath: destination)
      try manager.moveItem(atPath: path, toPath: destination)
      for suffix in ["-journal", "-wal", "-shm"] {
        try? manager.removeItem(atPath: path + suffix)
      }
      queue = try CacheSchema.open(path)
      problems.append(.setAside(path: destination))
    } catch {
      problems.append(.unusable(path: path, detail: StoreError(error, path: path).detail))
    }
  }
}
