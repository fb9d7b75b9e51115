import Arrays
package import Autodiff
package import Diagnostics
import Execution

/// Checks the derivatives that a script asks for against a second and a third derivation.
///
/// A derivative is looked at along directions v (each coordinate where there are few, and random ones): the reverse sweep's
/// ⟨Jᵀu, v⟩, the forward sweep's ⟨u, J v⟩, and ⟨u, (f(x+hv) − f(x−hv)) / 2h⟩ extrapolated to h = 0 (Ridders' table, C. Ridders,
/// Adv. Eng. Software 4, 1982). Branches that the script took stay taken: differences evaluate the graph, not the script.
package final class DerivativeVerifier: SweepObserver {
  /// One derivative's outcome, before the script's own names are known.
  package struct Finding {
    package var range: SourceRange?
    package var kind: EvaluationRequest.Kind = .gradient
    package var output: String?
    package var withRespectTo: String?
    package var directions = 0
    package var modeDigits: Double?
    package var differenceDigits: Double?
    package var worst: Direction
    package var reverse = 0.0
    package var forward: Double?
    package var difference: Double?
    package var agrees = true
  }

  /// Where a derivative was looked at.
  package struct Direction: Equatable {
    /// Position of the leaf among those differentiated, and the element's index; nil for random directions.
    package var coordinate: (leaf: Int, index: [Int])?
    package var random = 0
    package var leaves = 1

    package static func == (a: Direction, b: Direction) -> Bool {
      a.coordinate?.leaf == b.coordinate?.leaf && a.coordinate?.index == b.coordinate?.index
        && a.random == b.random
    }
  }

  package private(set) var findings: [Finding] = []
  private var unnamed: [Int] = []
  private var perPlace: [Int32: Int] = [:]
  private var executor: Executor?
  private var range: () -> SourceRange? = { nil }
  private var isChecking = false

  /// Derivatives checked at one place; loops repeat theirs.
  private static let limit = 5
  /// Elements up to which every coordinate is a direction.
  private static let coordinates = 12

  package init() {}

  func watch(_ graph: Graph) { graph.sweepObserver = self }

  func begin(_ executor: Executor, range: @escaping () -> SourceRange?) {
    self.executor = executor
    self.range = range
  }

  /// Gives what was found since the last call the names under which the script asked.
  func name(_ kind: EvaluationRequest.Kind, output: String?, withRespectTo: String?) {
    for index in unnamed {
      findings[index].kind = kind
      findings[index].output = output
      findings[index].withRespectTo = withRespectTo
    }
    unnamed = []
  }

  package func didPull(
    outputs: [NodeID], cotangents: [NodeID?], wrt: [NodeID], results: [NodeID?], in graph: Graph
  ) {
    let isKnown = !cotangents.contains { $0.map { graph.isAbstract($0) } ?? false }
    check(outputs, wrt, pulled: isKnown ? (cotangents, results) : nil, in: graph)
  }

  package func didPush(outputs: [NodeID], wrt: [NodeID], in graph: Graph) {
    check(outputs, wrt, pulled: nil, in: graph)
  }

  // MARK: One derivative

  private func check(
    _ outputs: [NodeID], _ wrt: [NodeID], pulled: (cotangents: [NodeID?], results: [NodeID?])?,
    in graph: Graph
  ) {
    guard !isChecking, let executor, !wrt.isEmpty else { return }
    let place = range()
    let key = place?.lower ?? -1
    guard perPlace[key, default: 0] < DerivativeVerifier.limit else { return }
    let isReal = { (id: NodeID) in
      graph.dtype(of: id).isInexact && !graph.dtype(of: id).isComplex && !graph.isAbstract(id)
        && !graph.isMultiOutput(id)
    }
    let differentiable = outputs.indices.filter { isReal(outputs[$0]) }
    guard wrt.allSatisfy(isReal), !differentiable.isEmpty else { return }
    isChecking = true
    let mark = graph.mark
    defer {
      graph.truncate(to: mark)
      isChecking = false
    }
    perPlace[key, default: 0] += 1
    let roots = differentiable.map { outputs[$0] }
    do {
      var probe = try DerivativeProbe(graph, executor, roots: roots, wrt: wrt)
      if let pulled {
        try probe.take(
          cotangents: differentiable.map { pulled.cotangents[$0] }, results: pulled.results)
      } else {
        try probe.pull()
      }
      var finding = try probe.finding(coordinates: DerivativeVerifier.coordinates)
      finding.range = place
      unnamed.append(findings.count)
      findings.append(finding)
    } catch {
      // A graph that cannot be evaluated or has no reverse rule has no derivative to check.
    }
  }
}
