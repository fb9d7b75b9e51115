package import Records

/// What a run may be asked beyond its script.
package struct RunOptions: Sendable {
  package var parameters: [RunRecord.Parameter] = []
  package var seed: Int64?
  /// Wall seconds.
  package var timeout: Double?
  /// Bytes of live arrays and lists.
  package var maximumMemory: Int?
  /// Folder that readers of data files may look into; the script's own where nil.
  package var dataFolder: String?
  /// Evaluations recorded for one request of one line; more are only counted.
  package var recordingLimit = 100
  /// The last cell to run; nil for all.
  package var lastCell: Int?
  /// The only cell whose output is wanted; the cells before it run silently.
  package var onlyCell: Int?
  /// Milliseconds that a cell must take to be cached.
  package var cellThreshold = 5.0
  /// Whether every derivative is checked against a second derivation.
  package var checksDerivatives = false
  /// Whether kinks under derivatives are looked for.
  package var findsKinks = false
  /// False where nobody will see the evaluations: nothing is written down of them then.
  package var keepsEvaluations = true

  package init() {}
}

/// Where values of evaluated graphs come from and go to; the commands connect it to cache.db.
package protocol ValueCache: AnyObject {
  /// The stored bytes, nil where there are none.
  func payload(for key: Digest) -> [UInt8]?
  /// `material` is JSON that says what the key was made of; `cost` is nanoseconds.
  func store(_ payload: [UInt8], for key: Digest, material: String, cost: Int64)
  /// What a cell gave, stored under its key.
  func cellPayload(for key: Digest) -> [UInt8]?
  func storeCell(_ payload: [UInt8], for key: Digest, material: String, cost: Int64)
  /// Names this build of the interpreter; cells of another build are not found.
  var revision: String { get }
  /// Whether the next hit is computed again and compared.
  func verifiesHit() -> Bool
}
