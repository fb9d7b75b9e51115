import Arrays
import Autodiff

/// `polyfit`, `polyval` and the other functions of coefficients, highest power first.
enum PolynomialFunctions {
  static let all: [NumericFunction] = [
    .array("polyval(p, x, *, unroll=16)", "The value of a polynomial.") { c in
      let p = try c.array(0), x = try c.array(1)
      var result = Operand.array(c.result(NDArray.zeros(x.shape, dtype: x.dtype)))
      for index in 0..<(p.shape.first ?? 0) {
        let scaled = try c.interpreter.elementwise(
          ElementwiseTable.multiply, [result, .array(x)], c.facade)
        let coefficient = try c.interpreter.item(p, [.integer(index)])
        result = .array(
          try c.interpreter.elementwise(
            ElementwiseTable.add, [.array(scaled), .array(coefficient)], c.facade))
      }
      return result.array ?? x
    },
    .array("polyadd(a1, a2)", "The sum of polynomials.") { c in
      try combined(c, ElementwiseTable.add)
    },
    .array("polysub(a1, a2)", "The difference of polynomials.") { c in
      try combined(c, ElementwiseTable.subtract)
    },
    .array("polymul(a1, a2)", "The product of polynomials.") { c in
      try product(c, trimmed(c, c.array(0)), trimmed(c, c.array(1)))
    },
    NumericFunction("polydiv(u, v)", "Quotient and remainder of polynomials.") { c in
      var rest = try c.session.value(of: c.floating(c.array(0))).doubles
      let divisor = try c.session.value(of: c.floating(c.array(1))).doubles
      guard let lead = divisor.first else { throw Raised(.valueError, "empty polynomial") }
      let steps = max(rest.count - divisor.count + 1, 1)
      var quotient = [Double](repeating: 0, count: steps)
      let scale = 1 / lead
      if rest.count >= divisor.count {
        for k in 0...(rest.count - divisor.count) {
          let d = scale * rest[k]
          quotient[k] = d
          for (offset, value) in divisor.enumerated() { rest[k + offset] -= d * value }
        }
      }
      while rest.count > 1, abs(rest[0]) < 1e-14 { rest.removeFirst() }
      return .tuple([.object(c.result(NDArray(quotient))), .object(c.result(NDArray(rest)))])
    },
    .array("polyder(p, m=1)", "The derivative of a polynomial.") { c in
      var p = try c.array(0)
      for _ in 0..<(try c.int(1)) {
        let n = p.count - 1
        guard n > 0 else { return c.result(NDArray.zeros([0], dtype: p.dtype)) }
        let powers = c.result(
          NDArray((0..<n).map { n - $0 }, dtype: p.dtype.isInexact ? p.dtype : c.defaultInt))
        let head = try c.interpreter.item(p, [.slice(start: nil, stop: -1, step: nil)])
        p = try c.interpreter.elementwise(
          ElementwiseTable.multiply, [.array(head), .array(powers)], c.facade)
      }
      return p
    },
    .array("polyint(p, m=1, k=None)", "The integral of a polynomial.") { c in
      var p = try c.floating(c.array(0))
      let constants = try c.isMissing(2) ? [] : c.elements(2).doubles
      for step in 0..<(try c.int(1)) {
        let n = p.count
        let powers = c.result(NDArray((0..<n).map { Double(n - $0) }, dtype: p.dtype))
        let body = try c.interpreter.elementwise(
          ElementwiseTable.divide, [.array(p), .array(powers)], c.facade)
        let constant = constants.isEmpty ? 0 : constants[min(step, constants.count - 1)]
        p = try c.interpreter.concatenate(
          [body, c.result(NDArray([constant], dtype: p.dtype))], axis: 0, c.facade)
      }
      return p
    },
    NumericFunction(
      "polyfit(x, y, deg, rcond=None, full=False, w=None, cov=False)",
      "The least-squares polynomial."
    ) { c in try fit(c) },
    .array("poly(seq_of_zeros)", "The polynomial with given roots.") { c in
      let roots = try c.elements(0)
      let zeros =
        try roots.rank == 2
        ? c.session.value(of: c.build([c.floating(c.array(0))]) { try $0.eigenGeneral($1[0])[0] })
          .scalars : roots.scalars
      var coefficients: [(Double, Double)] = [(1, 0)]
      for zero in zeros {
        let (re, im) = (zero.asDouble, zero.imaginary)
        var next = coefficients + [(0, 0)]
        for (index, value) in coefficients.enumerated() {
          next[index + 1].0 -= value.0 * re - value.1 * im
          next[index + 1].1 -= value.0 * im + value.1 * re
        }
        coefficients = next
      }
      if coefficients.allSatisfy({ abs($0.1) <= 1e-12 * max(1, abs($0.0)) }) {
        return c.result(NDArray(coefficients.map(\.0)))
      }
      return c.result(
        NDArray(
          scalars: coefficients.map { .complex(real: $0.0, imaginary: $0.1) }, dtype: .complex128))
    },
    .array("roots(p, *, strip_zeros=True)", "The roots of a polynomial.") { c in
      var p = try c.session.value(of: c.floating(c.array(0))).scalars
      while let first = p.first, !first.isTrue { p.removeFirst() }
      var zeros = 0
      while let last = p.last, !last.isTrue { p.removeLast(); zeros += 1 }
      guard p.count > 1 else { return c.result(NDArray.zeros([zeros])) }
      let n = p.count - 1
      let isComplex = p.contains { $0.imaginary != 0 }
      let matrix = NDArray.zeros([n, n], dtype: isComplex ? .complex128 : .float64)
      let lead = p[0]
      for k in 0..<n {
        let (a, b, x, y) = (p[k + 1].asDouble, p[k + 1].imaginary, lead.asDouble, lead.imaginary)
        let size = x * x + y * y
        matrix.setScalar(
          isComplex
            ? .complex(real: -(a * x + b * y) / size, imaginary: -(b * x - a * y) / size)
            : .float(-a / x), at: [0, k])
        if k > 0 { matrix.setScalar(.int(1), at: [k, k - 1]) }
      }
      var found = try c.session.value(
        of: c.build([c.result(matrix)]) { try $0.eigenGeneral($1[0])[0] }
      ).scalars
      found += [Scalar](repeating: .float(0), count: zeros)
      if found.allSatisfy({ $0.imaginary == 0 }), c.facade == .numpy {
        return c.result(NDArray(found.map(\.asDouble)))
      }
      return c.result(
        NDArray(
          scalars: found, dtype: c.facade == .jax ? c.session.promotion.defaultComplex : .complex128
        ))
    },
    .array("vander(x, N=None, increasing=False)", "The Vandermonde matrix.") { c in
      let x = try c.array(0), n = try c.isMissing(1) ? x.count : c.int(1), ascending = try c.flag(2)
      let powers = c.result(NDArray((0..<n).map { ascending ? $0 : n - 1 - $0 }, dtype: x.dtype))
      let column = try c.interpreter.reshape(x, [x.count, 1], c.facade)
      return try c.interpreter.elementwise(
        ElementwiseTable.power, [.array(column), .array(powers)], c.facade)
    },
  ]

  private static func trimmed(_ c: NumericCall, _ x: ArrayObject) throws -> ArrayObject {
    x.rank == 0 ? try c.interpreter.reshape(x, [1], c.facade) : x
  }

  private static func combined(_ c: NumericCall, _ function: ElementwiseFunction) throws
    -> ArrayObject
  {
    let parts = try [trimmed(c, c.array(0)), trimmed(c, c.array(1))]
    let count = max(parts[0].count, parts[1].count)
    let padded = try parts.map { part -> Operand in
      let missing = count - part.count
      if missing == 0 { return .array(part) }
      let zeros = c.result(NDArray.zeros([missing], dtype: part.dtype))
      return .array(try c.interpreter.concatenate([zeros, part], axis: 0, c.facade))
    }
    return try c.interpreter.elementwise(function, padded, c.facade)
  }

  private static func product(_ c: NumericCall, _ a: ArrayObject, _ b: ArrayObject) throws
    -> ArrayObject
  {
    let pair = try c.promoted([a, b])
    let (n, m) = (pair[0].count, pair[1].count)
    return try c.build(pair) { graph, ids in
      let dtype = graph.dtype(of: ids[0])
      let padded = try graph.pad(
        ids[0], graph.constant(.int(0), dtype), low: [m - 1], high: [m - 1])
      let places = (0..<(n + m - 1)).flatMap { k in (0..<m).map { k + $0 } }
      let windows = try graph.reshape(
        graph.take(padded, graph.constant(NDArray(places)), axis: 0), [n + m - 1, m])
      return try graph.matmul(windows, graph.reverse(ids[1], axes: [0]))
    }
  }
}

extension PolynomialFunctions {
  /// NumPy's `polyfit`: columns of powers, highest first, scaled to length one.
  fileprivate static func fit(_ c: NumericCall) throws -> Value {
    let pair = try c.promoted([c.array(0), c.array(1)], floating: true)
    let degree = try c.int(2), count = pair[0].count
    guard degree >= 0 else { throw Raised(.valueError, "expected deg >= 0") }
    guard pair[0].rank == 1 else { throw Raised(.typeError, "expected 1D vector for x") }
    guard count > 0 else { throw Raised(.typeError, "expected non-empty vector for x") }
    guard pair[1].rank == 1 || pair[1].rank == 2 else {
      throw Raised(.typeError, "expected 1D or 2D array for y")
    }
    guard pair[1].shape[0] == count else {
      throw Raised(.typeError, "expected x and y to have same length")
    }
    let columns = degree + 1
    let design = try c.build([pair[0]]) { graph, ids in
      let dtype = graph.dtype(of: ids[0])
      let powers = graph.constant(
        NDArray((0..<columns).map { Double(degree - $0) }, shape: [1, columns], dtype: dtype))
      return try graph.power(graph.reshape(ids[0], [count, 1]), powers)
    }
    let weights = try c.isMissing(5) ? nil : c.floating(c.array(5))
    if let weights, weights.rank != 1 || weights.count != count {
      throw Raised(.typeError, "expected w and y to have the same length")
    }
    let solved = try LeastSquares.scaled(
      c, design, pair[1], weights: weights, rcond: c.isMissing(3) ? nil : c.double(3))
    if try c.flag(4) { return .tuple([.object(solved.solution)] + solved.details) }
    guard try c[6].text != nil || c.flag(6) else { return .object(solved.solution) }
    guard count > columns || c[6].text == "unscaled" else {
      throw Raised(
        .valueError,
        "the number of data points must exceed order to scale the covariance matrix")
    }
    let isScaled = c[6].text != "unscaled"
    let covariance = try c.session.build(
      [design, solved.residuals] + (weights.map { [$0] } ?? []), c.facade
    ) {
      graph, ids in
      var matrix = ids[0]
      if ids.count > 2 { matrix = try graph.multiply(matrix, graph.reshape(ids[2], [count, 1])) }
      let dtype = graph.dtype(of: matrix)
      let inverse = try graph.inverse(graph.matmul(graph.transpose(matrix), matrix))
      guard isScaled else { return [inverse] }
      let factor = try graph.divide(
        ids[1], graph.constant(.float(Double(count - columns)), dtype, weak: true))
      let rows = graph.shape(of: factor)[0]
      if rows == 1 { return [try graph.multiply(inverse, graph.reshape(factor, []))] }
      return [
        try graph.multiply(graph.reshape(inverse, [columns, columns, 1]), factor)
      ]
    }
    return .tuple([.object(solved.solution), .object(covariance[0])])
  }
}
