import Arrays

extension Graph {
  /// Adds NumPy's `dot`: products of scalars, vectors and matrices; the last axis with the last
  /// but one.
  package func dot(_ x: NodeID, _ y: NodeID) throws -> NodeID {
    let (a, b) = (shape(of: x), shape(of: y))
    if a.isEmpty || b.isEmpty { return try multiply(x, y) }
    let left = a.count - 1
    let right = max(b.count - 2, 0)
    guard a[left] == b[right] else {
      throw ShapeError.notAligned(left: a, right: b, leftAxis: left, rightAxis: right)
    }
    return try dotGeneral(x, y, DotDimensions(contracting: ([left], [right])))
  }

  /// Adds NumPy's `matmul`: the last two axes, in step along broadcast leading axes; vectors as
  /// single rows or columns.
  package func matmul(_ x: NodeID, _ y: NodeID) throws -> NodeID {
    let (a, b) = (shape(of: x), shape(of: y))
    if a.isEmpty || b.isEmpty { throw ShapeError.matmulOfScalar(operand: a.isEmpty ? 0 : 1) }
    let left = a.count - 1
    let right = max(b.count - 2, 0)
    guard a[left] == b[right] else {
      throw ShapeError.matmulMismatch(left: a, right: b, dtype: dtype(of: x))
    }
    if a.count <= 2, b.count <= 2 {
      return try dotGeneral(x, y, DotDimensions(contracting: ([left], [right])))
    }
    if b.count <= 2 { return try dotGeneral(x, y, DotDimensions(contracting: ([left], [right]))) }
    return try batchedMatmul(x, y)
  }

  private func batchedMatmul(_ x: NodeID, _ y: NodeID) throws -> NodeID {
    let (a, b) = (shape(of: x), shape(of: y))
    let leftBatch = Array(a.dropLast(2))
    let rightBatch = Array(b.dropLast(2))
    guard let batch = ShapeRules.broadcast(leftBatch, rightBatch) else {
      throw ShapeError.matmulMismatch(left: a, right: b, dtype: dtype(of: x))
    }
    let axes = Array(batch.indices)
    let left = a.count == 1 ? x : try broadcast(x, to: batch + a.suffix(2))
    let right = try broadcast(y, to: batch + b.suffix(2))
    if a.count == 1 {
      let product = try dotGeneral(x, right, DotDimensions(contracting: ([0], [axes.count])))
      return product
    }
    return try dotGeneral(
      left, right,
      DotDimensions(contracting: ([axes.count + 1], [axes.count]), batch: (axes, axes)))
  }

  /// Adds the sum of products over pairs of axes; free axes of the left operand come first.
  package func tensordot(_ x: NodeID, _ y: NodeID, axes: ([Int], [Int])) throws -> NodeID {
    let left = try ShapeRules.normalized(axes.0, rank: rank(of: x), primitive: "tensordot")
    let right = try ShapeRules.normalized(axes.1, rank: rank(of: y), primitive: "tensordot")
    return try dotGeneral(x, y, DotDimensions(contracting: (left, right)))
  }

  /// Adds the products of all pairs of elements of two flattened operands.
  package func outer(_ x: NodeID, _ y: NodeID) throws -> NodeID {
    try multiply(reshape(x, [-1, 1]), reshape(y, [1, -1]))
  }

  /// Adds NumPy's `inner`: the sum over the last axes; a product where one is 0-d.
  package func inner(_ x: NodeID, _ y: NodeID) throws -> NodeID {
    let (a, b) = (shape(of: x), shape(of: y))
    if a.isEmpty || b.isEmpty { return try multiply(x, y) }
    guard a.last == b.last else {
      throw ShapeError.notAligned(
        left: a, right: b, leftAxis: a.count - 1, rightAxis: b.count - 1)
    }
    return try dotGeneral(x, y, DotDimensions(contracting: ([a.count - 1], [b.count - 1])))
  }
}
