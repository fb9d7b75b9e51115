// The only file of this target, beside Buffer and Kernels/, that touches a buffer's memory.
//
// Invariants every use relies on: `offset` plus any combination of in-range indices times `strides`
// lies inside the buffer (constructors and views keep it so); a buffer holds elements of the
// array's dtype, whose layout is that of the `Element` type of the same dtype; elements of 1, 4, 8
// and 16 bytes are trivially copyable.

extension NDArray {
  /// The elements in row-major order.
  func elements<T: Element>(as type: T.Type) -> [T] {
    precondition(T.dtype == dtype, "elements are of another dtype")
    return rawElements(as: type)
  }

  private func rawElements<T: BitwiseCopyable>(as type: T.Type) -> [T] {
    let count = self.count
    if count == 0 { return [] }
    let base = buffer.pointer.assumingMemoryBound(to: T.self)
    if isContiguous {
      return Array(UnsafeBufferPointer(start: base + offset, count: count))
    }
    return Array(unsafeUninitializedCapacity: count) { result, initialized in
      var position = 0
      forEachRun(shape: shape, strides: strides, offset: offset) { start, length, stride in
        var source = base + start
        for _ in 0..<length {
          result.initializeElement(at: position, to: source.pointee)
          position += 1
          source += stride
        }
      }
      initialized = count
    }
  }

  /// Fresh array of the elements in row-major order.
  init<T: Element>(elements: [T], shape: [Int]) {
    self.init(uninitialized: T.dtype, shape: shape)
    precondition(elements.count == count, "as many elements as the shape has")
    let target = buffer.pointer.assumingMemoryBound(to: T.self)
    elements.withUnsafeBufferPointer { source in
      if let base = source.baseAddress { target.initialize(from: base, count: source.count) }
    }
  }

  /// Fresh array whose elements `fill` writes in row-major order.
  init<T: Element>(
    filling type: T.Type, shape: [Int], _ fill: (UnsafeMutableBufferPointer<T>) -> Void
  ) {
    self.init(uninitialized: T.dtype, shape: shape)
    let count = self.count
    let target = buffer.pointer.assumingMemoryBound(to: T.self)
    fill(UnsafeMutableBufferPointer(start: target, count: count))
  }

  /// One element at a position counted in elements from the buffer's start.
  func element(atBufferIndex index: Int) -> Scalar {
    func read<T: Element>(_ type: T.Type) -> Scalar {
      buffer.pointer.assumingMemoryBound(to: T.self)[index].scalar
    }
    switch dtype {
    case .bool: return read(Bool.self)
    case .uint8: return read(UInt8.self)
    case .int8: return read(Int8.self)
    case .int16: return read(Int16.self)
    case .uint16: return read(UInt16.self)
    case .int32: return read(Int32.self)
    case .uint32: return read(UInt32.self)
    case .int64: return read(Int.self)
    case .uint64: return read(UInt64.self)
    case .float32: return read(Float.self)
    case .float64: return read(Double.self)
    case .complex64: return read(Complex64.self)
    case .complex128: return read(Complex128.self)
    }
  }

  func setElement(_ value: Scalar, atBufferIndex index: Int) {
    func write<T: Element>(_ type: T.Type) {
      buffer.pointer.assumingMemoryBound(to: T.self)[index] = T(value)
    }
    switch dtype {
    case .bool: write(Bool.self)
    case .uint8: write(UInt8.self)
    case .int8: write(Int8.self)
    case .int16: write(Int16.self)
    case .uint16: write(UInt16.self)
    case .int32: write(Int32.self)
    case .uint32: write(UInt32.self)
    case .int64: write(Int.self)
    case .uint64: write(UInt64.self)
    case .float32: write(Float.self)
    case .float64: write(Double.self)
    case .complex64: write(Complex64.self)
    case .complex128: write(Complex128.self)
    }
  }

  /// Fresh array of the elements at `positions`, counted in elements from the buffer's start;
  /// negative positions give zero bits.
  func gathered(bufferIndices positions: [Int], shape: [Int]) -> NDArray {
    let result = NDArray(uninitialized: dtype, shape: shape)
    precondition(result.count == positions.count, "one position an element")
    func gather<T: BitwiseCopyable>(_ type: T.Type, zero: T) {
      let origin = buffer.pointer.assumingMemoryBound(to: T.self)
      let target = result.buffer.pointer.assumingMemoryBound(to: T.self)
      for (index, position) in positions.enumerated() {
        target[index] = position < 0 ? zero : origin[position]
      }
    }
    switch dtype.itemSize {
    case 1: gather(UInt8.self, zero: 0)
    case 2: gather(UInt16.self, zero: 0)
    case 4: gather(UInt32.self, zero: 0)
    case 8: gather(UInt64.self, zero: 0)
    default: gather(Bits128.self, zero: Bits128(low: 0, high: 0))
    }
    return result
  }

  /// Writes the elements of `source` (same dtype, row-major) to `positions` in turn, so that the
  /// last of several to one place stays; negative positions are skipped.
  func scatter(_ source: NDArray, bufferIndices positions: [Int]) {
    precondition(source.dtype == dtype, "one dtype")
    func scatter<T: BitwiseCopyable>(_ type: T.Type) {
      let values = source.rawElements(as: type)
      precondition(values.count == positions.count, "one position an element")
      let target = buffer.pointer.assumingMemoryBound(to: T.self)
      for (index, position) in positions.enumerated() where position >= 0 {
        target[position] = values[index]
      }
    }
    switch dtype.itemSize {
    case 1: scatter(UInt8.self)
    case 2: scatter(UInt16.self)
    case 4: scatter(UInt32.self)
    case 8: scatter(UInt64.self)
    default: scatter(Bits128.self)
    }
  }

  /// Raw bytes in row-major order, for readers of binary files.
  package init(bytes: [UInt8], dtype: DType, shape: [Int]) {
    self.init(uninitialized: dtype, shape: shape)
    precondition(bytes.count == count * dtype.itemSize, "as many bytes as the shape needs")
    bytes.withUnsafeBytes { source in
      buffer.pointer.copyMemory(
        from: source.baseAddress ?? UnsafeRawPointer(buffer.pointer), byteCount: source.count)
    }
  }

  /// The elements' bytes in row-major order, as stored by this machine (little-endian on every
  /// supported one).
  package var bytes: [UInt8] {
    let packed = contiguous()
    let size = dtype.itemSize
    return Array(
      UnsafeRawBufferPointer(
        start: packed.buffer.pointer + packed.offset * size, count: count * size))
  }
}

/// Calls `body(start, length, stride)` for each innermost run of a strided array, in row-major
/// order.
func forEachRun(
  shape: [Int], strides: [Int], offset: Int, _ body: (Int, Int, Int) -> Void
) {
  guard let length = shape.last, let stride = strides.last else {
    body(offset, 1, 1)
    return
  }
  if shape.contains(0) { return }
  let outer = shape.count - 1
  var index = [Int](repeating: 0, count: outer)
  var start = offset
  while true {
    body(start, length, stride)
    var axis = outer - 1
    while axis >= 0 {
      index[axis] += 1
      start += strides[axis]
      if index[axis] < shape[axis] { break }
      start -= strides[axis] * shape[axis]
      index[axis] = 0
      axis -= 1
    }
    if axis < 0 { return }
  }
}
