import Arrays
package import Diagnostics
package import Records

/// Everything one run of a script owns: names, types, modules, output and limits.
///
/// Confined to its thread.
package final class Interpreter {
  package let types: TypeRegistry
  package let modules: ModuleRegistry
  package let globals = Globals()
  package var limits = Limits()
  /// Receives every `print`, with the site that the text belongs to.
  package var output: (OutputEvent) throws -> Void = { _ in }
  /// Receives what a script writes to `sys.stderr`, warnings included.
  package var errorOutput: (String) -> Void = StandardError.write
  /// Builtin functions, types and exceptions by name; made at the first look-up.
  var builtins: [Name: Value]?
  /// Grows whenever a class attribute changes; inline caches compare it.
  package var typeVersion = 0
  var writtenBytes = 0
  /// The format specification parsed last.
  var lastFormat: (text: String, spec: FormatSpec)?
  /// Nested comparisons of containers under way.
  var comparisonDepth = 0
  /// Executions of the statement before each expectation of the script.
  package var visitCounts: [Int] = []
  package let notImplemented = SingletonObject("NotImplemented")
  package let ellipsis = SingletonObject("Ellipsis")
  private(set) lazy var machine = Machine(self)
  /// Graph, executor and numerical settings; made when a script first needs them.
  package private(set) lazy var numerics = startNumerics()
  /// Figures that the script draws.
  package private(set) lazy var plots = PlotSession()
  /// Called with the numeric session when a script first needs it.
  package var numericsDidStart: (NumericSession) -> Void = { _ in }
  /// Sees every evaluation of a graph; nil where nothing is recorded.
  package var recorder: (any EvaluationRecorder)?
  /// Checks every derivative that the script asks for; nil where nothing is checked.
  package var derivativeVerifier: DerivativeVerifier?
  /// Looks for kinks under every derivative; nil where nobody asks.
  package var kinkFinder: KinkFinder?
  /// Seeds random streams that the script does not seed itself; nil takes fresh entropy.
  package var defaultSeed: Int?
  /// Streams that were seeded from `defaultSeed` so far, so that no two are the same.
  private var seededStreams: UInt32 = 0
  /// Set once a script has read a clock: what it computes from there need not repeat.
  package var readClock = false
  /// Set once a stream was seeded from entropy or from `defaultSeed`.
  package var drewEntropy = false
  /// Set once a script drew from a stream of the module `random`.
  package var usedStandardStream = false
  /// Whether numerical work has begun.
  package private(set) var hasNumerics = false
  /// Asked now and then; true ends the run (Ctrl-C).
  package var isInterrupted: () -> Bool = { false }
  /// Called between instructions now and then: no values are in flight, so the graph may be compacted.
  package var safePoint: () throws -> Void = {}

  package init() {
    types = TypeRegistry()
    modules = ModuleRegistry()
  }

  /// Runs the code of a cell in the module namespace.
  package func run(_ code: CodeObject) throws {
    machine.deadline = limits.seconds.map { .now + .seconds($0) }
    try machine.run(code)
  }

  /// Ends the run where its time is up or Ctrl-C was pressed; for builtins that take long.
  package func checkInterruption() throws { try machine.checkInterruption() }

  /// Gives a name of the module namespace a value.
  package func assign(_ value: Value, to name: Name) {
    globals[globals.slot(of: name) { BuiltinTable.lookUp($0, in: self) }] = value
  }

  /// Words that seed a random stream which the script does not seed: the system's, or with `--seed` the same in every run, in
  /// the order in which streams ask.
  package func freshEntropy(_ count: Int) -> [UInt32] {
    drewEntropy = true
    guard let seed = defaultSeed else {
      return (0..<count).map { _ in UInt32.random(in: 0...UInt32.max) }
    }
    seededStreams += 1
    let bits = UInt64(bitPattern: Int64(seed))
    let words = [
      UInt32(truncatingIfNeeded: bits), UInt32(truncatingIfNeeded: bits >> 32), seededStreams,
    ]
    return (0..<count).map { words[$0 % words.count] }
  }

  private func startNumerics() -> NumericSession {
    hasNumerics = true
    let session = NumericSession(entropy: { [unowned self] in
      // The session tells itself whether anything was drawn from its own stream.
      let drew = drewEntropy
      defer { drewEntropy = drew }
      return freshEntropy($0)
    })
    session.currentRange = { [unowned self] in currentRange }
    session.limitMemory(to: limits.memory)
    numericsDidStart(session)
    if let derivativeVerifier {
      derivativeVerifier.watch(session.graph)
      // Compiled functions are traced without values; run plainly, their derivatives can be looked at.
      session.disabledJIT += 1
      derivativeVerifier.begin(session.executor) { [unowned self] in currentRange }
    }
    if let kinkFinder {
      session.disabledJIT += 1
      kinkFinder.begin(session.graph, session.executor) { [unowned self] in currentRange }
    }
    return session
  }

  /// Asks for `safePoint` at the next loop iteration.
  package func requestSafePoint() { machine.budget = 0 }
}

/// What one `print` wrote, where.
package struct OutputEvent {
  package var text: String
  /// Unrounded numbers in the text, in order.
  package var numbers: [PrintedNumbers]
  /// Statements being executed, innermost first: those around the print in its frame, then the callers'.
  package var sites: [SourceRange]
}
