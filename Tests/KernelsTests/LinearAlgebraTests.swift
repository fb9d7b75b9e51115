import Arrays
import CKernels
import Testing

private let square = array(stream(16), [4, 4])
private let symmetric = array(Recorded.symmetric.map { Double(bitPattern: $0) }, [4, 4])

/// Greatest difference from NumPy's values.
private func distance(_ x: NDArray, _ recorded: [UInt64]) -> Double {
  let found = values(x)
  precondition(found.count == recorded.count)
  return zip(found, recorded).map { abs($0 - Double(bitPattern: $1)) }.max() ?? 0
}

/// Greatest element of |x - y|.
private func distance(_ x: NDArray, _ y: NDArray) -> Double {
  values(Kernels.map(.absolute, Kernels.zip(.subtract, x, y))).max() ?? 0
}

@Test func `small factorisations and solutions are NumPy's, signs included`() throws {
  #expect(distance(try #require(Kernels.cholesky(symmetric)), Recorded.cholesky) < 1e-15)
  #expect(bits(try #require(Kernels.inverse(square))) == Recorded.inverse)
  let b = array(stream(4, seed: 3), [4, 1])
  #expect(bits(try #require(Kernels.solve(square, b))) == Recorded.solution)
  let (values, vectors) = try #require(Kernels.eigenSymmetric(symmetric))
  #expect(distance(values, Recorded.symmetricValues) < 1e-14)
  #expect(distance(vectors, Recorded.symmetricVectors) < 1e-14)
  let general = try #require(Kernels.eigenGeneral(square))
  #expect(distance(general.values, Recorded.generalValues) < 1e-14)
  #expect(distance(general.vectors, Recorded.generalVectors) < 1e-14)
  let (u, s, vh) = try #require(Kernels.svd(square))
  #expect(distance(u, Recorded.left) < 1e-14)
  #expect(distance(s, Recorded.singular) < 1e-14)
  #expect(distance(vh, Recorded.right) < 1e-14)
  let (q, r) = Kernels.qr(square)
  #expect(distance(q, Recorded.orthogonal) < 1e-14)
  #expect(distance(r, Recorded.triangular) < 1e-14)
}

@Test(arguments: [DType.float64, .complex128, .float32, .complex64], [5, 40, 90])
func `factorisations multiply back to the matrix`(dtype: DType, n: Int) throws {
  let tolerance = dtype.realPart == .float32 ? 1e-4 : 1e-11
  let isComplex = dtype.isComplex
  let real = Kernels.cast(array(stream(n * n), [n, n]), to: dtype)
  var x = real
  if isComplex {
    // x = a + i b from two real matrices.
    let imaginary = array(stream(n * n, seed: 8), [n, n])
    let unit = NDArray(uninitialized: .complex128, shape: [])
    let parts = unit.buffer.pointer.assumingMemoryBound(to: Double.self)
    (parts[0], parts[1]) = (0, 1)
    let turned = Kernels.zip(.multiply, Kernels.cast(imaginary, to: .complex128), unit)
    x = Kernels.zip(.add, real, Kernels.cast(turned, to: dtype))
  }
  func adjoint(_ a: NDArray) -> NDArray { Kernels.map(isComplex ? .conj : .copy, a.transposed()) }
  func scaled(_ a: NDArray, _ s: NDArray) -> NDArray {
    Kernels.zip(.multiply, a, Kernels.cast(s, to: a.dtype))
  }
  let (q, r) = Kernels.qr(x)
  #expect(distance(Kernels.matmul(q, r), x) < tolerance)
  let (u, s, vh) = try #require(Kernels.svd(x))
  #expect(distance(Kernels.matmul(scaled(u, s), vh), x) < tolerance)
  let hermitian = Kernels.zip(.add, x, adjoint(x))
  let (w, v) = try #require(Kernels.eigenSymmetric(hermitian))
  #expect(distance(Kernels.matmul(scaled(v, w), adjoint(v)), hermitian) < tolerance * 10)
  let (upperValues, _) = try #require(Kernels.eigenSymmetric(hermitian, upper: true))
  #expect(distance(upperValues, w) < tolerance)
  let (values, vectors) = try #require(Kernels.eigenGeneral(x))
  let wide = Kernels.cast(x, to: vectors.dtype)
  #expect(distance(Kernels.matmul(wide, vectors), scaled(vectors, values)) < tolerance * 10)
  let positive = Kernels.matmul(x, adjoint(x))
  let shifted = Kernels.zip(.add, positive, identity(n, dtype))
  let lower = try #require(Kernels.cholesky(shifted))
  #expect(distance(Kernels.matmul(lower, adjoint(lower)), shifted) < tolerance * 10)
  let inverse = try #require(Kernels.inverse(shifted))
  #expect(distance(Kernels.matmul(shifted, inverse), identity(n, dtype)) < tolerance * 100)
  let half = Kernels.triangularSolve(lower, shifted, lower: true)
  #expect(distance(half, adjoint(lower)) < tolerance * 10)
  let back = Kernels.triangularSolve(lower, half, lower: true, transpose: 2)
  #expect(distance(back, identity(n, dtype)) < tolerance * 100)
}

private func identity(_ n: Int, _ dtype: DType) -> NDArray {
  array((0..<n * n).map { $0 % (n + 1) == 0 ? 1 : 0 }, [n, n], dtype)
}

@Test func `determinants keep sign and phase`() {
  let (sign, log) = Kernels.signAndLogDeterminant(array([0, 2, 3, 4], [2, 2]))
  #expect(values(sign) == [-1] && ulps(values(log)[0], 1.791759469228055) <= 1)
  let singular = Kernels.signAndLogDeterminant(array([1, 2, 2, 4], [2, 2]))
  #expect(values(singular.sign) == [0] && values(singular.log) == [-.infinity])
  #expect(values(Kernels.signAndLogDeterminant(array([], [0, 0])).sign) == [1])
}

@Test func `what has no answer gives none`() {
  #expect(Kernels.inverse(array([1, 2, 2, 4], [2, 2])) == nil)
  #expect(Kernels.cholesky(array([1, 2, 2, 1], [2, 2])) == nil)
  #expect(Kernels.lu(array([1, 2, 2, 4], [2, 2])).isSingular)
}

@Test func `wide, tall and defective matrices`() throws {
  let tall = array(stream(21), [7, 3])
  for x in [tall, tall.transposed()] {
    let (u, s, vh) = try #require(Kernels.svd(x, full: true))
    #expect(u.shape == [x.shape[0], x.shape[0]] && vh.shape == [x.shape[1], x.shape[1]])
    #expect(distance(Kernels.matmul(u.transposed(), u), identity(u.shape[0], .float64)) < 1e-14)
    #expect(s.shape == [3])
    let (q, r) = Kernels.qr(x, complete: true)
    #expect(distance(Kernels.matmul(q, r), x) < 1e-14)
  }
  let defective = try #require(Kernels.eigenGeneral(array([1, 1, 0, 1], [2, 2])))
  #expect(values(defective.values) == [1, 0, 1, 0])
  let turning = try #require(Kernels.eigenGeneral(array([0, 1, -1, 0], [2, 2])))
  #expect(values(turning.values) == [0, 1, 0, -1])
  let zero = try #require(Kernels.svd(array([0, 0, 0, 0], [2, 2])))
  #expect(values(zero.s) == [0, 0])
}

@Test(arguments: [1, 2, 3, 12, 17, 60, 106, 210, 1009])
func `a Fourier transform inverts, and agrees with NumPy where recorded`(n: Int) {
  let x = array(stream(n), [n])
  let transformed = Kernels.fourier(x, axis: 0)
  let recorded = [12: Recorded.fourier12, 17: Recorded.fourier17, 106: Recorded.fourier106]
  if let expected = recorded[n] { #expect(distance(transformed, expected) < 1e-13) }
  let back = Kernels.fourier(transformed, axis: 0, inverse: true)
  #expect(distance(Kernels.cast(back, to: .float64), x) < 1e-14)
}
