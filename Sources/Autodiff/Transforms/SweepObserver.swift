/// Sees every derivative that is taken outside of all traces, once it is built.
package protocol SweepObserver: AnyObject {
  /// A reverse sweep: `results` are the cotangents of `wrt` for `cotangents` of `outputs`.
  func didPull(
    outputs: [NodeID], cotangents: [NodeID?], wrt: [NodeID], results: [NodeID?], in graph: Graph)
  /// A forward sweep.
  func didPush(outputs: [NodeID], wrt: [NodeID], in graph: Graph)
}
