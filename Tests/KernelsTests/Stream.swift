import Arrays
import CKernels

/// Reproducible values in [-1, 1): the stream that `scripts/record_kernel_values.py` draws from.
func stream(_ count: Int, seed: UInt64 = 1) -> [Double] {
  var state = seed
  return (0..<count).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) / 4_503_599_627_370_496 - 1
  }
}

/// An array of the values, converted to `dtype`.
func array(_ values: [Double], _ shape: [Int], _ dtype: DType = .float64) -> NDArray {
  let out = NDArray(uninitialized: .float64, shape: shape)
  precondition(out.count == values.count)
  let target = out.buffer.pointer.assumingMemoryBound(to: Double.self)
  for (index, value) in values.enumerated() { target[index] = value }
  return dtype == .float64 ? out : Kernels.cast(out, to: dtype)
}

/// The elements in row-major order, as Doubles; complex elements give two.
func values(_ x: NDArray) -> [Double] {
  let wide = Kernels.cast(x, to: x.dtype.isComplex ? .complex128 : .float64)
  let source = wide.buffer.pointer.assumingMemoryBound(to: Double.self)
  return (0..<wide.count * (x.dtype.isComplex ? 2 : 1)).map { source[$0] }
}

func bits(_ x: NDArray) -> [UInt64] { values(x).map(\.bitPattern) }

/// Distance of `value` from `expected` in units of the last place of `expected`; 0 where both are
/// the same or both NaN.
func ulps(_ value: Double, _ expected: Double) -> Double {
  if value == expected || (value.isNaN && expected.isNaN) { return 0 }
  return abs(value - expected) / max(expected.ulp, .leastNonzeroMagnitude)
}

extension NDArray {
  func transposed() -> NDArray {
    NDArray(
      dtype: dtype, shape: shape.reversed(), strides: strides.reversed(), offset: offset,
      buffer: buffer)
  }

  /// Every second element along `axis`.
  func halved(_ axis: Int) -> NDArray {
    var view = self
    view.shape[axis] = (shape[axis] + 1) / 2
    view.strides[axis] *= 2
    return view
  }
}
