import CKernels

/// How a scatter combines an update with what stands there.
package enum ScatterMode: Int32, Hashable, Sendable, CaseIterable {
  case set = 0
  case add, multiply, min, max
}

extension Kernels {
  /// Rows of `x` along its first axis, one for each element of `index`.
  ///
  /// The index is int64; the shape is `index.shape + x.shape[1...]`. An index outside the axis gives a
  /// row of zeros.
  package static func gather(_ x: NDArray, rows index: NDArray) -> NDArray {
    precondition(index.dtype == .int64 && x.rank > 0)
    let x = x.contiguous()
    let index = index.contiguous()
    let inner = Array(x.shape.dropFirst())
    let out = NDArray(uninitialized: x.dtype, shape: index.shape + inner)
    ag_gather(
      x.dtype.itemSize, index.count, inner.reduce(1, *), x.base, x.shape[0],
      index.base.assumingMemoryBound(to: Int64.self), out.base)
    return out
  }

  /// A copy of `x` into whose rows `updates` (shape `index.shape + x.shape[1...]`) have gone, in
  /// the order of `index`.
  ///
  /// An index outside the axis is dropped. `multiply`, `min` and `max` need a dtype with that
  /// order; repeated indices combine.
  package static func scatter(
    _ updates: NDArray, rows index: NDArray, onto x: NDArray, _ mode: ScatterMode
  ) -> NDArray {
    let out = x.copied()
    scatter(updates, rows: index, into: out, mode)
    return out
  }

  /// As `scatter(_:rows:onto:_:)` in place: `out` is contiguous.
  package static func scatter(
    _ updates: NDArray, rows index: NDArray, into out: NDArray, _ mode: ScatterMode
  ) {
    precondition(index.dtype == .int64 && out.rank > 0 && out.isContiguous)
    precondition(updates.dtype == out.dtype)
    let inner = Array(out.shape.dropFirst())
    let updates = updates.view(broadcastTo: index.shape + inner).contiguous()
    let index = index.contiguous()
    let done = ag_scatter(
      mode.rawValue, out.dtype.code, index.count, inner.reduce(1, *), updates.base, out.base,
      out.shape[0], index.base.assumingMemoryBound(to: Int64.self))
    precondition(done, "scatter \(mode) is not defined for \(out.dtype.name)")
  }
}
