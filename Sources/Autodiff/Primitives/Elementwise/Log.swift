package import Arrays

/// The natural logarithm of each element; NaN below zero for real dtypes.
package struct Log: ElementwiseUnary {
  package static let name = "log"
  package init() {}

  package var kernel: UnaryKernel { .log }

  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    try g.divide(seed, x)
  }
}

extension Graph {
  /// Adds the natural logarithm of each element; NaN below zero for real dtypes.
  package func log(_ x: NodeID) throws -> NodeID { try append(hot.log, x) }
}
