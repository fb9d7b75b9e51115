package import Records

/// One reusable result.
package struct CacheEntry: Sendable {
  package enum Kind: String, Sendable, CaseIterable { case plan, value, cell }

  package var key: Digest
  package var kind: Kind
  /// What the key was made of, as a JSON object, for `agrun cache explain`.
  package var material: String
  package var payload: [UInt8]
  /// Nanoseconds it took to compute.
  package var cost: Int64

  package init(key: Digest, kind: Kind, material: String, payload: [UInt8], cost: Int64) {
    self.key = key
    self.kind = kind
    self.material = material
    self.payload = payload
    self.cost = cost
  }
}

/// How a run may use the cache: `AGRUN_CACHE` and `--no-cache`.
package enum CacheMode: String, Sendable, CaseIterable {
  /// Reads and writes.
  case readWrite = "rw"
  /// Reads only.
  case readOnly = "ro"
  case off
  /// Computes everything and writes it.
  case refresh
  /// Reads, computes nevertheless, and compares.
  case verify

  /// Whether look-ups are answered.
  package var reads: Bool { self == .readWrite || self == .readOnly || self == .verify }
  /// Whether new entries are kept.
  package var writes: Bool { self == .readWrite || self == .refresh || self == .verify }
}

/// Something wrong with the cache that was dealt with; a run reports it and goes on.
package enum CacheProblem: Hashable, Sendable {
  /// Entries whose checksum did not match; they were deleted.
  case badEntries(count: Int)
  /// The file was no usable database; it was renamed and a new one begun.
  case setAside(path: String)
  /// The cache could not be used or written at all.
  case unusable(path: String, detail: String)

  package var message: String {
    switch self {
    case .badEntries(let count):
      "\(count) damaged cache \(count == 1 ? "entry was" : "entries were") deleted and recomputed"
    case .setAside(let path): "the cache was damaged; it was moved to \(path) and begun anew"
    case .unusable(let path, let detail): "the cache \(path) cannot be used: \(detail)"
    }
  }
}

/// Totals for `agrun cache stats`.
package struct CacheStatistics: Sendable, Equatable {
  package struct Group: Sendable, Equatable {
    package var kind: CacheEntry.Kind
    package var entries: Int
    package var payloadBytes: Int
    /// Nanoseconds that one hit of each entry saves.
    package var cost: Int64
  }

  package var groups: [Group]
  package var fileBytes: Int
}
