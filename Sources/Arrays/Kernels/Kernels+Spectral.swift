import CKernels

/// Orthogonal and spectral factorisations over the last two axes, as in
/// `Kernels+LinearAlgebra.swift`.
extension Kernels {
  /// `x = q r`; `q` is m by min(m, n), or m by m where `complete`.
  package static func qr(_ x: NDArray, complete: Bool = false) -> (q: NDArray, r: NDArray) {
    let matrices = Matrices(x)
    let (m, n) = (matrices.rows, matrices.columns)
    let k = complete ? m : min(m, n)
    let q = NDArray(uninitialized: matrices.wide.dtype, shape: matrices.batch + [m, k])
    let r = NDArray(uninitialized: matrices.wide.dtype, shape: matrices.batch + [k, n])
    for index in 0..<matrices.count {
      _ = stopped(
        ag_qr(
          matrices.isComplex, m, n, matrices.at(matrices.wide, index, m * n), complete,
          matrices.at(q, index, m * k), matrices.at(r, index, k * n)))
    }
    return (cast(q, to: x.dtype), cast(r, to: x.dtype))
  }

  /// Ascending eigenvalues and orthonormal eigenvectors (columns) of Hermitian matrices, from the
  /// lower triangle, or the upper where `upper`.
  ///
  /// Nil where the iteration does not converge.
  package static func eigenSymmetric(
    _ x: NDArray, upper: Bool = false
  ) -> (values: NDArray, vectors: NDArray)? {
    var source = x
    if upper {
      source = x.dtype.isComplex ? map(.conj, x) : x
      source.shape.swapAt(x.rank - 2, x.rank - 1)
      source.strides.swapAt(x.rank - 2, x.rank - 1)
    }
    let matrices = Matrices(source)
    let n = matrices.square()
    let vectors = matrices.wide.copied()
    let values = NDArray(uninitialized: .float64, shape: matrices.batch + [n])
    for index in 0..<matrices.count {
      let result = ag_eigen_symmetric(
        matrices.isComplex, n, matrices.at(vectors, index, n * n),
        values.base.assumingMemoryBound(to: Double.self).advanced(by: index * n))
      if stopped(result) || result > 0 { return nil }
    }
    return (cast(values, to: x.dtype.realPart), cast(vectors, to: x.dtype))
  }

  /// Eigenvalues and right eigenvectors (columns, norm 1) of any square matrices, complex128 or
  /// complex64.
  ///
  /// Nil where the iteration does not converge.
  package static func eigenGeneral(_ x: NDArray) -> (values: NDArray, vectors: NDArray)? {
    let matrices = Matrices(x)
    let n = matrices.square()
    let work = matrices.wide.copied()
    let values = NDArray(uninitialized: .complex128, shape: matrices.batch + [n])
    let vectors = NDArray(uninitialized: .complex128, shape: matrices.batch + [n, n])
    for index in 0..<matrices.count {
      let result = ag_eigen_general(
        matrices.isComplex, n, matrices.at(work, index, n * n),
        matrices.at(values, index, n).assumingMemoryBound(to: Double.self),
        matrices.at(vectors, index, n * n).assumingMemoryBound(to: Double.self))
      if stopped(result) || result > 0 { return nil }
    }
    let dtype: DType = x.dtype.realPart == .float32 ? .complex64 : .complex128
    return (cast(values, to: dtype), cast(vectors, to: dtype))
  }

  /// `x = u · diag(s) · vh`, s descending.
  ///
  /// K = min(m, n) columns, or square `u` and `vh` where `full`. Nil where the iteration does not
  /// converge.
  package static func svd(
    _ x: NDArray, full: Bool = false
  ) -> (u: NDArray, s: NDArray, vh: NDArray)? {
    let matrices = Matrices(x)
    let (m, n) = (matrices.rows, matrices.columns)
    let k = min(m, n)
    let (left, right) = full ? (m, n) : (k, k)
    let u = NDArray(uninitialized: matrices.wide.dtype, shape: matrices.batch + [m, left])
    let s = NDArray(uninitialized: .float64, shape: matrices.batch + [k])
    let vh = NDArray(uninitialized: matrices.wide.dtype, shape: matrices.batch + [right, n])
    for index in 0..<matrices.count {
      let result = ag_svd(
        matrices.isComplex, m, n, matrices.at(matrices.wide, index, m * n), full,
        matrices.at(u, index, m * left),
        s.base.assumingMemoryBound(to: Double.self).advanced(by: index * k),
        matrices.at(vh, index, right * n))
      if stopped(result) || result > 0 { return nil }
    }
    return (cast(u, to: x.dtype), cast(s, to: x.dtype.realPart), cast(vh, to: x.dtype))
  }

  /// Discrete Fourier transform along `axis`, any length: complex128, or complex64 for float32 and
  /// complex64 input.
  ///
  /// The inverse is divided by the length. Computed in complex128. Complexity: O(n log n).
  package static func fourier(_ x: NDArray, axis: Int, inverse: Bool = false) -> NDArray {
    let single = x.dtype == .float32 || x.dtype == .complex64
    let rows = cast(x.movingAxisLast(axis), to: .complex128)
    let n = rows.shape[rows.rank - 1]
    precondition(n > 0, "Fourier transform of an empty axis")
    let values = rows.base.assumingMemoryBound(to: Double.self)
    for row in 0..<rows.count / n {
      let start = values.advanced(by: 2 * row * n)
      if !ag_fft_row(n, start, inverse) { ag_exit_out_of_memory(n) }
      if inverse { for index in 0..<2 * n { start[index] *= 1 / Double(n) } }
    }
    return cast(rows.movingLastAxis(to: axis), to: single ? .complex64 : .complex128)
  }
}
