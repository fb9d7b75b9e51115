import CKernels

extension Kernels {
  /// Reduces `axes` (non-negative, distinct; nil means all).
  ///
  /// Sums are NumPy's pairwise tree, bit for bit; products run in order; extremes propagate NaN.
  /// Empty sums are 0, empty products 1; an empty extreme must have been refused by the caller.
  /// argmax and argmin take one axis or all of them and give int64 positions. Sums and products of
  /// bool are not defined here: cast first.
  package static func reduce(
    _ kernel: ReduceKernel, _ x: NDArray, axes: [Int]? = nil, keepDims: Bool = false
  ) -> NDArray {
    guard let dtype = result(of: kernel, x.dtype) else {
      preconditionFailure("\(kernel) is not defined for \(x.dtype.name)")
    }
    var reduced = [Bool](repeating: axes == nil, count: x.rank)
    for axis in axes ?? [] { reduced[axis] = true }
    let kept = x.shape.indices.map { reduced[$0] ? 1 : x.shape[$0] }
    var out = NDArray(uninitialized: dtype, shape: kept)
    let done = ag_reduce(
      kernel.code, x.dtype.code, x.rankCode, x.shape, x.base, x.strides, reduced, out.base,
      out.strides)
    precondition(done)
    if !keepDims {
      out.shape = x.shape.indices.filter { !reduced[$0] }.map { x.shape[$0] }
      out.strides = NDArray.contiguousStrides(of: out.shape)
    }
    return out
  }

  /// Running reduction along one axis, strictly in order; from the end where `reverse`.
  package static func cumulative(
    _ kernel: CumulativeKernel, _ x: NDArray, axis: Int, reverse: Bool = false
  ) -> NDArray {
    let out = NDArray(uninitialized: x.dtype, shape: x.shape)
    let done = ag_scan(
      kernel.code, x.dtype.code, x.rankCode, x.shape, Int32(axis), reverse, x.base, x.strides,
      out.base, out.strides)
    precondition(done, "running \(kernel) is not defined for \(x.dtype.name)")
    return out
  }
}
