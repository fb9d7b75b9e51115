import Foundation
import GRDB
package import Records

extension CacheStore {
  /// Totals by kind.
  package func statistics() -> CacheStatistics {
    var groups: [CacheStatistics.Group] = []
    do {
      groups =
        try queue?.unsafeRead { database in
          try Row.fetchAll(
            database,
            sql: """
              SELECT kind, count(*) AS entries, sum(length(payload)) AS bytes, sum(cost_ns) AS cost
              FROM _entry GROUP BY kind ORDER BY kind
              """
          ).compactMap { row in
            CacheEntry.Kind(rawValue: row["kind"]).map {
              CacheStatistics.Group(
                kind: $0, entries: row["entries"], payloadBytes: row["bytes"], cost: row["cost"])
            }
          }
        } ?? []
    } catch {
      fail(error)
    }
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    let size = (attributes?[.size] as? NSNumber)?.intValue ?? 0
    return CacheStatistics(groups: groups, fileBytes: size)
  }

  /// What a key was made of, as JSON; nil where there is no such entry.
  package func material(for key: Digest) -> String? {
    do {
      return try queue?.unsafeRead { database in
        try String.fetchOne(
          database, sql: "SELECT material FROM _entry WHERE key = ?",
          arguments: [Data(key.bytes)])
      }
    } catch {
      fail(error)
      return nil
    }
  }

  /// Checks every payload against its checksum, deletes the bad ones and returns their count.
  package func verifyChecksums() -> Int {
    var bad: [Digest] = []
    do {
      try queue?.unsafeRead { database in
        let rows = try Row.fetchCursor(
          database, sql: "SELECT key, payload, checksum FROM _entry")
        while let row = try rows.next() {
          let payload = [UInt8](row["payload"] as Data)
          let checksum = UInt64(bitPattern: row["checksum"])
          if Checksum.of(payload) != checksum, let key = Digest(bytes: row["key"] as Data) {
            bad.append(key)
          }
        }
      }
    } catch {
      fail(error)
    }
    if !bad.isEmpty { delete(bad) }
    return bad.count
  }

  /// Deletes entries unused for `maximumAge` milliseconds or of another engine revision, then the
  /// least recently used ones until the payloads fit `maximumBytes`; returns how many went.
  ///
  /// - Parameter force: collects even where the last collection was less than a day ago.
  package func collect(
    maximumBytes: Int, maximumAge: Int64, at now: Int64, force: Bool = false
  ) -> Int {
    guard mode.writes, let queue else { return 0 }
    do {
      if !force {
        let last = try queue.unsafeRead {
          try Int64.fetchOne($0, sql: "SELECT collected_at FROM _upkeep")
        }
        if let last, now - last < 86_400_000 { return 0 }
      }
      return try queue.immediately { database in
        try database.execute(
          sql: "DELETE FROM _entry WHERE last_used_at < ? OR engine <> ?",
          arguments: [now - maximumAge, engineRevision])
        var removed = database.changesCount
        try database.execute(
          sql: """
            DELETE FROM _entry WHERE key IN (
              SELECT key FROM (
                SELECT key, sum(length(payload)) OVER (ORDER BY last_used_at DESC, key) AS total
                FROM _entry)
              WHERE total > ?)
            """, arguments: [maximumBytes])
        removed += database.changesCount
        try database.execute(
          sql: """
            INSERT INTO _upkeep(id, collected_at) VALUES (1, ?)
            ON CONFLICT (id) DO UPDATE SET collected_at = excluded.collected_at
            """, arguments: [now])
        return removed
      }
    } catch {
      fail(error)
      return 0
    }
  }

  /// Deletes all entries and returns their count; the file shrinks.
  package func clear() -> Int {
    guard let queue else { return 0 }
    do {
      let count = try queue.immediately { database in
        try database.execute(sql: "DELETE FROM _entry")
        return database.changesCount
      }
      try queue.vacuum()
      return count
    } catch {
      fail(error)
      return 0
    }
  }
}
