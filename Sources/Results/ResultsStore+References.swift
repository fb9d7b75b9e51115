import Foundation
import GRDB
package import Records

extension ResultsStore {
  /// Stores what another engine printed for a script of exactly this source, replacing an earlier
  /// import.
  ///
  /// - Parameters:
  ///   - script: recorded path.
  ///   - now: milliseconds since 1970, UTC.
  package func importReference(
    _ reference: ReferenceRecord, script: String, source: Digest, at now: Int64
  ) throws(StoreError) {
    try write { database in
      let key: StatementArguments = [reference.engine, script, Data(source.bytes)]
      try database.execute(
        sql: "DELETE FROM _reference WHERE engine = ? AND script = ? AND source_sha256 = ?",
        arguments: key)
      let versions = reference.versions.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
      try database.execute(
        sql: """
          INSERT INTO _reference(engine, script, source_sha256, versions, imported_at)
          VALUES (?, ?, ?, ?, ?)
          """, arguments: key + [JSONText.object(versions), now])
      let id = database.lastInsertedRowID
      var row = try RowWriter(
        database,
        """
        INSERT INTO _reference_output(reference, position, line, occurrence, text)
        VALUES (?, ?, ?, ?, ?)
        """)
      for (position, output) in reference.outputs.enumerated() {
        row.bind(id)
        row.bind(position)
        row.bind(output.line)
        row.bind(output.occurrence)
        row.bind(output.text)
        try row.insert()
      }
    }
  }

  /// The reference of an engine for a script of exactly this source; nil where none was imported.
  package func reference(
    engine: String, script: String, source: Digest
  ) throws(StoreError) -> ReferenceRecord? {
    try readSnapshot { database in
      guard
        let row = try Row.fetchOne(
          database,
          sql: """
            SELECT id, versions FROM _reference
            WHERE engine = ? AND script = ? AND source_sha256 = ?
            """, arguments: [engine, script, Data(source.bytes)])
      else { return nil }
      let outputs = try Row.fetchAll(
        database,
        sql: """
          SELECT line, occurrence, text FROM _reference_output WHERE reference = ?
          ORDER BY position
          """, arguments: [row["id"] as Int64]
      ).map {
        ReferenceRecord.Output(line: $0["line"], occurrence: $0["occurrence"], text: $0["text"])
      }
      let versions = JSONText.decodeObject(row["versions"])
      return ReferenceRecord(
        script: script, engine: engine,
        versions: Dictionary(versions) { first, _ in first }, outputs: outputs)
    }
  }

  /// Imported references, by script, engine and time of import.
  package func references() throws(StoreError) -> [(
    engine: String, script: String, source: Digest, outputs: Int
  )] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT r.engine, r.script, r.source_sha256,
            (SELECT count(*) FROM _reference_output o WHERE o.reference = r.id) AS outputs
          FROM _reference r ORDER BY r.script, r.engine, r.imported_at
          """
      ).compactMap { row in
        guard let source = Digest(bytes: row["source_sha256"] as Data) else { return nil }
        return (row["engine"], row["script"], source, row["outputs"])
      }
    }
  }

  // MARK: Baselines

  /// Pins a run under a name, one for each script; a run pinned before under the name is released.
  ///
  /// - Throws: `StoreError.noSuchRun`.
  package func setBaseline(_ name: String, to uid: RunUID, at now: Int64) throws(StoreError) {
    try write { database in
      try database.execute(
        sql: """
          INSERT INTO _baseline(name, script, run, set_at)
          SELECT ?, script, id, ? FROM _run WHERE uid = ?
          ON CONFLICT (name, script) DO UPDATE SET run = excluded.run, set_at = excluded.set_at
          """, arguments: [name, now, uid.description])
      guard database.changesCount > 0 else {
        throw StoreError.noSuchRun(selector: uid.description)
      }
    }
  }

  /// Releases a name and returns how many runs it pinned.
  package func removeBaseline(_ name: String) throws(StoreError) -> Int {
    try write { database in
      try database.execute(sql: "DELETE FROM _baseline WHERE name = ?", arguments: [name])
      return database.changesCount
    }
  }

  /// Pinned runs, by name and script.
  package func baselines() throws(StoreError) -> [(name: String, script: String, run: RunUID)] {
    try read { database in
      try Row.fetchAll(
        database, sql: "SELECT name, script, run FROM baselines ORDER BY name, script"
      ).compactMap { row in
        RunUID(row["run"] as String).map { (row["name"], row["script"], $0) }
      }
    }
  }

  // MARK: Acceptances

  /// Logs expectations that were rewritten.
  package func record(
    _ acceptances: [AcceptanceRecord], at now: Int64
  ) throws(StoreError) {
    guard !acceptances.isEmpty else { return }
    try write { database in
      var row = try RowWriter(
        database,
        """
        INSERT INTO _acceptance(run, script, line, old, new, max_rel, reason, accepted_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """)
      for acceptance in acceptances {
        row.bind(acceptance.run.description)
        row.bind(acceptance.script)
        row.bind(acceptance.line)
        row.bind(acceptance.old)
        row.bind(acceptance.new)
        row.bind(acceptance.relativeChange)
        row.bind(acceptance.reason)
        row.bind(now)
        try row.insert()
      }
    }
  }
}
