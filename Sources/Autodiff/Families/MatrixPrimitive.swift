import Arrays

/// A function of stacks of matrices: the last two axes of every operand, leading axes in step.
///
/// Batching puts the batch axis in front, where it is one more leading axis.
package protocol MatrixFunction: Primitive {}

/// As `MatrixFunction`, with several results.
package protocol MatrixFactorisation: MultiOutputPrimitive {}

extension MatrixFunction {
  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) {
    let size = g.batchSize(inputs, axes)
    let moved = try zip(inputs, axes).map { try g.batchedToFront($0, $1, size: size) }
    let rank = moved.reduce(0) { max($0, g.rank(of: $1)) }
    // Leading axes broadcast from the right, so the batch axis must stand equally far left in all
    // operands.
    let aligned = try moved.map { id in
      let shape = g.shape(of: id)
      let missing = Array(repeating: 1, count: rank - shape.count)
      return try g.reshape(id, [size] + missing + shape.dropFirst())
    }
    return (try g.apply(self, aligned), axis: 0)
  }
}

extension MatrixFactorisation {
  package func batchedAll(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axes: [Int?]) {
    let size = g.batchSize(inputs, axes)
    let moved = try zip(inputs, axes).map { try g.batchedToFront($0, $1, size: size) }
    let node = try g.apply(self, moved)
    return (node, axes: try g.abstractValues(of: node).map { _ in 0 })
  }

  /// The reverse rule of the only operand, got by transposing the forward rule.
  func transposedJVPs(
    _ cotangents: [NodeID?], at node: NodeID, in g: Graph
  ) throws -> Cotangents {
    let operand = g.input(of: node, 0)
    let seed = g.placeholder(g.abstractValue(of: operand))
    let pushed = try jvps(Tangents([seed]), at: node, in: g)
    let pairs = zip(pushed, cotangents).filter { $0.0 != nil && $0.1 != nil }
    return .one(
      try g.vjp(
        outputs: pairs.compactMap(\.0), cotangents: pairs.map(\.1), wrt: [seed])[0])
  }
}

extension AbstractValue {
  /// Checks for a stack of matrices of an inexact dtype, square where wanted.
  func checkedMatrix(_ primitive: String, square: Bool) throws {
    guard rank >= 2 else {
      throw GraphError.invalid(
        primitive: primitive,
        reason: "\(rank)-dimensional array given. Array must be at least two-dimensional")
    }
    guard dtype.isInexact else {
      throw GraphError.unsupportedDType(primitive: primitive, dtype: dtype)
    }
    if square, shape[rank - 1] != shape[rank - 2] {
      throw GraphError.invalid(
        primitive: primitive, reason: "Last 2 dimensions of the array must be square")
    }
  }
}
