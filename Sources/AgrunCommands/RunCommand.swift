import ArgumentParser
import Arrays
import Foundation
import Notebooks
import Records
import Regression
import Results

/// `agrun FILE.ag`.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs scripts; stdout is exactly what they print.",
    discussion: """
      Exit codes: 0 ok · 1 an expectation differs (--check) · 2 bad command line · 3 uncaught \
      error · 4 does not parse · 8 not recorded (--require-db) · 124 timeout · 130 interrupted.
      """)

  @Argument(help: "Scripts (.ag), or folders of them.", completion: .file(extensions: ["ag"]))
  var paths: [String]

  @OptionGroup var options: ScriptOptions

  @Flag(help: "Compare the output with the script's `# output:` lines; exit 1 where it differs.")
  var check = false

  @Option(help: "Run only this cell, after those before it, whose output is left out.")
  var cell: Int?

  @Option(help: "Stop after this cell.")
  var until: Int?

  @Flag(help: "Check every derivative against a second derivation; exit 1 where they disagree.")
  var gradcheck = false

  func validate() throws {
    guard cell ?? 1 >= 1, until ?? 1 >= 1 else {
      throw ValidationError("cells are numbered from 1")
    }
    guard cell == nil || until == nil else {
      throw ValidationError("--cell and --until exclude each other")
    }
  }

  func run() throws {
    let scripts = try options.scripts(paths)
    guard !scripts.isEmpty else {
      StandardError.fail("there is no .ag script in \(paths.joined(separator: ", "))")
      throw ExitCode(ExitStatus.usage.rawValue)
    }
    let recording = try options.recording()
    var status = ExitStatus.ok
    let output = StandardOutput()
    var runOptions = try options.runOptions()
    runOptions.checksDerivatives = gradcheck
    if options.noRecord, options.noCache, options.recordLimit == nil, !gradcheck {
      // Nobody will read them.
      runOptions.recordingLimit = 0
    }
    runOptions.onlyCell = cell
    runOptions.lastCell = cell ?? until
    for script in scripts {
      do {
        let file = try ScriptFile.read(script)
        let execution = ScriptExecution.execute(
          script, file, runOptions, recording,
          comparing: check ? Comparison.Options() : nil, print: { output.write($0) })
        output.flush()
        StandardError.write(execution.messages)
        status = status.combined(with: execution.status)
        let derivatives = execution.outcome.derivativeChecks
        StandardError.write(DerivativeReport(script: script, checks: derivatives).text)
        if derivatives.contains(where: { !$0.agrees }) {
          status = status.combined(with: .differs)
        }
        if let comparison = execution.comparison, !comparison.ok {
          StandardError.write(FailureReport(execution).text)
          status = status.combined(with: .differs)
        }
      } catch {
        StandardError.fail(error.message)
        status = status.combined(with: .usage)
      }
      if Interruption.isRequested { break }
    }
    if recording.failed, options.requireDB { status = status.combined(with: .notRecorded) }
    try status.end()
  }
}

/// Options that every command which runs scripts takes.
struct ScriptOptions: ParsableArguments {
  @Option(
    name: [.customShort("p"), .customLong("param")],
    help: ArgumentHelp(
      "Gives a top-level name of the script another value (a Python expression).",
      valueName: "name=value"))
  var parameters: [String] = []

  @Option(help: "Seeds every random stream that the script does not seed itself.")
  var seed: Int64?

  @Option(
    help:
      "Threads that large operations are shared among (AGRUN_THREADS, else 1); no bit depends on it."
  )
  var threads: Int?

  @Flag(name: .customLong("no-record"), help: "Record nothing in results.db.")
  var noRecord = false

  @Flag(name: .customLong("no-cache"), help: "Compute everything; look nothing up.")
  var noCache = false

  @Option(
    name: .customLong("verify-cache"),
    help: ArgumentHelp(
      "Compute this part of the cache's hits again and compare the bits; exit 7 where they differ.",
      valueName: "0…1"))
  var verifyCache: Double?

  @Flag(name: .customLong("require-db"), help: "Exit 8 where results could not be recorded.")
  var requireDB = false

  @Option(help: "Stop a script after so many seconds (exit 124).")
  var timeout: Double?

  @Option(
    name: .customLong("max-memory"), help: "Bytes that live arrays may take, such as 2G or 500M.")
  var maximumMemory: String?

  @Option(help: "Folder that readers of data files may look into (default: the script's own).")
  var data: String?

  @Option(
    name: .customLong("record"),
    help: "Evaluations recorded for one request of one line, or all (default: 100).")
  var recordLimit: String?

  func scripts(_ paths: [String]) throws -> [String] {
    do {
      // A folder given by name runs every script in it; a missing file is reported when it is read.
      return try paths.flatMap { path throws(ScriptFile.Problem) in
        FileManager.default.fileExists(atPath: path) ? try ScriptFile.find([path]) : [path]
      }
    } catch let problem as ScriptFile.Problem {
      StandardError.fail(problem.message)
      throw ExitCode(ExitStatus.usage.rawValue)
    }
  }

  func recording() throws -> Recording {
    var mode = CacheMode.readWrite
    if let text = ProcessInfo.processInfo.environment["AGRUN_CACHE"], !text.isEmpty {
      guard let chosen = CacheMode(rawValue: text) else {
        throw ValidationError(
          "AGRUN_CACHE is '\(text)'; it must be one of \(CacheMode.allCases.map(\.rawValue).joined(separator: ", "))"
        )
      }
      mode = chosen
    }
    if let verifyCache, !(0...1).contains(verifyCache) {
      throw ValidationError("--verify-cache takes a part of the hits, from 0 to 1")
    }
    return Recording(
      isOn: !noRecord, cacheMode: noCache ? .off : mode, verifiedShare: verifyCache ?? 0)
  }

  func runOptions() throws -> RunOptions {
    var options = RunOptions()
    for parameter in parameters {
      let parts = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty else {
        throw ValidationError("'-p \(parameter)': expected name=value")
      }
      options.parameters.append(
        RunRecord.Parameter(name: String(parts[0]), value: String(parts[1])))
    }
    options.seed = seed
    options.keepsEvaluations = !noRecord
    if let timeout {
      guard timeout > 0 else { throw ValidationError("--timeout must be more than 0 seconds") }
      options.timeout = timeout
    }
    if let maximumMemory {
      guard let bytes = ByteCount.parse(maximumMemory) else {
        throw ValidationError(
          "--max-memory '\(maximumMemory)': expected a number with K, M, G or T")
      }
      options.maximumMemory = bytes
    }
    if let recordLimit {
      if recordLimit == "all" {
        options.recordingLimit = Int.max
      } else if let limit = Int(recordLimit), limit >= 0 {
        options.recordingLimit = limit
      } else {
        throw ValidationError("--record '\(recordLimit)': expected a count or all")
      }
    }
    if let threads {
      guard threads > 0 else { throw ValidationError("--threads must be 1 or more") }
      Kernels.useThreads(threads)
    }
    options.dataFolder = data
    if let text = ProcessInfo.processInfo.environment["AGRUN_CACHE_THRESHOLD"], !text.isEmpty {
      guard let milliseconds = Double(text), milliseconds >= 0 else {
        throw ValidationError("AGRUN_CACHE_THRESHOLD is '\(text)'; it must be milliseconds")
      }
      options.cellThreshold = milliseconds
    }
    return options
  }
}

/// Sizes as people write them.
enum ByteCount {
  static func parse(_ text: String) -> Int? {
    var digits = text.uppercased()
    if digits.hasSuffix("B") { digits.removeLast() }
    if digits.hasSuffix("I") { digits.removeLast() }
    let units: [Character: Int] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40]
    var factor = 1
    if let last = digits.last, let unit = units[last] {
      factor = unit
      digits.removeLast()
    }
    guard let value = Double(digits), value > 0, value * Double(factor) < 9e18 else { return nil }
    return Int(value * Double(factor))
  }
}
