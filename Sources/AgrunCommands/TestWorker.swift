import Foundation
import Synchronization

/// A process that tests the scripts named on its standard input and answers with a line of JSON each.
enum TestWorker {
  static func serve(_ runner: TestRunner) {
    let encoder = TestWorker.encoder
    while let script = readLine(strippingNewline: true), !Interruption.isRequested {
      var result: TestResult
      do {
        result = try runner.test(script)
      } catch {
        result = TestResult(
          script: script, status: ExitStatus.internalError.rawValue, messages: "\(error)\n",
          summary: "FAIL \(script) (internal error)")
      }
      guard let data = try? encoder.encode(result) else { return }
      FileHandle.standardOutput.write(data + [0x0a])
    }
  }

  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return encoder
  }

  static func decode(_ line: Data) -> TestResult? {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try? decoder.decode(TestResult.self, from: line)
  }
}

/// Worker processes that share a list of scripts: one that crashes fails its script and nothing else.
final class TestPool: Sendable {
  private struct State {
    var next = 0
    var results: [Int: TestResult] = [:]
  }

  private let scripts: [String]
  private let jobs: Int
  private let state = Mutex(State())
  private let arrived = DispatchSemaphore(value: 0)

  init(_ scripts: [String], jobs: Int) {
    self.scripts = scripts
    self.jobs = jobs
  }

  /// Hands the results over in the order of the scripts, until `take` returns false.
  func run(_ take: (TestResult) -> Bool) {
    for _ in 0..<jobs {
      Thread { self.work() }.start()
    }
    for index in scripts.indices {
      var result: TestResult?
      while result == nil {
        result = state.withLock { $0.results.removeValue(forKey: index) }
        if result == nil { arrived.wait() }
      }
      guard let result, take(result) else {
        state.withLock { $0.next = scripts.count }
        return
      }
      if Interruption.isRequested { return }
    }
  }

  private func work() {
    var worker: WorkerProcess?
    while true {
      let index: Int? = state.withLock { state in
        guard state.next < scripts.count, !Interruption.isRequested else { return nil }
        state.next += 1
        return state.next - 1
      }
      guard let index else { break }
      if worker == nil { worker = WorkerProcess() }
      let result = worker?.test(scripts[index])
      if result == nil { worker = nil }
      let known =
        result
        ?? TestResult(
          script: scripts[index], status: ExitStatus.internalError.rawValue,
          messages: "agrun: error: the process that ran \(scripts[index]) ended\n",
          summary: "FAIL \(scripts[index]) (internal error)")
      state.withLock { $0.results[index] = known }
      arrived.signal()
    }
    worker?.close()
  }
}

/// One worker with its pipes.
private final class WorkerProcess {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var buffer = Data()

  /// Nil where the process cannot be started.
  init?() {
    process.executableURL =
      Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    process.arguments = Array(CommandLine.arguments.dropFirst()) + ["--worker"]
    process.standardInput = input
    process.standardOutput = output
    guard (try? process.run()) != nil else { return nil }
  }

  /// Nil where the process ended instead of answering.
  func test(_ script: String) -> TestResult? {
    guard (try? input.fileHandleForWriting.write(contentsOf: Data((script + "\n").utf8))) != nil
    else { return nil }
    while true {
      if let end = buffer.firstIndex(of: 0x0a) {
        let line = buffer[buffer.startIndex..<end]
        buffer = Data(buffer[(end + 1)...])
        return TestWorker.decode(line)
      }
      let data = output.fileHandleForReading.availableData
      guard !data.isEmpty else { return nil }
      buffer.append(data)
    }
  }

  func close() {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}
