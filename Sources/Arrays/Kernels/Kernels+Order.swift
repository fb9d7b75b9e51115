import CKernels

extension Kernels {
  /// Positions (int64) that sort each row along `axis`; stable, NaN last, complex by real then
  /// imaginary part.
  package static func argsort(_ x: NDArray, axis: Int) -> NDArray {
    let order = orders(of: x, axis: axis)
    return order.movingLastAxis(to: axis).copied()
  }

  /// `x` sorted along `axis`, in the order of `argsort`.
  package static func sort(_ x: NDArray, axis: Int) -> NDArray {
    let order = orders(of: x, axis: axis)
    let source = x.movingAxisLast(axis).contiguous()
    let out = NDArray(uninitialized: x.dtype, shape: source.shape)
    let n = source.shape[source.rank - 1]
    let size = x.dtype.itemSize
    let positions = order.base.assumingMemoryBound(to: Int64.self)
    for row in 0..<(n == 0 ? 0 : source.count / n) {
      ag_gather(
        size, n, 1, source.base + row * n * size, n, positions + row * n,
        out.base + row * n * size)
    }
    return out.movingLastAxis(to: axis).copied()
  }

  /// Where `values` would go into the sorted vector: before equals, or after them where `right`.
  ///
  /// Shape of `values`, int64.
  package static func searchSorted(
    _ sorted: NDArray, _ values: NDArray, right: Bool = false
  ) -> NDArray {
    precondition(sorted.rank == 1 && sorted.dtype == values.dtype)
    let sorted = sorted.contiguous()
    let values = values.contiguous()
    let out = NDArray(uninitialized: .int64, shape: values.shape)
    ag_searchsorted(
      sorted.dtype.code, sorted.count, sorted.base, values.count, values.base, right,
      out.base.assumingMemoryBound(to: Int64.self))
    return out
  }

  /// Sorting positions with the sorted axis last, contiguous.
  private static func orders(of x: NDArray, axis: Int) -> NDArray {
    let source = x.movingAxisLast(axis).contiguous()
    let out = NDArray(uninitialized: .int64, shape: source.shape)
    let n = source.shape[source.rank - 1]
    let scratch = NDArray(uninitialized: .int64, shape: [n])
    let positions = out.base.assumingMemoryBound(to: Int64.self)
    for row in 0..<(n == 0 ? 0 : source.count / n) {
      ag_argsort_row(
        x.dtype.code, n, source.base + row * n * x.dtype.itemSize, 1, positions + row * n,
        scratch.base.assumingMemoryBound(to: Int64.self))
    }
    return out
  }
}

extension NDArray {
  func movingAxisLast(_ axis: Int) -> NDArray {
    var view = self
    view.shape.append(view.shape.remove(at: axis))
    view.strides.append(view.strides.remove(at: axis))
    return view
  }

  func movingLastAxis(to axis: Int) -> NDArray {
    var view = self
    view.shape.insert(view.shape.removeLast(), at: axis)
    view.strides.insert(view.strides.removeLast(), at: axis)
    return view
  }
}
