/// An n-dimensional strided array: a view of a buffer.
///
/// Copying the struct shares the memory, as a NumPy view does; who needs a value of its own calls
/// `copied()`.
package struct NDArray: Sendable {
  package var dtype: DType
  package var shape: [Int]
  /// Steps in elements, one an axis; 0 where broadcast, negative where flipped.
  package var strides: [Int]
  /// Element index of the first element in `buffer`.
  package var offset: Int
  package var buffer: Buffer

  package init(dtype: DType, shape: [Int], strides: [Int], offset: Int, buffer: Buffer) {
    self.dtype = dtype
    self.shape = shape
    self.strides = strides
    self.offset = offset
    self.buffer = buffer
  }

  /// Fresh, C-contiguous, uninitialised.
  package init(uninitialized dtype: DType, shape: [Int]) {
    let count = shape.reduce(1, *)
    self.init(
      dtype: dtype, shape: shape, strides: NDArray.contiguousStrides(of: shape), offset: 0,
      buffer: Buffer(byteCount: count * dtype.itemSize))
  }

  package var rank: Int { shape.count }
  /// Number of elements.
  package var count: Int { shape.reduce(1, *) }

  /// Row-major strides in elements; extents of 0 count as 1.
  package static func contiguousStrides(of shape: [Int]) -> [Int] {
    var strides = [Int](repeating: 1, count: shape.count)
    var step = 1
    for axis in shape.indices.reversed() {
      strides[axis] = step
      step *= max(shape[axis], 1)
    }
    return strides
  }

  /// True where the elements stand in row-major order without gaps.
  package var isContiguous: Bool {
    var step = 1
    for axis in shape.indices.reversed() {
      if shape[axis] == 0 { return true }
      if shape[axis] != 1, strides[axis] != step { return false }
      step *= shape[axis]
    }
    return true
  }
}
