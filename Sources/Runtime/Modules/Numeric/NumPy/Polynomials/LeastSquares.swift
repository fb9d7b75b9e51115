import Arrays
import Autodiff

/// Least squares with columns scaled to length one, as NumPy's polynomial fits do.
struct LeastSquares {
  let solution: ArrayObject
  let residuals: ArrayObject
  let rank: Int
  let values: ArrayObject
  let rcond: Double

  /// What `full=True` returns beside the solution.
  var details: [Value] {
    [
      .object(residuals), .object(ArrayObject(.int(rank), .int32, .scalar)), .object(values),
      .object(ArrayObject(.float(rcond), .float64, .scalar)),
    ]
  }

  static func scaled(
    _ c: NumericCall, _ design: ArrayObject, _ y: ArrayObject, weights: ArrayObject?, rcond: Double?
  ) throws -> LeastSquares {
    let operands = try c.promoted([design, y] + (weights.map { [$0] } ?? []), floating: true)
    let (count, columns) = (design.shape[0], design.shape[1])
    let isVector = y.rank == 1
    let epsilon = operands[0].dtype == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
    let limit = rcond ?? epsilon * Double(count)
    let parts = try c.session.build(operands, c.facade) { graph, ids in
      var matrix = ids[0]
      var target = try isVector ? graph.reshape(ids[1], [count, 1]) : ids[1]
      if ids.count > 2 {
        let w = try graph.reshape(ids[2], [count, 1])
        matrix = try graph.multiply(matrix, w)
        target = try graph.multiply(target, w)
      }
      let dtype = graph.dtype(of: matrix)
      let size = try graph.sqrt(graph.reduceSum(graph.square(matrix), axes: [0]))
      let isZero = try graph.equal(size, graph.constant(.float(0), dtype))
      let scale = try graph.select(isZero, graph.constant(.float(1), dtype), size)
      let scaled = try graph.divide(matrix, graph.reshape(scale, [1, columns]))
      let raw = try graph.matmul(graph.pseudoInverse(scaled, tolerance: limit), target)
      let result = try graph.divide(raw, graph.reshape(scale, [columns, 1]))
      let rest = try graph.subtract(target, graph.matmul(scaled, raw))
      return [
        try isVector ? graph.reshape(result, [columns]) : result,
        try graph.reduceSum(graph.square(rest), axes: [0]), try graph.svd(scaled, full: false)[1],
      ]
    }
    guard !parts[0].isTraced else {
      return LeastSquares(
        solution: parts[0], residuals: parts[1], rank: columns, values: parts[2], rcond: limit)
    }
    let values = try c.session.value(of: parts[2]).doubles
    let rank = values.filter { $0 > limit * (values.first ?? 0) }.count
    let isDetermined = rank == columns && count > columns
    return LeastSquares(
      solution: parts[0],
      residuals: isDetermined ? parts[1] : c.result(NDArray.zeros([0], dtype: parts[1].dtype)),
      rank: rank, values: parts[2], rcond: limit)
  }
}
