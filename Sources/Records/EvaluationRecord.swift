/// A graph that was evaluated, stored once per hash.
package struct GraphRecord: Codable, Hashable, Sendable {
  /// Structural hash.
  package var hash: Digest
  package var nodes: Int
  /// Canonical text.
  package var text: String

  package init(hash: Digest, nodes: Int, text: String) {
    self.hash = hash
    self.nodes = nodes
    self.text = text
  }
}

/// One forward value or derivative that a script asked for.
package struct EvaluationRecord: Codable, Sendable {
  package enum Kind: String, Codable, Sendable, CaseIterable {
    case forward, gradient
    case valueAndGrad = "value_and_grad"
    case jacobian, jvp, vjp, hessian
  }

  package var cell: Int
  /// First line of the statement, from 1.
  package var line: Int
  /// Which execution of this request in this run it was, from 1.
  package var occurrence: Int
  package var kind: Kind
  /// Name of what was evaluated: a variable's name or a function's; nil where it has none.
  package var output: String?
  /// Name of what it was differentiated with respect to; nil for forward values.
  package var withRespectTo: String?
  package var graph: Digest?
  /// As the language spells it, such as `float64`.
  package var dtype: String
  package var shape: [Int]
  /// Elements in row-major order, little-endian, in their own dtype; nil above the recording limit.
  package var value: [UInt8]?
  /// Printed text at full precision.
  package var text: String
  /// Digest of dtype, shape and elements.
  package var digest: Digest
  /// Milliseconds spent.
  package var milliseconds: Double
  package var cache: CacheOutcome

  package init(
    cell: Int, line: Int, occurrence: Int, kind: Kind, output: String? = nil,
    withRespectTo: String? = nil, graph: Digest? = nil, dtype: String, shape: [Int] = [],
    value: [UInt8]?, text: String, digest: Digest, milliseconds: Double, cache: CacheOutcome
  ) {
    self.cell = cell
    self.line = line
    self.occurrence = occurrence
    self.kind = kind
    self.output = output
    self.withRespectTo = withRespectTo
    self.graph = graph
    self.dtype = dtype
    self.shape = shape
    self.value = value
    self.text = text
    self.digest = digest
    self.milliseconds = milliseconds
    self.cache = cache
  }
}

/// How many evaluations of one request were not recorded because its recording limit was reached.
package struct UnrecordedEvaluations: Codable, Hashable, Sendable {
  package var line: Int
  package var kind: EvaluationRecord.Kind
  package var count: Int

  package init(line: Int, kind: EvaluationRecord.Kind, count: Int) {
    self.line = line
    self.kind = kind
    self.count = count
  }
}
