import CKernels

/// Dense factorisations over the last two axes of float or complex arrays; leading axes are a
/// batch.
///
/// Computed in float64 or complex128; float32 and complex64 results are rounded once. Pivots and
/// signs are LAPACK's. Where memory runs out the process stops.
extension Kernels {
  /// Lower Cholesky factor of Hermitian matrices (the lower triangle is read); nil where one is not
  /// positive definite.
  package static func cholesky(_ x: NDArray) -> NDArray? {
    let matrices = Matrices(x)
    let n = matrices.square()
    let out = matrices.wide.copied()
    for index in 0..<matrices.count {
      let result = ag_cholesky(matrices.isComplex, n, matrices.at(out, index, n * n))
      if stopped(result) || result > 0 { return nil }
    }
    return cast(out, to: x.dtype)
  }

  /// L (unit, below the diagonal) and U of each matrix with partial pivoting, and the pivots
  /// (int64, shape `batch + [min(m, n)]`): row i changed places with row `pivots[i]`.
  ///
  /// `isSingular` where a zero stands on the diagonal of some U.
  package static func lu(_ x: NDArray) -> (factors: NDArray, pivots: NDArray, isSingular: Bool) {
    let (factors, pivots, isSingular) = wideLU(Matrices(x))
    return (cast(factors, to: x.dtype), pivots, isSingular)
  }

  /// Solves `a x = b` for `b` of shape `batch + [n, columns]`.
  ///
  /// Batches broadcast. Nil where a matrix is singular.
  package static func solve(_ a: NDArray, _ b: NDArray) -> NDArray? {
    let batch = broadcastShape(Array(a.shape.dropLast(2)), Array(b.shape.dropLast(2)))
    let matrices = Matrices(a.view(broadcastTo: batch + a.shape.suffix(2)))
    let n = matrices.square()
    let columns = b.shape[b.rank - 1]
    precondition(b.shape[b.rank - 2] == n && a.dtype == b.dtype)
    let (factors, pivots, isSingular) = wideLU(matrices)
    if isSingular { return nil }
    let out = cast(b.view(broadcastTo: batch + [n, columns]), to: matrices.wide.dtype)
    let swaps = pivots.base.assumingMemoryBound(to: Int64.self)
    for index in 0..<matrices.count {
      ag_lu_solve(
        matrices.isComplex, n, columns, matrices.at(factors, index, n * n), swaps + index * n,
        matrices.at(out, index, n * columns))
    }
    return cast(out, to: b.dtype)
  }

  /// Inverses; nil where a matrix is singular.
  package static func inverse(_ x: NDArray) -> NDArray? {
    let n = x.shape[x.rank - 1]
    let ones = NDArray(uninitialized: .float64, shape: [n, n])
    let values = ones.base.assumingMemoryBound(to: Double.self)
    for index in 0..<n * n { values[index] = index % (n + 1) == 0 ? 1 : 0 }
    return solve(x, cast(ones, to: x.dtype))
  }

  /// Sign (or complex phase) and logarithm of the absolute value of determinants, each of shape
  /// `batch`.
  ///
  /// The logarithm is float64 or float32. A singular matrix gives 0 and -inf.
  package static func signAndLogDeterminant(_ x: NDArray) -> (sign: NDArray, log: NDArray) {
    let matrices = Matrices(x)
    let n = matrices.square()
    let (factors, pivots, _) = wideLU(matrices)
    let swaps = pivots.base.assumingMemoryBound(to: Int64.self)
    let batch = Array(x.shape.dropLast(2))
    let sign = NDArray(uninitialized: matrices.wide.dtype, shape: batch)
    let log = NDArray(uninitialized: .float64, shape: batch)
    for index in 0..<matrices.count {
      var swapped = false
      for row in 0..<n where Int(swaps[index * n + row]) != row { swapped.toggle() }
      let step = matrices.isComplex ? 2 : 1
      let parts = matrices.at(factors, index, n * n).assumingMemoryBound(to: Double.self)
      let result = sign.base.assumingMemoryBound(to: Double.self).advanced(by: index * step)
      var (re, im, total) = (swapped ? -1.0 : 1.0, 0.0, 0.0)
      for row in 0..<n {
        let diagonal = parts.advanced(by: (row * n + row) * step)
        let (a, b) = (diagonal[0], matrices.isComplex ? diagonal[1] : 0)
        let length = matrices.isComplex ? scalar(.hypot, a, b, .float64) : abs(a)
        if length == 0 {
          (re, im, total) = (0, 0, -.infinity)
          break
        }
        (re, im) = (re * (a / length) - im * (b / length), re * (b / length) + im * (a / length))
        total += scalar(.log, length, .float64)
      }
      result[0] = re
      if matrices.isComplex { result[1] = im }
      log.base.assumingMemoryBound(to: Double.self)[index] = total
    }
    return (cast(sign, to: x.dtype), cast(log, to: x.dtype.realPart))
  }

  /// Solves with a triangular matrix.
  ///
  /// `transpose`: 0 as it is, 1 transposed, 2 conjugated too. Batches broadcast; zeros on the
  /// diagonal give infinities.
  package static func triangularSolve(
    _ a: NDArray, _ b: NDArray, lower: Bool, unitDiagonal: Bool = false, transpose: Int = 0
  ) -> NDArray {
    let batch = broadcastShape(Array(a.shape.dropLast(2)), Array(b.shape.dropLast(2)))
    let matrices = Matrices(a.view(broadcastTo: batch + a.shape.suffix(2)))
    let n = matrices.square()
    let columns = b.shape[b.rank - 1]
    precondition(b.shape[b.rank - 2] == n && a.dtype == b.dtype)
    let out = cast(b.view(broadcastTo: batch + [n, columns]), to: matrices.wide.dtype)
    for index in 0..<matrices.count {
      ag_triangular_solve(
        matrices.isComplex, lower, unitDiagonal, Int32(transpose), n, columns,
        matrices.at(matrices.wide, index, n * n), matrices.at(out, index, n * columns))
    }
    return cast(out, to: b.dtype)
  }

  private static func wideLU(_ matrices: Matrices) -> (NDArray, NDArray, Bool) {
    let (m, n) = (matrices.rows, matrices.columns)
    let out = matrices.wide.copied()
    let pivots = NDArray(uninitialized: .int64, shape: matrices.batch + [min(m, n)])
    var isSingular = false
    for index in 0..<matrices.count {
      let result = ag_lu(
        matrices.isComplex, m, n, matrices.at(out, index, m * n),
        pivots.base.assumingMemoryBound(to: Int64.self).advanced(by: index * min(m, n)))
      if stopped(result) || result > 0 { isSingular = true }
    }
    return (out, pivots, isSingular)
  }
}

/// Stops the process where memory ran out.
func stopped(_ result: Int32) -> Bool {
  if result < 0 { ag_exit_out_of_memory(0) }
  return false
}

/// Contiguous matrices in the precision of the computation.
struct Matrices {
  let wide: NDArray
  let batch: [Int]
  let rows: Int
  let columns: Int
  var count: Int { batch.reduce(1, *) }
  var isComplex: Bool { wide.dtype == .complex128 }

  init(_ x: NDArray) {
    precondition(x.rank >= 2 && x.dtype.isInexact, "factorisation of a \(x.dtype.name) array")
    let dtype: DType = x.dtype.isComplex ? .complex128 : .float64
    wide = x.dtype == dtype ? x.contiguous() : Kernels.cast(x, to: dtype)
    batch = Array(x.shape.dropLast(2))
    rows = x.shape[x.rank - 2]
    columns = x.shape[x.rank - 1]
  }

  /// The order of square matrices.
  func square() -> Int {
    precondition(rows == columns, "the last two axes are \(rows) by \(columns), not square")
    return rows
  }

  /// Address of matrix `index` of an array of `size` elements a matrix.
  func at(_ array: NDArray, _ index: Int, _ size: Int) -> UnsafeMutableRawPointer {
    array.base + index * size * array.dtype.itemSize
  }
}
