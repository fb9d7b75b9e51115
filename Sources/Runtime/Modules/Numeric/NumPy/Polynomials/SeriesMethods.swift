import Arrays
import Autodiff
import Syntax

/// Methods of `Polynomial`, `Chebyshev` and their like.
enum SeriesMethods {
  /// Arguments of a call that has none, for code that wants a `NumericCall`.
  static var noArguments: BoundArguments {
    BoundArguments(values: [], passedCount: 0, passedBits: 0, signature: Signature("series()"))
  }

  static func load(_ type: TypeObject, _ basis: PolynomialBasis) {
    type.add(methods)
    for function in classMethods(basis) {
      type.set(Name(function.name), to: .object(ClassMethodObject(.object(function))))
    }
  }

  private static func method(
    _ declaration: String, _ summary: String,
    _ body: @escaping (Interpreter, SeriesObject, BoundArguments) throws -> Value
  ) -> BuiltinFunction {
    BuiltinFunction.method(declaration, summary) { interpreter, arguments in
      guard case .object(let object) = arguments[0], let series = object as? SeriesObject else {
        throw Raised(.typeError, "a series is needed here")
      }
      return try body(interpreter, series, arguments)
    }
  }

  private static var methods: [BuiltinFunction] {
    [
      method("degree(self)", "The degree of the series.") { _, s, _ in
        .int(s.coefficients.count - 1)
      },
      method("copy(self)", "A copy.") { _, s, _ in .object(s.with(s.coefficients)) },
      method("has_samecoef(self, other)", "Whether coefficients are equal.") { i, s, a in
        .bool(try other(a[1], i).coefficients == s.coefficients)
      },
      method("has_samedomain(self, other)", "Whether domains are equal.") { i, s, a in
        .bool(try other(a[1], i).domain == s.domain)
      },
      method("has_samewindow(self, other)", "Whether windows are equal.") { i, s, a in
        .bool(try other(a[1], i).window == s.window)
      },
      method("has_sametype(self, other)", "Whether classes are equal.") { i, s, a in
        guard case .object(let object) = a[1], let other = object as? SeriesObject else {
          return .false
        }
        return .bool(other.basis == s.basis)
      },
      method("cutdeg(self, deg)", "Truncated to a degree.") { i, s, a in
        .object(s.with(Array(s.coefficients.prefix(try i.requireIndex(a[1]) + 1))))
      },
      method("truncate(self, size)", "Truncated to a number of coefficients.") { i, s, a in
        let size = try i.requireIndex(a[1])
        guard size >= 1 else { throw Raised(.valueError, "size must be a positive integer") }
        return .object(s.with(Array(s.coefficients.prefix(size))))
      },
      method("trim(self, tol=0)", "Without small coefficients at the end.") { i, s, a in
        .object(
          s.with(PolynomialBasis.trimmed(s.coefficients, tolerance: try i.requireFloat(a[1]))))
      },
      method("mapparms(self)", "Offset and scale from the domain to the window.") { _, s, _ in
        func number(_ value: Double) -> Value {
          .object(ArrayObject(.float(value), .float64, .scalar))
        }
        return .tuple([number(s.mapping.offset), number(s.mapping.scale)])
      },
      method("deriv(self, m=1)", "The derivative.") { i, s, a in
        let count = try i.requireIndex(a[1])
        guard count >= 0 else {
          throw Raised(.valueError, "The order of derivation must be non-negative")
        }
        let scale = s.mapping.scale
        return .object(
          s.with(
            (0..<count).reduce(s.coefficients) { series, _ in
              s.basis.derivative(series.map { $0 * scale })
            }))
      },
      method("integ(self, m=1, k=[], lbnd=None)", "The integral.") { i, s, a in
        let count = try i.requireIndex(a[1])
        guard count >= 0 else {
          throw Raised(.valueError, "The order of integration must be non-negative")
        }
        let (offset, scale) = s.mapping
        let bound = try a[3].isNone ? 0 : offset + scale * i.requireFloat(a[3])
        var constants: [Double] = []
        if a[2].text == nil {
          constants = try i.numerics.value(of: i.array(of: a[2], .numpy)).doubles
        }
        guard constants.count <= count else {
          throw Raised(.valueError, "Too many integration constants")
        }
        return .object(
          s.with(
            (0..<count).reduce(s.coefficients) { series, round in
              s.basis.integral(
                series.map { $0 / scale },
                constant: round < constants.count ? constants[round] : 0, bound: bound)
            }))
      },
      method("roots(self)", "The roots.") { i, s, _ in
        let roots = try SeriesValues.roots(s.basis, i, PolynomialBasis.trimmed(s.coefficients))
        let (offset, scale) = SeriesObject.mapping(from: s.window, to: s.domain)
        if offset == 0, scale == 1 { return .object(roots) }
        let scaled = try i.elementwise(
          ElementwiseTable.multiply, [.array(roots), .python(.float, .float(scale))], .numpy)
        return .object(
          try i.elementwise(
            ElementwiseTable.add, [.array(scaled), .python(.float, .float(offset))], .numpy))
      },
      method("linspace(self, n=100, domain=None)", "Points of the domain and the values there.") {
        i, s, a in
        let ends = try i.interval(a[2], "Domain") ?? s.domain
        let x = ArrayObject(
          try NDArray.linspace(start: ends[0], stop: ends[1], count: i.requireIndex(a[1])), .array)
        return .tuple([.object(x), try s.call(Arguments([.object(x)]), in: i)])
      },
      method(
        "convert(self, domain=None, kind=None, window=None)",
        "The same function in another basis or domain."
      ) {
        i, s, a in
        let target = try basis(a[2], i) ?? s.basis
        let domain = try i.interval(a[1], "Domain") ?? target.domain
        let window = try i.interval(a[3], "Window") ?? target.domain
        let (offset, scale) = SeriesObject.mapping(from: window, to: domain)
        let identity = target.line(offset, scale)
        let (o, k) = s.mapping
        let inner = PolynomialBasis.sum([o], identity.map { $0 * k })
        return .object(
          SeriesObject(
            target, s.basis.composed(s.coefficients, inner, in: target), domain: domain,
            window: window, symbol: s.symbol))
      },
    ]
  }

  private static func other(_ value: Value, _ interpreter: Interpreter) throws -> SeriesObject {
    guard case .object(let object) = value, let series = object as? SeriesObject else {
      throw Raised(.typeError, "expected a series, not \(interpreter.typeName(of: value))")
    }
    return series
  }

  /// The basis of a class that a script names; nil for `None`.
  private static func basis(_ value: Value, _ interpreter: Interpreter) throws -> PolynomialBasis? {
    if value.isNone { return nil }
    for basis in PolynomialBasis.allCases {
      if case .object(let object) = value, object === SeriesObject.type(basis, interpreter) {
        return basis
      }
    }
    throw Raised(.typeError, "kind must be a class of numpy.polynomial")
  }

  private static func classMethods(_ basis: PolynomialBasis) -> [BuiltinFunction] {
    func make(
      _ declaration: String, _ summary: String, _ body: @escaping (NumericCall) throws -> Value
    )
      -> BuiltinFunction
    {
      BuiltinFunction.bound(declaration, summary) { interpreter, arguments in
        interpreter.numerics.errorFacade = .numpy
        return try body(NumericCall(interpreter, .numpy, arguments))
      }
    }
    func placed(
      _ c: NumericCall, _ coefficients: [Double], _ domain: Int, _ window: Int, _ symbol: Int
    )
      throws -> Value
    {
      .object(
        SeriesObject(
          basis, coefficients,
          domain: try c.interpreter.interval(c[domain], "Domain") ?? basis.domain,
          window: try c.interpreter.interval(c[window], "Window") ?? basis.domain,
          symbol: try c.interpreter.seriesSymbol(c[symbol])))
    }
    let interpolate = make(
      "interpolate(cls, func, deg, domain=None, args=())",
      "The series through a function's values at Chebyshev points."
    ) { c in
      let domain = try c.interpreter.interval(c[3], "Domain") ?? basis.domain
      let (offset, scale) = SeriesObject.mapping(from: basis.domain, to: domain)
      let function = c[1]
      let mapped = BuiltinFunction.unary("mapped(x)", "The function on the domain.") { i, x in
        let scaled = try i.binary(.add, i.binary(.multiply, x, .float(scale)), .float(offset))
        return try i.call(function, [scaled])
      }
      return .object(
        SeriesObject(
          basis, try SeriesFit.interpolation(c.interpreter, .object(mapped), c.int(2)),
          domain: domain, window: basis.domain))
    }
    return (basis == .chebyshev ? [interpolate] : []) + [
      make("identity(cls, domain=None, window=None, symbol='x')", "The series of x itself.") { c in
        let domain = try c.interpreter.interval(c[1], "Domain") ?? basis.domain
        let window = try c.interpreter.interval(c[2], "Window") ?? basis.domain
        let (offset, scale) = SeriesObject.mapping(from: window, to: domain)
        return try placed(c, basis.line(offset, scale), 1, 2, 3)
      },
      make("basis(cls, deg, domain=None, window=None, symbol='x')", "One polynomial of the basis.")
      { c in
        let degree = try c.int(1)
        guard degree >= 0 else { throw Raised(.valueError, "deg must be non-negative integer") }
        return try placed(c, [Double](repeating: 0, count: degree) + [1], 2, 3, 4)
      },
      make(
        "fromroots(cls, roots, domain=[], window=None, symbol='x')", "The series with given roots."
      ) { c in
        let roots = try c.elements(1).doubles
        let window = try c.interpreter.interval(c[3], "Window") ?? basis.domain
        let domain: [Double]
        if c[2].isNone {
          domain = SeriesFit.domain(of: roots)
        } else {
          let given = c[2].text == nil ? try c.session.value(of: c.array(2)).doubles : []
          domain = given.isEmpty ? basis.domain : given
        }
        let (offset, scale) = SeriesObject.mapping(from: domain, to: window)
        let series = basis.fromRoots(roots.map { offset + scale * $0 })
        let factor = Kernels.scalar(.power, scale, Double(roots.count), .float64)
        return .object(
          SeriesObject(
            basis, series.map { $0 / factor }, domain: domain, window: window,
            symbol: try c.interpreter.seriesSymbol(c[4])))
      },
      make(
        "fit(cls, x, y, deg, domain=None, rcond=None, full=False, w=None, window=None, symbol='x')",
        "The least-squares series."
      ) { c in try SeriesFit.fit(basis, c) },
      make(
        "cast(cls, series, domain=None, window=None)", "A series of another class in this basis."
      ) { c in
        try c.interpreter.call(
          c.interpreter.attribute("convert", of: c[1]),
          [c[2], .object(SeriesObject.type(basis, c.interpreter)), c[3]])
      },
    ]
  }
}

/// `Polynomial.fit` and its like.
enum SeriesFit {
  /// Coefficients of the Chebyshev interpolation of a function on [−1, 1].
  static func interpolation(_ i: Interpreter, _ function: Value, _ degree: Int) throws -> [Double] {
    guard degree >= 0 else { throw Raised(.valueError, "expected deg >= 0") }
    let count = degree + 1
    let step = 0.5 * Double.pi / Double(count)
    let points = stride(from: 1 - count, to: count, by: 2).map {
      Kernels.scalar(.sin, step * Double($0), .float64)
    }
    let values = try i.numerics.value(
      of: i.array(of: i.call(function, [.object(ArrayObject(NDArray(points), .array))]), .numpy)
    ).doubles
    guard values.count == count else {
      throw Raised(.valueError, "the function must return as many values as it is given points")
    }
    return (0..<count).map { n in
      let unit = [Double](repeating: 0, count: n) + [1]
      let sum = zip(points, values).reduce(0) {
        $0 + PolynomialBasis.chebyshev.value(unit, at: $1.0) * $1.1
      }
      return sum / (n == 0 ? Double(count) : 0.5 * Double(count))
    }
  }

  /// The range of points, widened where it is empty.
  static func domain(of x: [Double]) -> [Double] {
    guard let low = x.min(), let high = x.max() else { return [-1, 1] }
    return low == high ? [low - 1, high + 1] : [low, high]
  }

  static func fit(_ basis: PolynomialBasis, _ c: NumericCall) throws -> Value {
    let x = try c.floating(c.array(1))
    var domain = try c[4].isNone ? SeriesFit.domain(of: c.session.value(of: x).doubles) : []
    if !c[4].isNone {
      let given = try c.session.value(of: c.array(4)).doubles
      domain = given.isEmpty ? basis.domain : given
    }
    let window = try c.interpreter.interval(c[8], "Window") ?? basis.domain
    let (offset, scale) = SeriesObject.mapping(from: domain, to: window)
    let scaled = try c.interpreter.elementwise(
      ElementwiseTable.multiply, [.array(x), .python(.float, .float(scale))], .numpy)
    let mapped = try c.interpreter.elementwise(
      ElementwiseTable.add, [.array(scaled), .python(.float, .float(offset))], .numpy)
    let result = try SeriesValues.fit(
      basis, c, mapped, c.array(2), degree: c[3], rcond: c[5], isFull: c.flag(6), weights: c[7])
    func series(_ value: Value) throws -> Value {
      .object(
        SeriesObject(
          basis, try c.interpreter.series(from: value), domain: domain, window: window,
          symbol: try c.interpreter.seriesSymbol(c[9])))
    }
    guard case .tuple(let tuple) = result else { return try series(result) }
    return .tuple([try series(tuple.elements[0]), tuple.elements[1]])
  }
}
