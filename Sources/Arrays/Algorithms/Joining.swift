extension NDArray {
  /// `np.concatenate` of arrays of one dtype.
  package static func concatenate(
    _ arrays: [NDArray], axis: Int = 0
  ) throws(ShapeError) -> NDArray {
    guard let first = arrays.first else { throw .concatenateNothing }
    let shapes = arrays.map(\.shape)
    if shapes.contains([]) { throw .concatenateScalars }
    if shapes.contains(where: { $0.count != first.rank }) {
      throw .concatenateRanks(shapes: shapes)
    }
    let axis = try Shapes.normalize(axis: axis, rank: first.rank)
    var shape = first.shape
    for other in shapes.dropFirst() {
      for index in shape.indices where index != axis && other[index] != shape[index] {
        throw .concatenateExtents(shapes: shapes, axis: axis)
      }
    }
    shape[axis] = shapes.reduce(0) { $0 + $1[axis] }
    let result = NDArray(uninitialized: first.dtype, shape: shape)
    var start = 0
    for array in arrays {
      var part = result
      part.shape[axis] = array.shape[axis]
      part.offset += start * result.strides[axis]
      Kernels.copy(array, into: part)
      start += array.shape[axis]
    }
    return result
  }

  /// `np.stack` of arrays of one dtype: joined along a new axis.
  package static func stack(_ arrays: [NDArray], axis: Int = 0) throws(ShapeError) -> NDArray {
    guard let first = arrays.first else { throw .stackNothing }
    if arrays.contains(where: { $0.shape != first.shape }) {
      throw .stackShapes(shapes: arrays.map(\.shape))
    }
    let axis = try Shapes.normalize(axis: axis, rank: first.rank + 1)
    var expanded: [NDArray] = []
    for array in arrays { expanded.append(try array.expanded([axis])) }
    return try concatenate(expanded, axis: axis)
  }

  /// `np.split` at indices: views between them.
  package func split(at indices: [Int], axis: Int = 0) throws(ShapeError) -> [NDArray] {
    let axis = try Shapes.normalize(axis: axis, rank: rank)
    var result: [NDArray] = []
    let extent = shape[axis]
    let bounds = [0] + indices + [extent]
    for (from, to) in zip(bounds, bounds.dropFirst()) {
      // Python's slice semantics, from an index of any sign.
      func clamp(_ value: Int) -> Int { min(max(value < 0 ? value + extent : value, 0), extent) }
      let start = clamp(from)
      var view = self
      view.shape[axis] = max(0, clamp(to) - start)
      view.offset += view.shape[axis] == 0 ? 0 : start * strides[axis]
      result.append(view)
    }
    return result
  }

  /// `np.split` (equal parts) or `np.array_split` (the first ones larger by one) into `sections`.
  package func split(
    into sections: Int, axis: Int = 0, isEqual: Bool = true
  ) throws(ShapeError) -> [NDArray] {
    let normalized = try Shapes.normalize(axis: axis, rank: rank)
    if sections <= 0 { throw .other("number sections must be larger than 0.") }
    let extent = shape[normalized]
    if isEqual && extent % sections != 0 {
      throw .unequalSplit(extent: extent, sections: sections)
    }
    var bounds: [Int] = []
    var end = 0
    for part in 0..<(sections - 1) {
      end += extent / sections + (part < extent % sections ? 1 : 0)
      bounds.append(end)
    }
    return try split(at: bounds, axis: normalized)
  }

  /// `np.meshgrid`: broadcast views (or copies by the caller), "xy" with the first two axes
  /// exchanged.
  package static func meshgrid(
    _ vectors: [NDArray], isMatrixIndexing: Bool = false, isSparse: Bool = false
  ) throws(ShapeError) -> [NDArray] {
    let rank = vectors.count
    func place(_ index: Int) -> Int {
      !isMatrixIndexing && rank > 1 && index < 2 ? 1 - index : index
    }
    var full = [Int](repeating: 1, count: rank)
    for (index, vector) in vectors.enumerated() { full[place(index)] = vector.count }
    var result: [NDArray] = []
    for (index, vector) in vectors.enumerated() {
      var shape = [Int](repeating: 1, count: rank)
      shape[place(index)] = vector.count
      let shaped = try vector.reshaped(shape)
      result.append(isSparse ? shaped : try shaped.broadcast(to: full))
    }
    return result
  }

  /// `np.tri` as a mask: true at and below diagonal `k`.
  package static func lowerTriangle(rows: Int, columns: Int, k: Int = 0) -> NDArray {
    NDArray(
      (0..<rows).flatMap { row in (0..<columns).map { $0 <= row + k } }, shape: [rows, columns])
  }

  /// `np.tril` (or `np.triu` where not `isLower`) of the last two axes, zeros elsewhere.
  package func triangle(isLower: Bool, k: Int = 0) throws(ShapeError) -> NDArray {
    guard rank >= 2 else { throw .other("diag requires an array of at least two dimensions") }
    let mask = NDArray.lowerTriangle(
      rows: shape[rank - 2], columns: shape[rank - 1], k: isLower ? k : k - 1)
    let zero = NDArray(scalar: .int(0), dtype: dtype)
    return isLower ? Kernels.select(mask, self, zero) : Kernels.select(mask, zero, self)
  }

  /// `np.indices`: one index array an axis, stacked first.
  package static func indices(_ shape: [Int]) -> NDArray {
    var values: [Int] = []
    let strides = contiguousStrides(of: shape)
    let count = shape.reduce(1, *)
    for axis in shape.indices {
      for flat in 0..<count { values.append(flat / strides[axis] % shape[axis]) }
    }
    return NDArray(values, shape: [shape.count] + shape)
  }

  /// `np.unravel_index`, one array an axis.
  package static func unravel(_ flat: NDArray, shape: [Int]) throws(ShapeError) -> [NDArray] {
    let count = shape.reduce(1, *)
    let strides = contiguousStrides(of: shape)
    let values = flat.integers
    if let bad = values.first(where: { $0 < 0 || $0 >= count }) {
      throw .other("index \(bad) is out of bounds for array with size \(count)")
    }
    return shape.indices.map { axis in
      NDArray(values.map { $0 / strides[axis] % shape[axis] }, shape: flat.shape)
    }
  }

  /// `np.ravel_multi_index` for indices within the shape.
  package static func ravel(_ indices: [NDArray], shape: [Int]) throws(ShapeError) -> NDArray {
    let strides = contiguousStrides(of: shape)
    let joined = try Shapes.broadcast(indices.map(\.shape))
    var result = [Int](repeating: 0, count: joined.reduce(1, *))
    for (axis, index) in indices.enumerated() {
      for (position, value) in try index.broadcast(to: joined).integers.enumerated() {
        guard value >= 0, value < shape[axis] else {
          throw .other("invalid entry in coordinates array")
        }
        result[position] += value * strides[axis]
      }
    }
    return NDArray(result, shape: joined)
  }
}
