package import Arrays

/// The number of bits set in each element.
package struct PopulationCount: PiecewiseConstantUnary {
  package static let name = "population_count"
  package init() {}

  package var kernel: UnaryKernel { .populationCount }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isInteger ? dtype : nil }
}

extension Graph {
  /// Adds the number of bits set in each element.
  package func populationCount(_ x: NodeID) throws -> NodeID { try apply(PopulationCount(), x) }
}
