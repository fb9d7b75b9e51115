import Arrays
package import Autodiff
package import Diagnostics
import Execution

/// Watches every derivative a script takes for operations that landed on a kink, a tie or a jump.
package final class KinkFinder: SweepObserver {
  /// One operation of the script and how often it stood on a kink under a derivative.
  package struct Finding: Equatable {
    /// What in the source made the operation.
    package var range: SourceRange
    package var kink: String
    /// Derivatives in which at least one element was on the kink.
    package var derivatives = 0
    /// Elements on the kink, and of how many, when it was first met.
    package var elements: Int
    package var count: Int
    /// Index of the first of them; empty for 0-d.
    package var first: [Int]
  }

  /// In the order in which they were first met.
  package private(set) var findings: [Finding] = []
  private var executor: Executor?
  private var isLooking = false

  package init() {}

  func begin(_ graph: Graph, _ executor: Executor, locate: @escaping () -> SourceRange?) {
    graph.sweepObserver = self
    graph.locate = locate
    self.executor = executor
  }

  package func didPull(
    outputs: [NodeID], cotangents: [NodeID?], wrt: [NodeID], results: [NodeID?], in graph: Graph
  ) { look(outputs, wrt, in: graph) }

  package func didPush(outputs: [NodeID], wrt: [NodeID], in graph: Graph) {
    look(outputs, wrt, in: graph)
  }

  private func look(_ outputs: [NodeID], _ wrt: [NodeID], in graph: Graph) {
    guard !isLooking, let executor, let lowest = wrt.min() else { return }
    isLooking = true
    defer { isLooking = false }
    var depends = Set(wrt)
    for id in graph.reachable(from: outputs, lowest: lowest.index) {
      guard graph.inputs(of: id).contains(where: { depends.contains($0) }) else { continue }
      depends.insert(id)
      guard let primitive = graph.primitive(of: id) as? any Kinked, !graph.isAbstract(id) else {
        continue
      }
      // An operation that cannot be evaluated here fails where the script looks at it.
      guard
        let flags = try? primitive.isOnKink(id, in: graph, value: { try executor.value(of: $0) })
      else { continue }
      let truths = flags.truths
      let elements = truths.count { $0 }
      if elements > 0 { note(graph.range(of: id), primitive.kink, elements, truths, flags.shape) }
    }
  }

  private func note(
    _ range: SourceRange, _ kink: String, _ elements: Int, _ truths: [Bool], _ shape: [Int]
  ) {
    if let index = findings.firstIndex(where: { $0.range == range && $0.kink == kink }) {
      findings[index].derivatives += 1
      return
    }
    var rest = truths.firstIndex(of: true) ?? 0
    var first: [Int] = []
    for extent in shape.reversed() {
      first.insert(rest % max(extent, 1), at: 0)
      rest /= max(extent, 1)
    }
    findings.append(
      Finding(
        range: range, kink: kink, derivatives: 1, elements: elements, count: truths.count,
        first: first))
  }
}
