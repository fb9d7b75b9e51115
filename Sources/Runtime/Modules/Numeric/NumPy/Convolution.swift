import Arrays
import Autodiff

/// `np.convolve` and `np.correlate`: a sum of shifted products, differentiable in both operands.
enum Convolution {
  static func convolve(_ c: NumericCall, flips: Bool) throws -> ArrayObject {
    var (a, v) = (try c.array(0), try c.array(1))
    guard a.rank <= 1, v.rank <= 1 else {
      throw Raised(.valueError, "object too deep for desired array")
    }
    if a.rank == 0 { a = try c.interpreter.reshape(a, [1], c.facade) }
    if v.rank == 0 { v = try c.interpreter.reshape(v, [1], c.facade) }
    guard a.count > 0 else {
      throw Raised(
        .valueError, flips ? "a cannot be empty" : "first array argument cannot be empty")
    }
    guard v.count > 0 else {
      throw Raised(
        .valueError, flips ? "v cannot be empty" : "second array argument cannot be empty")
    }
    if flips, v.count > a.count { swap(&a, &v) }
    let mode = try c.text(2)
    let pair = try c.promoted([a, v])
    let (n, m) = (a.count, v.count)
    let (long, short) = (max(n, m), min(n, m))
    let range: Range<Int>
    switch mode {
    case "full": range = 0..<(n + m - 1)
    case "same":
      // NumPy's centre: the left end is rounded up for odd excess when the second operand is longer.
      let start = flips || n >= m ? (short - 1) / 2 : short / 2
      range = start..<(start + long)
    case "valid": range = (short - 1)..<long
    default:
      throw Raised(.valueError, "mode must be one of 'valid', 'same', or 'full' (got '\(mode)')")
    }
    return try c.build(pair) { graph, ids in
      let dtype = graph.dtype(of: ids[0])
      let kernel = try flips ? graph.reverse(ids[1], axes: [0]) : graph.conj(ids[1])
      // Row k of the windows is what the kernel covers at output k.
      let padded = try graph.pad(
        ids[0], graph.constant(.int(0), dtype), low: [m - 1], high: [m - 1])
      let places = range.flatMap { k in (0..<m).map { k + $0 } }
      let windows = try graph.reshape(
        graph.take(padded, graph.constant(NDArray(places)), axis: 0), [range.count, m])
      return try graph.matmul(windows, kernel)
    }
  }
}

extension ArrayObject {
  func value(in c: NumericCall) throws -> NDArray { try c.session.value(of: self) }
}

/// `np.gradient`.
enum GradientFunction {
  static func gradient(_ c: NumericCall) throws -> Value {
    let f = try c.floating(c.array(0))
    let spacings = c.arguments.variadic(1)
    let axes = try (c.axes(2) ?? Array(0..<f.rank)).map {
      try Shapes.normalize(axis: $0, rank: f.rank)
    }
    guard spacings.isEmpty || spacings.count == 1 || spacings.count == axes.count else {
      throw Raised(.typeError, "invalid number of arguments")
    }
    let order = try c.int(3)
    let results = try axes.enumerated().map { position, axis -> Value in
      let spacing = spacings.isEmpty ? Value.float(1) : spacings[spacings.count == 1 ? 0 : position]
      return .object(try along(c, f, axis, spacing, order))
    }
    return results.count == 1 ? results[0] : c.facade == .jax ? .list(results) : .tuple(results)
  }

  private static func along(
    _ c: NumericCall, _ f: ArrayObject, _ axis: Int, _ spacing: Value, _ order: Int
  ) throws -> ArrayObject {
    let count = f.shape[axis]
    guard count >= order + 1 else {
      throw Raised(
        .valueError,
        "Shape of array too small to calculate a numerical gradient, at least (edge_order + 1) elements are required."
      )
    }
    let step = try c.array(of: spacing)
    let positions = step.rank == 0 ? nil : try c.session.value(of: step).doubles
    let uniform = try step.rank == 0 ? c.session.scalar(of: step).asDouble : 1
    let width =
      positions.map { p in zip(p.dropFirst(), p).map { $0 - $1 } }
      ?? [Double](repeating: uniform, count: count - 1)
    let isUniform = Set(width).count <= 1
    return try c.build([f]) { graph, ids in
      let dtype = graph.dtype(of: ids[0])
      func part(_ start: Int, _ length: Int) throws -> NodeID {
        try graph.slice(ids[0], axis: axis, start: start, count: length)
      }
      func number(_ value: Double) -> NodeID { graph.constant(value, dtype, weak: true) }
      func column(_ values: [Double]) throws -> NodeID {
        var shape = [Int](repeating: 1, count: f.rank)
        shape[axis] = values.count
        return graph.constant(try NDArray(values, dtype: dtype).reshaped(shape))
      }
      var parts: [NodeID] = []
      let (h0, h1) = (width[0], width[width.count - 1])
      if order == 1 {
        parts.append(try graph.divide(graph.subtract(part(1, 1), part(0, 1)), number(h0)))
      } else {
        let (d1, d2) = (width[0], width[1])
        let a = -(2 * d1 + d2) / (d1 * (d1 + d2)), b = (d1 + d2) / (d1 * d2),
          e = -d1 / (d2 * (d1 + d2))
        parts.append(
          try graph.add(
            graph.add(graph.multiply(number(a), part(0, 1)), graph.multiply(number(b), part(1, 1))),
            graph.multiply(number(e), part(2, 1))))
      }
      if count > 2 {
        if isUniform {
          parts.append(
            try graph.divide(graph.subtract(part(2, count - 2), part(0, count - 2)), number(2 * h0))
          )
        } else {
          let d1 = Array(width.dropLast()), d2 = Array(width.dropFirst())
          let a = zip(d1, d2).map { -$1 / ($0 * ($0 + $1)) },
            b = zip(d1, d2).map { ($1 - $0) / ($0 * $1) },
            e = zip(d1, d2).map { $0 / ($1 * ($0 + $1)) }
          let sum = try graph.add(
            graph.multiply(column(a), part(0, count - 2)),
            graph.multiply(column(b), part(1, count - 2)))
          parts.append(try graph.add(sum, graph.multiply(column(e), part(2, count - 2))))
        }
      }
      if order == 1 {
        parts.append(
          try graph.divide(graph.subtract(part(count - 1, 1), part(count - 2, 1)), number(h1)))
      } else {
        let (d1, d2) = (width[width.count - 2], width[width.count - 1])
        let a = d2 / (d1 * (d1 + d2)), b = -(d2 + d1) / (d1 * d2),
          e = (2 * d2 + d1) / (d2 * (d1 + d2))
        parts.append(
          try graph.add(
            graph.add(
              graph.multiply(number(a), part(count - 3, 1)),
              graph.multiply(number(b), part(count - 2, 1))),
            graph.multiply(number(e), part(count - 1, 1))))
      }
      return try graph.concatenate(parts, axis: axis)
    }
  }
}
