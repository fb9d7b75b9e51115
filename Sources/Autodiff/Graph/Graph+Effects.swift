/// An operation that does something besides giving results.
package protocol EffectfulPrimitive: Primitive {
  /// Whether it must run even where nobody needs its results.
  var hasEffects: Bool { get }
}

extension ClosedGraph {
  /// Whether running the body does something besides giving results.
  package var hasEffects: Bool { !graph.effects.isEmpty }

  /// What a run must compute: the outputs, and nodes that are run for what they do, in order.
  package var roots: [NodeID] { outputs + graph.effects }
}

extension Graph {
  /// Takes the effects noted since there were `count` of them.
  package func takeEffects(from count: Int = 0) -> [NodeID] {
    guard effects.count > count else { return [] }
    let taken = Array(effects[count...])
    effects.removeLast(effects.count - count)
    return taken
  }

  /// Puts back effects that were taken.
  package func restoreEffects(_ ids: [NodeID]) { effects += ids }
}
