package import Arrays

extension Graph {
  /// Adds the last two axes exchanged.
  package func matrixTranspose(_ x: NodeID) throws -> NodeID { try swapAxes(x, -1, -2) }

  /// Adds the conjugate of the last two axes exchanged.
  package func adjoint(_ x: NodeID) throws -> NodeID { try conj(matrixTranspose(x)) }

  /// Adds the identity matrix, 1 on the diagonal `offset`.
  package func identity(_ n: Int, _ dtype: DType, columns: Int? = nil, offset: Int = 0) -> NodeID {
    let columns = columns ?? n
    let array = NDArray.zeros([n, columns], dtype: dtype)
    for row in 0..<n where row + offset >= 0 && row + offset < columns {
      array.setScalar(.int(1), at: [row, row + offset])
    }
    return constant(array)
  }

  /// A bool matrix: true where column minus row is at most `offset` (a lower triangle).
  func lowerMask(_ rows: Int, _ columns: Int, offset: Int) -> NodeID {
    var flags: [Bool] = []
    flags.reserveCapacity(rows * columns)
    for row in 0..<rows { for column in 0..<columns { flags.append(column - row <= offset) } }
    return constant(NDArray(flags, shape: [rows, columns]))
  }

  /// Adds `x` with zeros above the diagonal `offset` of the last two axes.
  package func lowerTriangle(_ x: NodeID, offset: Int = 0) throws -> NodeID {
    let shape = shape(of: x)
    let mask = lowerMask(shape[shape.count - 2], shape[shape.count - 1], offset: offset)
    return try select(mask, x, scalar(0, like: x))
  }

  /// Adds `x` with zeros below the diagonal `offset` of the last two axes.
  package func upperTriangle(_ x: NodeID, offset: Int = 0) throws -> NodeID {
    let shape = shape(of: x)
    let mask = lowerMask(shape[shape.count - 2], shape[shape.count - 1], offset: offset - 1)
    return try select(mask, scalar(0, like: x), x)
  }

  /// Adds the diagonal `offset` of two axes as a new last axis.
  package func diagonal(
    _ x: NodeID, offset: Int = 0, axis1: Int = -2, axis2: Int = -1
  ) throws -> NodeID {
    let rank = rank(of: x)
    let first = try Shapes.normalize(axis: axis1, rank: rank)
    let second = try Shapes.normalize(axis: axis2, rank: rank)
    let order = (0..<rank).filter { $0 != first && $0 != second } + [first, second]
    let moved = try transpose(x, order)
    let shape = shape(of: moved)
    let (rows, columns) = (shape[rank - 2], shape[rank - 1])
    let start = max(0, -offset)
    let count = max(min(rows - start, columns - max(0, offset)), 0)
    let flat = try reshape(moved, Array(shape.dropLast(2)) + [rows * columns])
    return try slice(
      flat, axis: rank - 2, start: count == 0 ? 0 : start * columns + max(0, offset), count: count,
      step: columns + 1)
  }

  /// Adds square matrices with the last axis of `x` on the diagonal `offset` and zeros elsewhere.
  package func diagonalMatrix(_ x: NodeID, offset: Int = 0) throws -> NodeID {
    let shape = shape(of: x)
    let n = shape[shape.count - 1]
    let size = n + abs(offset)
    let batch = Array(shape.dropLast())
    if n == 0 { return try full(0, batch + [size, size], dtype(of: x)) }
    let first = offset >= 0 ? offset : -offset * size
    let last = first + (n - 1) * (size + 1)
    let none = batch.map { _ in 0 }
    let flat = try pad(
      x, scalar(0, like: x), low: none + [first], high: none + [size * size - 1 - last],
      interior: none + [size])
    return try reshape(flat, batch + [size, size])
  }

  /// Adds the sum over a diagonal of two axes.
  package func trace(
    _ x: NodeID, offset: Int = 0, axis1: Int = -2, axis2: Int = -1
  ) throws -> NodeID {
    let line = try diagonal(x, offset: offset, axis1: axis1, axis2: axis2)
    return try reduceSum(line, axes: [rank(of: line) - 1])
  }

  /// Adds the inverse of square matrices.
  package func inverse(_ x: NodeID) throws -> NodeID {
    try abstractValue(of: x).checkedMatrix("inv", square: true)
    return try solve(x, identity(shape(of: x).last ?? 0, dtype(of: x)))
  }

  /// Adds the Moore–Penrose inverse; singular values below `tolerance` times the largest count as
  /// zero.
  package func pseudoInverse(_ x: NodeID, tolerance: Double? = nil) throws -> NodeID {
    let shape = shape(of: x)
    let extent = max(shape[shape.count - 2], shape[shape.count - 1])
    let epsilon = dtype(of: x).realPart == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
    let parts = try svd(x)
    let s = parts[1]
    let largest = try reduceMax(s, axes: [rank(of: s) - 1])
    let limit = try multiply(
      largest, scalar(tolerance ?? 10 * Double(extent) * epsilon, like: largest))
    let isLarge = try greater(s, expandDims(limit, axes: [-1]))
    let zero = scalar(0, like: s)
    let one = scalar(1, like: s)
    let inverted = try select(isLarge, divide(one, select(isLarge, s, one)), zero)
    let scaled = try multiply(
      adjoint(parts[2]), convert(expandDims(inverted, axes: [-2]), to: dtype(of: x)))
    return try matmul(scaled, adjoint(parts[0]))
  }

  /// Adds the `exponent`-th power of square matrices, by squaring.
  package func matrixPower(_ x: NodeID, _ exponent: Int) throws -> NodeID {
    try abstractValue(of: x).checkedMatrix("matrix_power", square: true)
    var square = exponent < 0 ? try inverse(x) : x
    var remaining = exponent.magnitude
    var result: NodeID?
    while remaining > 0 {
      if remaining & 1 == 1 { result = try result.map { try matmul($0, square) } ?? square }
      remaining >>= 1
      if remaining > 0 { square = try matmul(square, square) }
    }
    return try result
      ?? broadcast(identity(shape(of: x).last ?? 0, dtype(of: x)), to: shape(of: x))
  }
}
