import Arrays
import Autodiff

/// Evaluation, roots and least squares of series.
enum SeriesValues {
  /// `Σ c(n)·P(n)(x)` by Clenshaw's scheme; coefficients are the first axis of `c`, differentiable in both.
  static func value(
    _ basis: PolynomialBasis, _ call: NumericCall, _ x: ArrayObject, _ c: ArrayObject, spreads: Bool
  ) throws -> ArrayObject {
    let i = call.interpreter, facade = call.facade
    var series = try i.promoted([c], facade, floating: true)[0]
    if series.rank == 0 { series = try i.reshape(series, [1], facade) }
    let rest = Array(series.shape.dropFirst())
    let shape = spreads ? rest + x.shape.map { _ in 1 } : rest
    func apply(_ function: ElementwiseFunction, _ a: Operand, _ b: Operand) throws -> Operand {
      .array(try i.elementwise(function, [a, b], facade))
    }
    func number(_ value: Double) -> Operand { .python(.float, .float(value)) }
    var next: Operand?, afterNext: Operand?
    for n in (0..<series.shape[0]).reversed() {
      let (scale, shift, _) = basis.step(n), back = basis.step(n + 1).back
      var value = Operand.array(
        try i.reshape(i.item(series, [.integer(n)]), shape, facade))
      if let next {
        var factor = Operand.array(x)
        if scale != 1 { factor = try apply(ElementwiseTable.multiply, factor, number(scale)) }
        if shift != 0 { factor = try apply(ElementwiseTable.add, factor, number(shift)) }
        value = try apply(
          ElementwiseTable.add, value, apply(ElementwiseTable.multiply, next, factor))
      } else {
        // The result has the shape of both also where there is one coefficient.
        value = try apply(
          ElementwiseTable.add, value, apply(ElementwiseTable.multiply, .array(x), number(0)))
      }
      if back != 0, let afterNext {
        value = try apply(
          ElementwiseTable.subtract, value,
          apply(ElementwiseTable.multiply, afterNext, number(back)))
      }
      (next, afterNext) = (value, next)
    }
    return next.map { i.array(of: $0, facade) } ?? x
  }

  /// The value at points that are given by one array a variable.
  static func joint(_ basis: PolynomialBasis, _ c: NumericCall, _ slots: [Int], _ coefficients: Int)
    throws -> ArrayObject
  {
    let points = try slots.map { try c.array($0) }
    guard points.allSatisfy({ $0.shape == points[0].shape }) else {
      throw Raised(.valueError, "\(points.count == 2 ? "x, y" : "x, y, z") are incompatible")
    }
    var result = try value(basis, c, points[0], c.array(coefficients), spreads: true)
    for point in points.dropFirst() {
      result = try value(basis, c, point, result, spreads: false)
    }
    return result.asResult(c)
  }

  /// The values on the grid that the arrays span.
  static func grid(_ basis: PolynomialBasis, _ c: NumericCall, _ slots: [Int], _ coefficients: Int)
    throws -> ArrayObject
  {
    try slots.reduce(c.array(coefficients)) {
      try value(basis, c, c.array($1), $0, spreads: true)
    }
  }

  /// The values of P(0) … P(degree), along a new last axis.
  static func matrix(_ basis: PolynomialBasis, _ c: NumericCall, _ array: ArrayObject, degree: Int)
    throws -> ArrayObject
  {
    guard degree >= 0 else { throw Raised(.valueError, "deg must be non-negative") }
    var x = try c.floating(array)
    if x.rank == 0 { x = try c.interpreter.reshape(x, [1], c.facade) }
    return try c.build([x]) { graph, ids in
      let dtype = graph.dtype(of: ids[0])
      func number(_ value: Double) -> NodeID { graph.constant(.float(value), dtype, weak: true) }
      var columns = [try graph.ones(like: ids[0])]
      for n in 0..<degree {
        let (scale, shift, back) = basis.step(n)
        var value = try graph.multiply(ids[0], columns[n])
        if scale != 1 { value = try graph.multiply(value, number(scale)) }
        if shift != 0 { value = try graph.add(value, graph.multiply(columns[n], number(shift))) }
        if back != 0, n > 0 {
          value = try graph.subtract(value, graph.multiply(columns[n - 1], number(back)))
        }
        columns.append(value)
      }
      let last = graph.shape(of: ids[0]).count
      let parts = try columns.map { try graph.reshape($0, graph.shape(of: $0) + [1]) }
      return try parts.count == 1 ? parts[0] : graph.concatenate(parts, axis: last)
    }
  }

  /// The roots, increasing; complex where any is.
  static func roots(_ basis: PolynomialBasis, _ i: Interpreter, _ c: [Double]) throws -> ArrayObject
  {
    guard c.count > 1 else { return ArrayObject(NDArray([Double]()), .array) }
    let rows = basis.companion(c)
    if rows.count == 1 { return ArrayObject(NDArray([rows[0][0]]), .array) }
    // Rotated, as NumPy does for smaller errors.
    let flat = rows.reversed().flatMap { $0.reversed() }
    let matrix = ArrayObject(NDArray(flat, shape: [rows.count, rows.count]), .array)
    let found = try i.numerics.value(
      of: i.numerics.build1([matrix], .numpy) { try $0.eigenGeneral($1[0])[0] }
    ).scalars
    let order = found.indices.sorted {
      (found[$0].asDouble, found[$0].imaginary) < (found[$1].asDouble, found[$1].imaginary)
    }
    if found.allSatisfy({ $0.imaginary == 0 }) {
      return ArrayObject(NDArray(order.map { found[$0].asDouble }), .array)
    }
    return ArrayObject(NDArray(scalars: order.map { found[$0] }, dtype: .complex128), .array)
  }

  /// Least squares over the polynomials of a degree, or of the degrees in a list.
  static func fit(
    _ basis: PolynomialBasis, _ c: NumericCall, _ x: ArrayObject, _ y: ArrayObject, degree: Value,
    rcond: Value, isFull: Bool, weights: Value
  ) throws -> Value {
    let degrees = try c.session.value(of: c.array(of: degree))
    guard degrees.dtype.isInteger, degrees.rank <= 1, degrees.count > 0 else {
      throw Raised(.typeError, "deg must be an int or non-empty 1-D array of int")
    }
    let list = degrees.integers.sorted()
    guard let highest = list.last, list[0] >= 0 else {
      throw Raised(.valueError, "expected deg >= 0")
    }
    guard x.rank == 1 else { throw Raised(.typeError, "expected 1D vector for x") }
    guard x.count > 0 else { throw Raised(.typeError, "expected non-empty vector for x") }
    guard y.rank == 1 || y.rank == 2 else {
      throw Raised(.typeError, "expected 1D or 2D array for y")
    }
    guard x.count == y.shape[0] else {
      throw Raised(.typeError, "expected x and y to have same length")
    }
    let kept = degrees.rank == 0 ? Array(0...highest) : list
    var design = try matrix(basis, c, x, degree: highest)
    if kept.count != highest + 1 {
      design = try c.interpreter.take(design, c.index(NDArray(kept)), axis: 1, c.facade)
    }
    let weight = try weights.isNone ? nil : c.array(of: weights)
    let solved = try LeastSquares.scaled(
      c, design, y, weights: weight, rcond: rcond.isNone ? nil : c.interpreter.requireFloat(rcond))
    var coefficients = solved.solution
    if kept.count != highest + 1 {
      var shape = coefficients.shape
      shape[0] = highest + 1
      let full = NDArray.zeros(shape, dtype: coefficients.dtype)
      try full.assign(c.session.value(of: coefficients), at: [.array(NDArray(kept))])
      coefficients = c.result(full)
    }
    guard isFull else { return .object(coefficients) }
    return .tuple([.object(coefficients), .list(solved.details)])
  }
}
