import Arrays
import CKernels

/// Dense factorisations of stacks of matrices, by the C routines.
///
/// Unsafe: passes pointers to fresh contiguous float64 or complex128 buffers whose sizes follow
/// from the shapes checked
/// here; the C side touches only those elements.
enum Factorisations {
  /// A stack as contiguous float64 or complex128 of its own, and how to get back.
  struct Stack {
    let array: NDArray
    let isComplex: Bool
    let batch: [Int]
    let rows: Int
    let columns: Int
    let dtype: DType

    init(_ x: NDArray) {
      dtype = x.dtype
      isComplex = x.dtype.isComplex
      array = Kernels.cast(x, to: x.dtype.isComplex ? .complex128 : .float64)
      batch = Array(x.shape.dropLast(2))
      rows = x.shape[x.rank - 2]
      columns = x.shape[x.rank - 1]
    }

    var count: Int { batch.reduce(1, *) }
    var wide: DType { isComplex ? .complex128 : .float64 }

    func pointer(_ matrix: Int) -> UnsafeMutableRawPointer {
      Factorisations.pointer(array, matrix * rows * columns)
    }
    func fresh(_ shape: [Int], _ dtype: DType? = nil) -> NDArray {
      NDArray.zeros(batch + shape, dtype: dtype ?? wide)
    }
    /// Back in the operand's precision.
    func narrowed(_ x: NDArray) -> NDArray {
      let target: DType =
        switch (dtype, x.dtype) {
        case (.float32, .float64), (.complex64, .float64): .float32
        case (.float32, .complex128), (.complex64, .complex128): .complex64
        default: x.dtype
        }
      return target == x.dtype ? x : Kernels.cast(x, to: target)
    }
  }

  static func pointer(_ x: NDArray, _ element: Int) -> UnsafeMutableRawPointer {
    x.buffer.pointer + (x.offset + element) * x.dtype.itemSize
  }

  /// The lower factor; a matrix that is not positive definite gives NaN, as JAX's does.
  static func cholesky(_ x: NDArray) -> NDArray {
    let a = Stack(x)
    for matrix in 0..<a.count where ag_cholesky(a.isComplex, a.rows, a.pointer(matrix)) != 0 {
      fillNaN(a, matrix)
    }
    return a.narrowed(a.array)
  }

  private static func fillNaN(_ a: Stack, _ matrix: Int) {
    var view = a.array
    view.offset += matrix * a.rows * a.columns
    view.shape = [a.rows, a.columns]
    view.strides = [a.columns, 1]
    Kernels.copy(NDArray(scalar: .float(.nan), dtype: .float64), into: view)
  }

  /// Packed factors, pivots (int32) and the permutation of rows (int32).
  static func lu(_ x: NDArray) -> [NDArray] {
    let a = Stack(x)
    let steps = min(a.rows, a.columns)
    var pivots = [Int64](repeating: 0, count: max(steps, 1))
    var allPivots: [Int] = []
    var permutations: [Int] = []
    for matrix in 0..<a.count {
      _ = ag_lu(a.isComplex, a.rows, a.columns, a.pointer(matrix), &pivots)
      var order = Array(0..<a.rows)
      for step in 0..<steps { order.swapAt(step, Int(pivots[step])) }
      allPivots += pivots[..<steps].map { Int($0) }
      permutations += order
    }
    return [
      a.narrowed(a.array), NDArray(allPivots, shape: a.batch + [steps], dtype: .int32),
      NDArray(permutations, shape: a.batch + [a.rows], dtype: .int32),
    ]
  }

  /// The solution of `a x = b` for stacks; singular matrices give infinities or NaN.
  static func solve(_ x: NDArray, _ y: NDArray) throws -> NDArray {
    let batch = try Shapes.broadcast([Array(x.shape.dropLast(2)), Array(y.shape.dropLast(2))])
    let a = Stack(try x.broadcast(to: batch + x.shape.suffix(2)))
    let b = Stack(try y.broadcast(to: batch + y.shape.suffix(2)))
    let n = a.rows
    var pivots = [Int64](repeating: 0, count: max(n, 1))
    for matrix in 0..<a.count {
      _ = ag_lu(a.isComplex, n, n, a.pointer(matrix), &pivots)
      var rows = b.array
      rows.shape = [n, b.columns]
      rows.strides = [b.columns, 1]
      rows.offset += matrix * n * b.columns
      var order = Array(0..<n)
      for step in 0..<n { order.swapAt(step, Int(pivots[step])) }
      Kernels.copy(Kernels.gather(rows, rows: NDArray(order)), into: rows)
      ag_triangular_solve(
        a.isComplex, true, true, 0, n, b.columns, a.pointer(matrix), b.pointer(matrix))
      ag_triangular_solve(
        a.isComplex, false, false, 0, n, b.columns, a.pointer(matrix), b.pointer(matrix))
    }
    return b.narrowed(b.array)
  }

  /// The solution of `op(a) x = b` with triangular `a`; `transpose`: 0 none, 1 transpose, 2
  /// conjugate transpose.
  static func triangularSolve(
    _ x: NDArray, _ y: NDArray, lower: Bool, unit: Bool, transpose: Int
  ) throws -> NDArray {
    let batch = try Shapes.broadcast([Array(x.shape.dropLast(2)), Array(y.shape.dropLast(2))])
    let a = Stack(try x.broadcast(to: batch + x.shape.suffix(2)))
    let b = Stack(try y.broadcast(to: batch + y.shape.suffix(2)))
    for matrix in 0..<a.count {
      ag_triangular_solve(
        a.isComplex, lower, unit, Int32(transpose), a.rows, b.columns, a.pointer(matrix),
        b.pointer(matrix))
    }
    return b.narrowed(b.array)
  }

  static func qr(_ x: NDArray, complete: Bool) -> [NDArray] {
    let a = Stack(x)
    let k = complete ? a.rows : min(a.rows, a.columns)
    let q = a.fresh([a.rows, k])
    let r = a.fresh([k, a.columns])
    for matrix in 0..<a.count {
      _ = ag_qr(
        a.isComplex, a.rows, a.columns, a.pointer(matrix), complete,
        pointer(q, matrix * a.rows * k), pointer(r, matrix * k * a.columns))
    }
    return [a.narrowed(q), a.narrowed(r)]
  }

  /// Ascending eigenvalues and the eigenvectors in columns, from the lower triangle.
  static func eigenSymmetric(_ x: NDArray) -> [NDArray] {
    let a = Stack(x)
    let values = a.fresh([a.rows], .float64)
    for matrix in 0..<a.count {
      _ = ag_eigen_symmetric(
        a.isComplex, a.rows, a.pointer(matrix),
        pointer(values, matrix * a.rows).assumingMemoryBound(to: Double.self))
    }
    return [a.narrowed(values), a.narrowed(a.array)]
  }

  /// Complex eigenvalues and right eigenvectors of norm 1 in columns.
  static func eigenGeneral(_ x: NDArray) -> [NDArray] {
    let a = Stack(x)
    let values = a.fresh([a.rows], .complex128)
    let vectors = a.fresh([a.rows, a.rows], .complex128)
    for matrix in 0..<a.count {
      _ = ag_eigen_general(
        a.isComplex, a.rows, a.pointer(matrix),
        pointer(values, matrix * a.rows).assumingMemoryBound(to: Double.self),
        pointer(vectors, matrix * a.rows * a.rows).assumingMemoryBound(to: Double.self))
    }
    return [a.narrowed(values), a.narrowed(vectors)]
  }

  /// U, descending singular values, Vᴴ.
  static func svd(_ x: NDArray, full: Bool) -> [NDArray] {
    let a = Stack(x)
    let k = min(a.rows, a.columns)
    let uColumns = full ? a.rows : k
    let vRows = full ? a.columns : k
    let u = a.fresh([a.rows, uColumns])
    let s = a.fresh([k], .float64)
    let v = a.fresh([vRows, a.columns])
    for matrix in 0..<a.count {
      _ = ag_svd(
        a.isComplex, a.rows, a.columns, a.pointer(matrix), full,
        pointer(u, matrix * a.rows * uColumns),
        pointer(s, matrix * k).assumingMemoryBound(to: Double.self),
        pointer(v, matrix * vRows * a.columns))
    }
    return [a.narrowed(u), a.narrowed(s), a.narrowed(v)]
  }
}
