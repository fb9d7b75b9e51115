package import Foundation

/// Runs the built `agrun` in a folder of its own, with databases of its own.
package struct Tool {
  package struct Result {
    package var status: Int32
    package var output: String
    package var errors: String
  }

  /// A fresh folder, removed by `close`.
  package let folder: URL
  private var environment: [String: String]

  package init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "agrun-tool-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent(".agrun"), withIntermediateDirectories: true)
    environment = ProcessInfo.processInfo.environment
    for name in environment.keys where name.hasPrefix("AGRUN_") { environment[name] = nil }
    environment["GITHUB_ACTIONS"] = nil
    environment["XDG_CACHE_HOME"] = folder.appendingPathComponent("cache").path
  }

  package func close() { try? FileManager.default.removeItem(at: folder) }

  package mutating func set(_ name: String, _ value: String) { environment[name] = value }

  /// Writes a file into the folder and returns its name.
  @discardableResult
  package func write(_ name: String, _ text: String) throws -> String {
    let url = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    return name
  }

  package func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
  }

  /// Copies a file of the repository into the folder.
  @discardableResult
  package func copy(_ path: String, as name: String? = nil) throws -> String {
    let source = Tool.repository.appendingPathComponent(path)
    let name = name ?? source.lastPathComponent
    try FileManager.default.copyItem(at: source, to: folder.appendingPathComponent(name))
    return name
  }

  package func run(_ arguments: String...) throws -> Result { try run(arguments) }

  package func run(_ arguments: [String]) throws -> Result {
    let process = Process()
    process.executableURL = Tool.executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = environment
    let outputFile = folder.appendingPathComponent(".stdout-\(UUID().uuidString)")
    let errorFile = folder.appendingPathComponent(".stderr-\(UUID().uuidString)")
    // Files rather than pipes: nothing blocks, however much is printed.
    for file in [outputFile, errorFile] {
      _ = FileManager.default.createFile(atPath: file.path, contents: nil)
    }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: outputFile), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errorFile), as: UTF8.self))
  }

  /// What a shell prints for a command line in which `agrun` and `scripts/agrun` are the built
  /// tool, both streams in order.
  package func shell(_ command: String) throws -> String {
    let binaries = folder.appendingPathComponent("scripts")
    let link = binaries.appendingPathComponent("agrun")
    if !FileManager.default.fileExists(atPath: link.path) {
      try FileManager.default.createDirectory(at: binaries, withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: Tool.executable)
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = folder
    process.environment = environment.merging(
      ["PATH": binaries.path + ":" + (environment["PATH"] ?? "")]
    ) { _, path in path }
    let output = folder.appendingPathComponent(".session")
    _ = FileManager.default.createFile(atPath: output.path, contents: nil)
    let handle = try FileHandle(forWritingTo: output)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    process.waitUntilExit()
    return String(decoding: try Data(contentsOf: output), as: UTF8.self)
  }

  /// Starts the tool without waiting for it; what it prints is discarded.
  package func start(_ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = Tool.executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// The product that the test run built beside the tests.
  private static var executable: URL {
    let tests = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    var folder = tests.deletingLastPathComponent()
    for _ in 0..<6 {
      let candidate = folder.appendingPathComponent("agrun")
      if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
      folder = folder.deletingLastPathComponent()
    }
    return Bundle.main.bundleURL.appendingPathComponent("agrun")
  }

  /// Root of the repository, from where this file was compiled.
  package static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
