import Arrays
import Autodiff

/// `np.cross`: the product of vectors of two or three components.
enum VectorProduct {
  static func cross(
    _ c: NumericCall, _ operands: [ArrayObject], axes: [Int], result: Int
  ) throws -> ArrayObject {
    let pair = try zip(c.promoted(operands), axes).map { operand, axis -> ArrayObject in
      guard operand.rank > 0 else {
        throw Raised(.valueError, "At least one array has zero dimension")
      }
      return try c.interpreter.moveAxes(operand, [axis], [-1], c.facade)
    }
    let counts = pair.map { $0.shape[$0.rank - 1] }
    guard counts.allSatisfy({ $0 == 2 || $0 == 3 }) else {
      throw Raised(
        .valueError, "incompatible dimensions for cross product\n(dimension must be 2 or 3)")
    }
    let product = try c.build(pair) { graph, ids in
      func part(_ operand: Int, _ index: Int) throws -> NodeID? {
        guard index < counts[operand] else { return nil }
        return try graph.slice(
          ids[operand], axis: graph.rank(of: ids[operand]) - 1, start: index, count: 1)
      }
      /// `aᵢbⱼ`; nil where a component is missing, which counts as zero.
      func term(_ i: Int, _ j: Int) throws -> NodeID? {
        guard let x = try part(0, i), let y = try part(1, j) else { return nil }
        return try graph.multiply(x, y)
      }
      func component(_ i: Int, _ j: Int) throws -> NodeID? {
        switch (try term(i, j), try term(j, i)) {
        case (let plus?, let minus?): return try graph.subtract(plus, minus)
        case (let plus?, nil): return plus
        case (nil, let minus?): return try graph.negative(minus)
        case (nil, nil): return nil
        }
      }
      guard let third = try component(0, 1) else { return ids[0] }
      if counts == [2, 2] {
        let shape = graph.shape(of: third)
        return try graph.reshape(third, Array(shape.dropLast()))
      }
      let parts = try [component(1, 2), component(2, 0), third].map { part in
        guard let part else { return third }
        return try graph.broadcast(part, to: graph.shape(of: third))
      }
      return try graph.concatenate(parts, axis: graph.rank(of: third) - 1)
    }
    return counts == [2, 2]
      ? product : try c.interpreter.moveAxes(product, [-1], [result], c.facade)
  }
}
