import CKernels

extension Kernels {
  /// Applies a function of one operand to every element; the result is fresh and contiguous.
  package static func map(_ kernel: UnaryKernel, _ x: NDArray) -> NDArray {
    let out = NDArray(uninitialized: resultOrStop(kernel, x.dtype), shape: x.shape)
    map(kernel, x, into: out)
    return out
  }

  /// As `map`, into memory of the caller: `out` has the result's dtype and a shape that `x`
  /// broadcasts to; it may be `x`.
  package static func map(_ kernel: UnaryKernel, _ x: NDArray, into out: NDArray) {
    precondition(out.dtype == resultOrStop(kernel, x.dtype))
    let x = x.isSafeOperand(for: out) ? x : x.copied()
    let done = ag_unary(
      kernel.code, x.dtype.code, out.rankCode, out.shape, x.base,
      x.strides(broadcastTo: out.shape), out.base, out.strides)
    precondition(done)
  }

  /// Applies a function of two operands of one dtype, broadcast against each other.
  package static func zip(_ kernel: BinaryKernel, _ x: NDArray, _ y: NDArray) -> NDArray {
    let shape = broadcastShape(x.shape, y.shape)
    let out = NDArray(uninitialized: resultOrStop(kernel, x.dtype), shape: shape)
    zip(kernel, x, y, into: out)
    return out
  }

  /// As `zip`, into memory of the caller, which may be one of the operands.
  package static func zip(_ kernel: BinaryKernel, _ x: NDArray, _ y: NDArray, into out: NDArray) {
    precondition(
      x.dtype == y.dtype, "\(kernel) of \(x.dtype.name) and \(y.dtype.name): promote first")
    precondition(out.dtype == resultOrStop(kernel, x.dtype))
    let x = x.isSafeOperand(for: out) ? x : x.copied()
    let y = y.isSafeOperand(for: out) ? y : y.copied()
    let done = ag_binary(
      kernel.code, x.dtype.code, out.rankCode, out.shape, x.base,
      x.strides(broadcastTo: out.shape), y.base, y.strides(broadcastTo: out.shape), out.base,
      out.strides)
    precondition(done)
  }

  /// `x` where `condition` (bool) holds, `y` elsewhere; all three broadcast, `x` and `y` have one
  /// dtype.
  package static func select(_ condition: NDArray, _ x: NDArray, _ y: NDArray) -> NDArray {
    let shape = broadcastShape(broadcastShape(condition.shape, x.shape), y.shape)
    let out = NDArray(uninitialized: x.dtype, shape: shape)
    select(condition, x, y, into: out)
    return out
  }

  /// As `select`, into memory of the caller, which may be `x` or `y`.
  package static func select(
    _ condition: NDArray, _ x: NDArray, _ y: NDArray, into out: NDArray
  ) {
    precondition(condition.dtype == .bool && x.dtype == y.dtype && out.dtype == x.dtype)
    let condition = condition.isSafeOperand(for: out) ? condition : condition.copied()
    let x = x.isSafeOperand(for: out) ? x : x.copied()
    let y = y.isSafeOperand(for: out) ? y : y.copied()
    ag_select(
      x.dtype.code, out.rankCode, out.shape, condition.base,
      condition.strides(broadcastTo: out.shape), x.base, x.strides(broadcastTo: out.shape),
      y.base, y.strides(broadcastTo: out.shape), out.base, out.strides)
  }

  /// NumPy's `astype`: floats towards zero, complex numbers lose their imaginary part, bool is "not
  /// zero".
  package static func cast(_ x: NDArray, to dtype: DType) -> NDArray {
    let out = NDArray(uninitialized: dtype, shape: x.shape)
    copy(x, into: out)
    return out
  }

  /// Copies elements, broadcast to `out` and converted to its dtype; overlapping views give what a
  /// copy of `x` would.
  package static func copy(_ x: NDArray, into out: NDArray) {
    let x = x.isSafeOperand(for: out) ? x : x.copied()
    let strides = x.strides(broadcastTo: out.shape)
    if x.dtype == out.dtype {
      ag_copy(x.dtype.code, out.rankCode, out.shape, x.base, strides, out.base, out.strides)
    } else {
      ag_cast(
        x.dtype.code, out.dtype.code, out.rankCode, out.shape, x.base, strides, out.base,
        out.strides)
    }
  }

  /// A floating function of one element on the spot, the bits `map` gives; predicates give 0 or 1.
  ///
  /// `dtype` is float64 or float32; for float32 the operand is a float32 value.
  @inline(__always)
  package static func scalar(_ kernel: UnaryKernel, _ x: Double, _ dtype: DType) -> Double {
    ag_scalar_unary(kernel.code, dtype.code, x)
  }

  /// A floating function of two elements on the spot, the bits `zip` gives; comparisons give 0 or
  /// 1.
  @inline(__always)
  package static func scalar(
    _ kernel: BinaryKernel, _ x: Double, _ y: Double, _ dtype: DType
  ) -> Double {
    ag_scalar_binary(kernel.code, dtype.code, x, y)
  }

  private static func resultOrStop(_ kernel: UnaryKernel, _ dtype: DType) -> DType {
    guard let result = result(of: kernel, dtype) else {
      preconditionFailure("\(kernel) is not defined for \(dtype.name)")
    }
    return result
  }

  private static func resultOrStop(_ kernel: BinaryKernel, _ dtype: DType) -> DType {
    guard let result = result(of: kernel, dtype) else {
      preconditionFailure("\(kernel) is not defined for \(dtype.name)")
    }
    return result
  }
}

extension NDArray {
  /// A fresh, contiguous array of the same elements.
  package func copied() -> NDArray {
    let out = NDArray(uninitialized: dtype, shape: shape)
    ag_copy(dtype.code, rankCode, shape, base, strides, out.base, out.strides)
    return out
  }

  /// Itself where the elements already stand in row-major order, otherwise a copy.
  package func contiguous() -> NDArray { isContiguous ? self : copied() }
}
