/// One execution of one script: what is known when it starts, completed when it ends.
package struct RunRecord: Codable, Sendable {
  package enum Status: String, Codable, Sendable, CaseIterable {
    case running, ok, fail, error, timeout, interrupted
  }

  /// A `-p name=value` argument, the value as written.
  package struct Parameter: Codable, Hashable, Sendable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  package var uid: RunUID
  /// Path relative to the project root, with `/`; absolute for a script outside of it.
  package var script: String
  package var status: Status
  /// Milliseconds since 1970, UTC.
  package var startedAt: Int64
  /// Wall time in milliseconds; nil while running.
  package var milliseconds: Double?
  /// What the process reports for this run; nil while running.
  package var exitCode: Int?
  /// Full commit id of the project's HEAD, with `-dirty` where the script has uncommitted changes.
  package var gitCommit: String?
  /// Version of the program.
  package var agrun: String
  package var numericsRevision: Int
  package var sourceSHA256: Digest
  /// The script's bytes, kept once per digest.
  package var source: [UInt8]
  /// The `--seed` argument.
  package var seed: Int64?
  /// Last line of an uncaught error's message, such as `ZeroDivisionError: division by zero`.
  package var error: String?
  package var parameters: [Parameter]
  package var invocation: InvocationRecord
  package var environment: EnvironmentRecord

  package init(
    uid: RunUID, script: String, status: Status = .running, startedAt: Int64,
    milliseconds: Double? = nil, exitCode: Int? = nil, gitCommit: String? = nil, agrun: String,
    numericsRevision: Int, source: [UInt8], seed: Int64? = nil, error: String? = nil,
    parameters: [Parameter] = [], invocation: InvocationRecord, environment: EnvironmentRecord
  ) {
    self.uid = uid
    self.script = script
    self.status = status
    self.startedAt = startedAt
    self.milliseconds = milliseconds
    self.exitCode = exitCode
    self.gitCommit = gitCommit
    self.agrun = agrun
    self.numericsRevision = numericsRevision
    self.sourceSHA256 = SHA256.digest(of: source)
    self.source = source
    self.seed = seed
    self.error = error
    self.parameters = parameters
    self.invocation = invocation
    self.environment = environment
  }
}

/// One process of the program; `agrun test` makes many runs in one invocation.
package struct InvocationRecord: Codable, Hashable, Sendable {
  package var uid: RunUID
  /// Arguments as given, without the program's own path.
  package var arguments: [String]
  /// Milliseconds since 1970, UTC.
  package var startedAt: Int64

  package init(uid: RunUID, arguments: [String], startedAt: Int64) {
    self.uid = uid
    self.arguments = arguments
    self.startedAt = startedAt
  }
}

/// What a run's numbers may depend on besides script and data; equal environments are stored once.
package struct EnvironmentRecord: Codable, Hashable, Sendable {
  /// Such as `linux-x86_64`.
  package var platform: String
  /// Instruction set the kernels chose, such as `avx2`.
  package var instructionSet: String
  package var threads: Int

  package init(platform: String, instructionSet: String, threads: Int) {
    self.platform = platform
    self.instructionSet = instructionSet
    self.threads = threads
  }
}
