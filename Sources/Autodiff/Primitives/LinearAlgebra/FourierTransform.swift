import Arrays
import CKernels

/// The discrete Fourier transform of complex elements along an axis; the inverse is not scaled.
///
/// Its matrix is symmetric, so it is its own transpose.
package struct FourierTransform: Primitive {
  package static let name = "fft"
  package let axis: Int
  package let inverse: Bool

  package init(axis: Int, inverse: Bool) {
    self.axis = axis
    self.inverse = inverse
  }

  package var attributes: [Attribute] {
    [Attribute("axis", axis), Attribute("inverse", inverse)]
  }
  package var lowering: Lowering { .host(HostFunction { [try transformed($0[0])] }) }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    try ShapeRules.check([axis], rank: inputs[0].rank, primitive: Self.name)
    guard inputs[0].dtype.isComplex else {
      throw GraphError.unsupportedDType(primitive: Self.name, dtype: inputs[0].dtype)
    }
    return inputs[0]
  }
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    try tangents[0].map { try g.apply(self, $0) }
  }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents { .one(try g.apply(self, cotangent)) }
  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) {
    guard let batch = axes[0] else { return (try g.apply(self, inputs[0]), axis: nil) }
    let shifted = FourierTransform(axis: axis < batch ? axis : axis + 1, inverse: inverse)
    return (try g.apply(shifted, inputs[0]), axis: batch)
  }

  /// Unsafe: hands rows of a fresh contiguous complex128 buffer to C, which stays within a row's
  /// `n` elements.
  private func transformed(_ x: NDArray) throws -> NDArray {
    let n = x.shape[axis]
    let rows = Kernels.cast(try x.movedAxes([axis], to: [-1]), to: .complex128)
    let base = Factorisations.pointer(rows, 0).assumingMemoryBound(to: Double.self)
    if n > 0 {
      for row in 0..<(rows.count / n) where !ag_fft_row(n, base + 2 * row * n, inverse) {
        throw GraphError.invalid(primitive: Self.name, reason: "out of memory")
      }
    }
    let moved = try rows.movedAxes([-1], to: [axis])
    return x.dtype == .complex128 ? moved : Kernels.cast(moved, to: x.dtype)
  }
}

extension Graph {
  /// Adds the discrete Fourier transform of complex `x` along `axis`; the inverse is not scaled.
  package func fourierTransform(_ x: NodeID, axis: Int, inverse: Bool = false) throws -> NodeID {
    try apply(FourierTransform(axis: axis, inverse: inverse), x)
  }
}
