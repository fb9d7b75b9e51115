import Arrays
import Autodiff

/// Differences, comparisons and other small functions of arrays.
enum MathFunctions {
  static let all: [NumericFunction] =
    rounding + complexParts + predicates + differences + signals + angles

  private static let rounding: [NumericFunction] = [
    .array(
      "round(a, decimals=0, out=None)", "Rounded to a number of decimals.",
      aliases: ["around", "round_"]
    ) { c in
      try c.interpreter.round(c.array(0), c.int(1), c.facade)
    },
    .array(
      "nan_to_num(x, copy=True, nan=0.0, posinf=None, neginf=None)", "NaN and infinities replaced."
    ) { c in
      let x = try c.array(0)
      guard x.dtype.isInexact else { return x }
      let largest =
        x.dtype.realPart == .float32
        ? Double(Float.greatestFiniteMagnitude) : Double.greatestFiniteMagnitude
      let high = try c.isMissing(3) ? largest : c.double(3),
        low = try c.isMissing(4) ? -largest : c.double(4)
      let fill = try c.double(2)
      return try c.build([x]) { graph, ids in
        let dtype = graph.dtype(of: ids[0])
        func constant(_ value: Double) -> NodeID { graph.constant(value, dtype, weak: true) }
        var result = try graph.select(graph.isnan(ids[0]), constant(fill), ids[0])
        result = try graph.select(graph.equal(ids[0], constant(.infinity)), constant(high), result)
        return try graph.select(graph.equal(ids[0], constant(-.infinity)), constant(low), result)
      }
    },
    NumericFunction("divmod(x1, x2, /)", "Quotient and remainder.") { c in
      .tuple([
        try c.apply(ElementwiseTable.floorDivide, c[0], c[1]),
        try c.apply(ElementwiseTable.modulo, c[0], c[1]),
      ])
    },
    NumericFunction("modf(x, /)", "Fractional and integral parts.") { c in
      let x = try c.floating(c.array(0))
      let whole = try c.build([x]) { try $0.trunc($1[0]) }
      let part = try c.interpreter.elementwise(
        ElementwiseTable.subtract, [.array(x), .array(whole)], c.facade)
      return .tuple([.object(part), .object(whole)])
    },
    NumericFunction("frexp(x, /)", "Mantissa and exponent.") { c in
      let x = try c.session.value(of: c.floating(c.array(0)))
      var mantissas: [Double] = [], exponents: [Int] = []
      for value in x.doubles {
        let isPlain = value.isFinite && value != 0
        exponents.append(isPlain ? Int(value.exponent) + 1 : 0)
        mantissas.append(
          isPlain ? Double(sign: value.sign, exponent: -1, significand: value.significand) : value)
      }
      return .tuple([
        c.value(NDArray(mantissas, shape: x.shape, dtype: x.dtype)),
        c.value(NDArray(exponents, shape: x.shape, dtype: .int32)),
      ])
    },
    .array("ldexp(x1, x2, /)", "x1 times two to the power of x2.") { c in
      let powers = try c.apply(ElementwiseTable.power, .float(2), c[1])
      return try c.array(of: c.apply(ElementwiseTable.multiply, c[0], powers))
    },
    .array("spacing(x, /)", "Distance to the next number of larger size.") { c in
      let x = try c.session.value(of: c.floating(c.array(0)))
      let isSingle = x.dtype == .float32
      let gaps = x.doubles.map { value -> Double in
        guard value.isFinite else { return .nan }
        let gap = isSingle ? Double(Float(value).ulp) : value.ulp
        return value.sign == .minus ? -gap : gap
      }
      return ArrayObject(result: NDArray(gaps, shape: x.shape, dtype: x.dtype), c.facade)
    },
    .array("positive(x, /)", "A copy.") { c in try c.interpreter.copy(c.array(0)) },
    .array("i0(x)", "Modified Bessel function of order 0.") { c in
      try c.build([c.floating(c.array(0))]) { try $0.besselI0($1[0]) }
    },
    .array("float_power(x1, x2, /)", "Power computed in float64.") { c in
      let pair = try [c.array(0), c.array(1)].map {
        try c.interpreter.converted($0, c.facade == .jax ? c.defaultFloat : .float64, c.facade)
      }
      return try c.interpreter.elementwise(
        ElementwiseTable.power, pair.map { .array($0) }, c.facade)
    },
  ]

  /// `np.real` and `np.imag`: no ufuncs, they leave Python numbers Python numbers.
  private static func part(_ name: String) -> NumericFunction {
    NumericFunction("\(name)(val)", "The \(name) part.") { c in
      if c.facade == .numpy, c[0].number != nil {
        return try c.interpreter.attribute(Name(name), of: c[0])
      }
      guard let function = ElementwiseTable.function(named: name) else { return c[0] }
      return try c.apply(function, c[0])
    }
  }

  private static let complexParts: [NumericFunction] = [
    part("real"), part("imag"),
    .array("angle(z, deg=False)", "The angle of complex numbers, in radians or degrees.") { c in
      guard let function = ElementwiseTable.function(named: "angle") else { return try c.array(0) }
      let radians = try c.array(of: c.apply(function, c[0]))
      guard try c.flag(1) else { return radians }
      return try c.interpreter.elementwise(
        ElementwiseTable.multiply, [.array(radians), .python(.float, .float(180 / .pi))], c.facade)
    },
    .array("real_if_close(a, tol=100)", "The real part where the imaginary parts are negligible.") {
      c in
      let x = try c.array(0)
      guard x.dtype.isComplex else { return x }
      let limit =
        try c.double(1) * (x.dtype == .complex64 ? Double(Float.ulpOfOne) : Double.ulpOfOne)
      guard try c.session.value(of: x).scalars.allSatisfy({ abs($0.imaginary) < limit }) else {
        return x
      }
      return try c.build([x]) { try $0.real($1[0]) }
    },
    .array("isreal(x)", "Whether imaginary parts are zero.") { c in
      try c.result(
        NDArray(c.elements(0).scalars.map { $0.imaginary == 0 }, shape: c.array(0).shape)
      ).asResult(c)
    },
    .array("iscomplex(x)", "Whether imaginary parts are not zero.") { c in
      try c.result(
        NDArray(c.elements(0).scalars.map { $0.imaginary != 0 }, shape: c.array(0).shape)
      ).asResult(c)
    },
    NumericFunction("isrealobj(x)", "Whether the dtype is real.") { c in
      .bool(!(try c.array(0).dtype.isComplex))
    },
    NumericFunction("iscomplexobj(x)", "Whether the dtype is complex.") { c in
      .bool(try c.array(0).dtype.isComplex)
    },
    NumericFunction("isscalar(element)", "Whether the value is a number.") { c in
      .bool(
        c[0].number != nil || c[0].text != nil
          || c[0].array.map { $0.flavor == .scalar && $0.rank == 0 } ?? false)
    },
  ]

  private static let predicates: [NumericFunction] = [
    .array("isclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False)", "Whether elements are close.")
    { c in
      try close(c, c.array(0), c.array(1)).asResult(c)
    },
    NumericFunction(
      "allclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False)", "Whether all elements are close."
    ) { c in
      let all = try c.session.value(of: close(c, c.array(0), c.array(1))).truths.allSatisfy { $0 }
      return c.facade == .jax ? .object(ArrayObject(.bool(all), .bool, .jax)) : .bool(all)
    },
    NumericFunction(
      "array_equal(a1, a2, equal_nan=False)", "Whether shapes and elements are equal."
    ) { c in
      let (x, y) = (try c.array(0), try c.array(1))
      var isEqual = x.shape == y.shape
      if isEqual {
        let pair = try c.promoted([x, y]).map { try c.session.value(of: $0) }
        let allowsNaN = try c.flag(2)
        isEqual = zip(pair[0].scalars, pair[1].scalars).allSatisfy {
          $0 == $1 || $0.asDouble == $1.asDouble && $0.imaginary == $1.imaginary
            || allowsNaN && $0.asDouble.isNaN && $1.asDouble.isNaN
        }
      }
      return c.facade == .jax ? .object(ArrayObject(.bool(isEqual), .bool, .jax)) : .bool(isEqual)
    },
    NumericFunction("array_equiv(a1, a2)", "Whether arrays are equal after broadcasting.") { c in
      let (x, y) = (try c.array(0), try c.array(1))
      guard Shapes.joined([x.shape, y.shape]) != nil else { return .false }
      let equal = try c.interpreter.elementwise(
        ElementwiseTable.equal, [.array(x), .array(y)], c.facade)
      return .bool(try c.session.value(of: equal).truths.allSatisfy { $0 })
    },
    .array("isposinf(x, out=None)", "Whether elements are +inf.") { c in
      try c.array(of: c.apply(ElementwiseTable.equal, c[0], .float(.infinity)))
    },
    .array("isneginf(x, out=None)", "Whether elements are -inf.") { c in
      try c.array(of: c.apply(ElementwiseTable.equal, c[0], .float(-.infinity)))
    },
  ]

  private static func close(_ c: NumericCall, _ a: ArrayObject, _ b: ArrayObject) throws
    -> ArrayObject
  {
    let (relative, absolute) = (try c.double(2), try c.double(3))
    let allowsNaN = try c.flag(4)
    let pair = try c.promoted([a, b]).map { try c.session.value(of: $0) }
    let shape = try Shapes.broadcast(pair.map(\.shape), operation: "isclose")
    let x = try pair[0].broadcast(to: shape).scalars, y = try pair[1].broadcast(to: shape).scalars
    let result = zip(x, y).map { p, q -> Bool in
      let (u, v) = (p.asDouble, q.asDouble)
      if u.isNaN || v.isNaN { return allowsNaN && u.isNaN && v.isNaN }
      if u.isInfinite || v.isInfinite { return u == v }
      let distance =
        p.imaginary == 0 && q.imaginary == 0
        ? abs(u - v) : Kernels.scalar(.hypot, u - v, p.imaginary - q.imaginary, .float64)
      let size = q.imaginary == 0 ? abs(v) : Kernels.scalar(.hypot, v, q.imaginary, .float64)
      return distance <= absolute + relative * size
    }
    return ArrayObject(NDArray(result, shape: shape), c.flavor)
  }

  private static let differences: [NumericFunction] = [
    .array(
      "diff(a, n=1, axis=-1, prepend=<no value>, append=<no value>)", "Differences of neighbours."
    ) { c in
      var x = try c.array(0)
      let axis = try Shapes.normalize(axis: c.int(2), rank: x.rank)
      func end(_ value: Value) throws -> ArrayObject {
        let part = try c.array(of: value)
        guard part.rank == 0 else { return part }
        var shape = x.shape
        shape[axis] = 1
        return try c.interpreter.broadcast(part, to: shape, c.facade)
      }
      var parts = [x]
      if !c.isMissing(3) { parts.insert(try end(c[3]), at: 0) }
      if !c.isMissing(4) { parts.append(try end(c[4])) }
      if parts.count > 1 { x = try c.interpreter.concatenate(parts, axis: axis, c.facade) }
      let lead = [IndexItem](repeating: .all, count: axis)
      for _ in 0..<(try c.int(1)) {
        let upper = try c.interpreter.item(x, lead + [.slice(start: 1, stop: nil, step: nil)])
        let lower = try c.interpreter.item(x, lead + [.slice(start: nil, stop: -1, step: nil)])
        let function = x.dtype == .bool ? ElementwiseTable.notEqual : ElementwiseTable.subtract
        x = try c.interpreter.elementwise(function, [.array(upper), .array(lower)], c.facade)
      }
      return x
    },
    .array(
      "ediff1d(ary, to_end=None, to_begin=None)",
      "Differences of neighbours of the flattened array."
    ) { c in
      let x = try c.interpreter.reshape(c.array(0), [-1], c.facade)
      let upper = try c.interpreter.item(x, [.slice(start: 1, stop: nil, step: nil)])
      let lower = try c.interpreter.item(x, [.slice(start: nil, stop: -1, step: nil)])
      var parts = [
        try c.interpreter.elementwise(
          ElementwiseTable.subtract, [.array(upper), .array(lower)], c.facade)
      ]
      if !c.isMissing(2) {
        parts.insert(try c.interpreter.reshape(c.array(2), [-1], c.facade), at: 0)
      }
      if !c.isMissing(1) { parts.append(try c.interpreter.reshape(c.array(1), [-1], c.facade)) }
      return parts.count == 1 ? parts[0] : try c.interpreter.concatenate(parts, axis: 0, c.facade)
    },
    NumericFunction("gradient(f, *varargs, axis=None, edge_order=1)", "Central differences.") { c in
      try GradientFunction.gradient(c)
    },
    .array(
      "trapezoid(y, x=None, dx=1.0, axis=-1)", "Integral by the trapezoidal rule.",
      aliases: []
    ) { c in
      let y = try c.floating(c.array(0))
      let axis = try Shapes.normalize(axis: c.int(3), rank: y.rank)
      let lead = [IndexItem](repeating: .all, count: axis)
      func pair(_ a: ArrayObject, _ lead: [IndexItem]) throws -> (ArrayObject, ArrayObject) {
        (
          try c.interpreter.item(a, lead + [.slice(start: 1, stop: nil, step: nil)]),
          try c.interpreter.item(a, lead + [.slice(start: nil, stop: -1, step: nil)])
        )
      }
      let (upper, lower) = try pair(y, lead)
      let sum = try c.interpreter.elementwise(
        ElementwiseTable.add, [.array(upper), .array(lower)], c.facade)
      var width: Operand = .python(.float, .float(try c.double(2)))
      if !c.isMissing(1) {
        let x = try c.array(1)
        let (high, low) = try pair(x, x.rank == 1 ? [] : lead)
        var step = try c.interpreter.elementwise(
          ElementwiseTable.subtract, [.array(high), .array(low)], c.facade)
        if x.rank == 1, y.rank > 1 {
          var shape = [Int](repeating: 1, count: y.rank)
          shape[axis] = step.shape[0]
          step = try c.interpreter.reshape(step, shape, c.facade)
        }
        width = .array(step)
      }
      let areas = try c.interpreter.elementwise(
        ElementwiseTable.multiply, [width, .array(sum)], c.facade)
      let halves = try c.interpreter.elementwise(
        ElementwiseTable.divide, [.array(areas), .python(.float, .float(2))], c.facade)
      return try c.interpreter.reduce(.sum, halves, axes: [axis], facade: c.facade)
    },
  ]

  private static let signals: [NumericFunction] = [
    .array("interp(x, xp, fp, left=None, right=None, period=None)", "Linear interpolation.") { c in
      try Interpolation.interp(c)
    },
    .array("convolve(a, v, mode='full', *, precision=None)", "Discrete convolution of vectors.") {
      c in try Convolution.convolve(c, flips: true)
    },
    .array("correlate(a, v, mode='valid', *, precision=None)", "Cross-correlation of vectors.") {
      c in try Convolution.convolve(c, flips: false)
    },
    .array("unwrap(p, discont=None, axis=-1, *, period=6.283185307179586)", "Phases without jumps.")
    { c in
      let x = try c.session.value(of: c.floating(c.array(0)))
      let axis = try Shapes.normalize(axis: c.int(2), rank: x.rank)
      let period = try c.double(3),
        limit = try c.isMissing(1) ? period / 2 : max(c.double(1), period / 2)
      let moved = try x.movedAxes([axis], to: [x.rank - 1])
      let width = x.shape[axis]
      var values = moved.doubles
      let original = values
      for start in stride(from: 0, to: values.count, by: max(width, 1)) {
        var shift = 0.0
        for index in start + 1..<max(start + width, start + 1) {
          let step = original[index] - original[index - 1]
          let low = -period / 2
          var wrapped = (step - low) - ((step - low) / period).rounded(.down) * period + low
          if wrapped == low, step > 0 { wrapped = period / 2 }
          if abs(step) >= limit { shift += wrapped - step }
          values[index] = original[index] + shift
        }
      }
      let result = NDArray(values, shape: moved.shape, dtype: x.dtype)
      return c.result(try result.movedAxes([x.rank - 1], to: [axis]).duplicate())
    },
  ]

  private static func scaled(
    _ name: String, _ summary: String, _ aliases: [String], _ factor: Double
  ) -> NumericFunction {
    .array("\(name)(x, /)", summary, aliases: aliases) { c in
      try c.build([c.floating(c.array(0))]) {
        try $0.multiply($1[0], $0.constant(factor, $0.dtype(of: $1[0]), weak: true))
      }
    }
  }

  private static let angles: [NumericFunction] = [
    scaled("deg2rad", "Degrees as radians.", ["radians"], .pi / 180),
    scaled("rad2deg", "Radians as degrees.", ["degrees"], 180 / .pi),
  ]
}

extension NumericCall {
  /// A function of elements under this facade.
  func apply(_ function: ElementwiseFunction, _ values: Value...) throws -> Value {
    try interpreter.elementwise(function, values, facade)
  }

  /// The array in a floating dtype.
  func floating(_ array: ArrayObject) throws -> ArrayObject {
    try promoted([array], floating: true)[0]
  }
}

extension ArrayObject {
  /// A NumPy scalar where there are no axes.
  func asResult(_ c: NumericCall) -> ArrayObject {
    guard c.facade == .numpy, rank == 0, let known else { return self }
    return ArrayObject(result: known, .numpy)
  }
}
