package import Arrays

/// The quotient rounded down, as Python counts.
package struct FloorDivide: PiecewiseConstantBinary {
  package static let name = "floor_divide"
  package init() {}

  package var kernel: BinaryKernel { .floorDivide }
  package func resultDType(_ dtype: DType) -> DType? {
    dtype.isComplex || dtype == .bool ? nil : dtype
  }
}

extension Graph {
  /// Adds the quotient rounded down, as Python counts.
  package func floorDivide(_ x: NodeID, _ y: NodeID) throws -> NodeID {
    try apply(FloorDivide(), x, y)
  }
}
