extension NDArray {
  /// Fresh array of `values` in row-major order, rounded to `dtype`.
  package init(_ values: [Double], shape: [Int]? = nil, dtype: DType = .float64) {
    let shape = shape ?? [values.count]
    self = dtype.visit(FromDoubles(values: values, shape: shape))
  }

  /// Fresh array of `values` in row-major order, wrapped or rounded to `dtype`.
  package init(_ values: [Int], shape: [Int]? = nil, dtype: DType = .int64) {
    let shape = shape ?? [values.count]
    self = dtype.visit(FromIntegers(values: values, shape: shape))
  }

  /// Fresh array of `values` in row-major order.
  package init(_ values: [Bool], shape: [Int]? = nil) {
    self.init(elements: values, shape: shape ?? [values.count])
  }

  /// Fresh array of `values` in row-major order, cast to `dtype`.
  package init(scalars values: [Scalar], shape: [Int]? = nil, dtype: DType) {
    let shape = shape ?? [values.count]
    self = dtype.visit(FromScalars(values: values, shape: shape))
  }

  /// A 0-d array.
  package init(scalar: Scalar, dtype: DType) {
    self.init(uninitialized: dtype, shape: [])
    setElement(scalar, atBufferIndex: 0)
  }

  /// A 0-d array.
  package init(scalar: Double, dtype: DType = .float64) {
    self.init(scalar: .float(scalar), dtype: dtype)
  }

  package static func full(_ value: Scalar, shape: [Int], dtype: DType) -> NDArray {
    dtype.visit(Filled(value: value, shape: shape))
  }

  package static func zeros(_ shape: [Int], dtype: DType = .float64) -> NDArray {
    full(.bool(false), shape: shape, dtype: dtype)
  }

  package static func ones(_ shape: [Int], dtype: DType = .float64) -> NDArray {
    full(.int(1), shape: shape, dtype: dtype)
  }

  /// Position in the buffer of a multi-index, one in-range index an axis.
  func bufferIndex(_ index: [Int]) -> Int {
    precondition(index.count == rank, "one index an axis")
    var position = offset
    for axis in index.indices {
      precondition(index[axis] >= 0 && index[axis] < shape[axis], "an index in range")
      position += index[axis] * strides[axis]
    }
    return position
  }

  /// Position in the buffer of the element number `flat` in row-major order.
  func bufferIndex(flat: Int) -> Int {
    precondition(flat >= 0 && flat < count, "an element in range")
    if isContiguous { return offset + flat }
    var rest = flat
    var position = offset
    for axis in shape.indices.reversed() {
      position += (rest % shape[axis]) * strides[axis]
      rest /= shape[axis]
    }
    return position
  }

  /// The element at a multi-index; indices are in range and not negative.
  package func scalar(at index: [Int]) -> Scalar { element(atBufferIndex: bufferIndex(index)) }

  /// The element number `flat` in row-major order.
  package func scalar(flat: Int) -> Scalar { element(atBufferIndex: bufferIndex(flat: flat)) }

  package func setScalar(_ value: Scalar, at index: [Int]) {
    setElement(value, atBufferIndex: bufferIndex(index))
  }

  package func setScalar(_ value: Scalar, flat: Int) {
    setElement(value, atBufferIndex: bufferIndex(flat: flat))
  }

  /// The only element of an array of one element.
  package var item: Scalar {
    precondition(count == 1, "an array of one element")
    return element(atBufferIndex: offset)
  }

  /// The elements in row-major order.
  package var scalars: [Scalar] {
    dtype.visit(ToScalars(array: self))
  }

  /// The elements in row-major order as doubles; imaginary parts are dropped.
  package var doubles: [Double] {
    dtype == .float64 ? elements(as: Double.self) : dtype.visit(ToDoubles(array: self))
  }

  /// The elements in row-major order as 64-bit integers, truncated towards zero and wrapped.
  package var integers: [Int] {
    dtype == .int64 ? elements(as: Int.self) : dtype.visit(ToIntegers(array: self))
  }

  /// The elements in row-major order, true where not zero.
  package var truths: [Bool] {
    if dtype == .bool { return elements(as: Bool.self) }
    return scalars.map(\.isTrue)
  }

  /// Fresh contiguous array with the same elements.
  package func duplicate() -> NDArray { copied() }

  /// Fresh array with the elements cast as `astype` casts them.
  package func converted(to target: DType) -> NDArray { Kernels.cast(self, to: target) }
}

private struct FromDoubles: ElementVisitor {
  let values: [Double]
  let shape: [Int]
  func visit<T: Element>(_ type: T.Type) -> NDArray {
    NDArray(elements: values.map { T(converting: $0) }, shape: shape)
  }
}

private struct FromIntegers: ElementVisitor {
  let values: [Int]
  let shape: [Int]
  func visit<T: Element>(_ type: T.Type) -> NDArray {
    NDArray(elements: values.map { T(converting: $0) }, shape: shape)
  }
}

private struct FromScalars: ElementVisitor {
  let values: [Scalar]
  let shape: [Int]
  func visit<T: Element>(_ type: T.Type) -> NDArray {
    NDArray(elements: values.map { T($0) }, shape: shape)
  }
}

private struct Filled: ElementVisitor {
  let value: Scalar
  let shape: [Int]
  func visit<T: Element>(_ type: T.Type) -> NDArray {
    NDArray(filling: type, shape: shape) { $0.update(repeating: T(value)) }
  }
}

private struct ToScalars: ElementVisitor {
  let array: NDArray
  func visit<T: Element>(_ type: T.Type) -> [Scalar] { array.elements(as: type).map(\.scalar) }
}

private struct ToDoubles: ElementVisitor {
  let array: NDArray
  func visit<T: Element>(_ type: T.Type) -> [Double] { array.elements(as: type).map(\.doubleValue) }
}

private struct ToIntegers: ElementVisitor {
  let array: NDArray
  func visit<T: Element>(_ type: T.Type) -> [Int] { array.elements(as: type).map(\.intValue) }
}
