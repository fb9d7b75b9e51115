import Arrays
import Foundation
import Notebooks
import Records
import Results
import Runtime

/// The databases of one invocation: opened when first needed, written twice a run, never in the way of a run.
final class Recording {
  private let invocation: InvocationRecord
  private var stores: [String: ResultsStore] = [:]
  private var caches: [String: RunCache] = [:]
  private var failedStores: Set<String> = []
  private let isOn: Bool
  private let cacheMode: CacheMode
  private let verifiedShare: Double
  private let environment = ProcessInfo.processInfo.environment
  private let folder = FileManager.default.currentDirectoryPath
  /// Set when something could not be recorded.
  private(set) var failed = false

  init(isOn: Bool, cacheMode: CacheMode, verifiedShare: Double = 0) {
    self.isOn = isOn
    self.verifiedShare = verifiedShare
    self.cacheMode = cacheMode
    invocation = InvocationRecord(
      uid: RunUID(), arguments: Array(CommandLine.arguments.dropFirst()),
      startedAt: Recording.now())
  }

  static func now() -> Int64 { Int64(Date().timeIntervalSince1970 * 1000) }

  func location(of script: String) -> ProjectLocation {
    ProjectLocation(script: script, environment: environment, currentFolder: folder)
  }

  /// How the database names a script.
  func recordedName(of script: String) -> String {
    location(of: script).recordedPath(of: script, currentFolder: folder)
  }

  /// The project's commit; nil outside of git.
  func commit(of script: String) -> String? { GitHead.commit(above: location(of: script).root) }

  /// The record that a run starts with.
  func makeRun(of script: String, source: [UInt8], options: RunOptions) -> RunRecord {
    let location = location(of: script)
    return RunRecord(
      uid: RunUID(), script: location.recordedPath(of: script, currentFolder: folder),
      startedAt: Recording.now(), gitCommit: GitHead.commit(above: location.root),
      agrun: Version.text, numericsRevision: NumericsRevision.current, source: source,
      seed: options.seed, parameters: options.parameters, invocation: invocation,
      environment: EnvironmentRecord(
        platform: Platform.name, instructionSet: Platform.instructionSet, threads: Kernels.threads))
  }

  func store(for script: String) -> ResultsStore? {
    guard isOn else { return nil }
    let path = location(of: script).resultsDatabase
    if let store = stores[path] { return store }
    guard !failedStores.contains(path) else { return nil }
    do {
      let store = try ResultsStore(path: path)
      stores[path] = store
      return store
    } catch {
      failedStores.insert(path)
      report(error)
      return nil
    }
  }

  func cache(for script: String) -> RunCache? {
    guard cacheMode != .off else { return nil }
    let path = location(of: script).cacheDatabase
    if let cache = caches[path] { return cache }
    let cache = RunCache(
      CacheStore(path: path, engineRevision: NumericsRevision.current, mode: cacheMode),
      verifiedShare: cacheMode == .verify ? 1 : verifiedShare)
    caches[path] = cache
    return cache
  }

  func start(_ run: RunRecord, script: String) {
    attempt(script) { (store) throws(StoreError) in try store.startRun(run) }
  }

  func finish(_ report: RunReport, script: String) {
    attempt(script) { (store) throws(StoreError) in try store.finishRun(report) }
    cache(for: script)?.finish()
  }

  private func attempt(_ script: String, _ body: (ResultsStore) throws(StoreError) -> Void) {
    guard let store = store(for: script) else { return }
    do {
      try body(store)
    } catch {
      report(error)
    }
  }

  private func report(_ error: StoreError) {
    failed = true
    StandardError.warn("results are not recorded: \(error.message)")
  }
}

/// The values that one process takes from cache.db and brings to it.
final class RunCache: ValueCache {
  private let store: CacheStore
  private var pending: [CacheEntry] = []
  private var isPending: Set<Digest> = []

  /// Part of the hits that are computed again.
  private let verifiedShare: Double

  init(_ store: CacheStore, verifiedShare: Double) {
    self.store = store
    self.verifiedShare = verifiedShare
  }

  func payload(for key: Digest) -> [UInt8]? {
    if isPending.contains(key), let entry = pending.first(where: { $0.key == key }) {
      return entry.payload
    }
    return store.payload(for: key, kind: .value)
  }

  func cellPayload(for key: Digest) -> [UInt8]? { store.payload(for: key, kind: .cell) }

  func storeCell(_ payload: [UInt8], for key: Digest, material: String, cost: Int64) {
    guard isPending.insert(key).inserted else { return }
    pending.append(
      CacheEntry(key: key, kind: .cell, material: material, payload: payload, cost: cost))
  }

  func verifiesHit() -> Bool {
    guard verifiedShare > 0 else { return false }
    return verifiedShare >= 1 || Double.random(in: 0..<1) < verifiedShare
  }

  /// The program itself by version, size and time of building: what it prints may change with any of its parts.
  let revision: String = {
    let path = Bundle.main.executablePath ?? CommandLine.arguments[0]
    var information = stat()
    guard stat(path, &information) == 0 else { return Version.text }
    return
      "\(Version.text) \(information.st_size) \(information.st_mtim.tv_sec).\(information.st_mtim.tv_nsec)"
  }()

  func store(_ payload: [UInt8], for key: Digest, material: String, cost: Int64) {
    guard isPending.insert(key).inserted else { return }
    pending.append(
      CacheEntry(key: key, kind: .value, material: material, payload: payload, cost: cost))
  }

  func finish() {
    store.finish(storing: pending, at: Recording.now())
    pending = []
    isPending = []
    for problem in store.problems { StandardError.warn(problem.message) }
  }
}
