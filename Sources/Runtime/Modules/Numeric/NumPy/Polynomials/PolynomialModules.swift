import Arrays
import Autodiff

/// `numpy.polynomial` and its six modules of series.
enum PolynomialModules {
  static let all: [(name: String, make: ModuleCatalogue.Maker)] =
    PolynomialBasis.allCases.map { basis in
      NumericModules.module(
        "numpy.polynomial.\(basis.moduleName)", .numpy, { [functions(basis)] },
        extra: { interpreter in
          [
            (basis.className, .object(SeriesObject.type(basis, interpreter))),
            constant(basis, "domain", basis.domain), constant(basis, "zero", [0]),
            constant(basis, "one", [1]), constant(basis, "x", basis.line(0, 1)),
          ]
        })
    } + [
      NumericModules.module(
        "numpy.polynomial", .numpy, { [[printStyle]] },
        submodules: PolynomialBasis.allCases.map(\.moduleName),
        extra: { interpreter in
          PolynomialBasis.allCases.map {
            ($0.className, .object(SeriesObject.type($0, interpreter)))
          }
        })
    ]

  private static func constant(_ basis: PolynomialBasis, _ name: String, _ values: [Double])
    -> (String, Value)
  {
    let isWhole = name != "domain"
    return (
      basis.prefix + name,
      .object(
        ArrayObject(
          isWhole && values.allSatisfy { $0 == $0.rounded() }
            ? NDArray(values.map { Int($0) }) : NDArray(values), .array))
    )
  }

  private static let printStyle = NumericFunction(
    "set_default_printstyle(style)", "How series print: 'unicode' or 'ascii'."
  ) { c in
    let style = try c.text(0)
    guard style == "unicode" || style == "ascii" else {
      throw Raised(
        .valueError,
        "Unsupported format string '\(style)'. Valid options are 'ascii' and 'unicode'")
    }
    c.session.printsSeriesInASCII = style == "ascii"
    return .none
  }

  static func functions(_ basis: PolynomialBasis) -> [NumericFunction] {
    let p = basis.prefix
    func series(
      _ name: String, _ summary: String,
      _ body: @escaping @Sendable (NumericCall) throws -> [Double]
    )
      -> NumericFunction
    {
      .array("\(p)\(name)", summary) { c in c.result(NDArray(try body(c))) }
    }
    var result: [NumericFunction] = [
      series("add(c1, c2)", "The sum of series.") {
        PolynomialBasis.sum(try $0.series(0), try $0.series(1))
      },
      series("sub(c1, c2)", "The difference of series.") {
        PolynomialBasis.sum(try $0.series(0), try $0.series(1), sign: -1)
      },
      series("mulx(c)", "The product of a series and x.") {
        basis.timesX(PolynomialBasis.trimmed(try $0.series(0)))
      },
      series("mul(c1, c2)", "The product of series.") {
        basis.product(
          PolynomialBasis.trimmed(try $0.series(0)), PolynomialBasis.trimmed(try $0.series(1)))
      },
      NumericFunction("\(p)div(c1, c2)", "Quotient and remainder of series.") { c in
        guard
          let parts = basis.divide(
            PolynomialBasis.trimmed(try c.series(0)), by: PolynomialBasis.trimmed(try c.series(1)))
        else { throw Raised(.zeroDivisionError, "") }
        return .tuple([
          .object(c.result(NDArray(parts.quotient))), .object(c.result(NDArray(parts.rest))),
        ])
      },
      series("pow(c, pow, maxpower=16)", "A power of a series.") { c in
        let power = try c.int(1)
        guard power >= 0 else { throw Raised(.valueError, "Power must be a non-negative integer.") }
        guard try c.isMissing(2) || power <= c.int(2) else {
          throw Raised(.valueError, "Power is too large")
        }
        return basis.power(PolynomialBasis.trimmed(try c.series(0)), power)
      },
      .array("\(p)val(x, c, tensor=True)", "The value of a series.") { c in
        try SeriesValues.value(basis, c, c.array(0), c.array(1), spreads: c.flag(2))
      },
      .array("\(p)val2d(x, y, c)", "The value of a series in two variables.") { c in
        try SeriesValues.joint(basis, c, [0, 1], 2)
      },
      .array("\(p)val3d(x, y, z, c)", "The value of a series in three variables.") { c in
        try SeriesValues.joint(basis, c, [0, 1, 2], 3)
      },
      .array("\(p)grid2d(x, y, c)", "The values of a series on a grid.") { c in
        try SeriesValues.grid(basis, c, [0, 1], 2)
      },
      .array("\(p)grid3d(x, y, z, c)", "The values of a series on a grid.") { c in
        try SeriesValues.grid(basis, c, [0, 1, 2], 3)
      },
      .array("\(p)vander(x, deg)", "The values of the polynomials up to a degree.") { c in
        try SeriesValues.matrix(basis, c, c.array(0), degree: c.int(1))
      },
      .array("\(p)der(c, m=1, scl=1, axis=0)", "The derivative of a series.") { c in
        let count = try c.int(1), scale = try c.double(2)
        guard count >= 0 else {
          throw Raised(.valueError, "The order of derivation must be non-negative")
        }
        return try columns(c) { column in
          (0..<count).reduce(column) { series, _ in basis.derivative(series.map { $0 * scale }) }
        }
      },
      .array("\(p)int(c, m=1, k=[], lbnd=0, scl=1, axis=0)", "The integral of a series.") { c in
        let count = try c.int(1), bound = try c.double(3), scale = try c.double(4)
        var constants: [Double] = []
        if c[2].text == nil {
          constants = try c.session.value(of: c.array(2)).doubles
        }
        guard constants.count <= count else {
          throw Raised(.valueError, "Too many integration constants")
        }
        return try columns(c) { column in
          (0..<count).reduce(column) { series, round in
            basis.integral(
              series.map { $0 * scale }, constant: round < constants.count ? constants[round] : 0,
              bound: bound)
          }
        }
      },
      series("fromroots(roots)", "The series with given roots.") {
        basis.fromRoots(try $0.elements(0).doubles)
      },
      .array("\(p)roots(c)", "The roots of a series.") { c in
        try SeriesValues.roots(basis, c.interpreter, PolynomialBasis.trimmed(c.series(0)))
      },
      .array("\(p)companion(c)", "A matrix whose eigenvalues are the roots.") { c in
        let series = PolynomialBasis.trimmed(try c.series(0))
        guard series.count >= 2 else {
          throw Raised(.valueError, "Series must have maximum degree of at least 1.")
        }
        let rows = basis.companion(series)
        return c.result(NDArray(rows.flatMap { $0 }, shape: [rows.count, rows.count]))
      },
      series("trim(c, tol=0)", "A series without small coefficients at its end.") { c in
        let tolerance = try c.double(1)
        guard tolerance >= 0 else { throw Raised(.valueError, "tol must be non-negative") }
        return PolynomialBasis.trimmed(try c.series(0), tolerance: tolerance)
      },
      series("line(off, scl)", "The series of a straight line.") {
        basis.line(try $0.double(0), try $0.double(1))
      },
      NumericFunction(
        "\(p)fit(x, y, deg, rcond=None, full=False, w=None)", "The least-squares series."
      ) { c in
        try SeriesValues.fit(
          basis, c, c.array(0), c.array(1), degree: c[2], rcond: c[3], isFull: c.flag(4),
          weights: c[5])
      },
    ]
    guard basis != .power else { return result }
    if basis == .chebyshev {
      result += [
        .array("chebpts1(npts)", "Chebyshev points of the first kind.") { c in
          let count = try c.int(0)
          guard count >= 1 else { throw Raised(.valueError, "npts must be >= 1") }
          let step = 0.5 * .pi / Double(count)
          return c.result(
            NDArray(
              stride(from: 1 - count, to: count, by: 2).map {
                Kernels.scalar(.sin, step * Double($0), .float64)
              }))
        },
        .array("chebpts2(npts)", "Chebyshev points of the second kind.") { c in
          let count = try c.int(0)
          guard count >= 2 else { throw Raised(.valueError, "npts must be >= 2") }
          let angles = try NDArray.linspace(start: -.pi, stop: 0, count: count)
          return c.result(NDArray(angles.doubles.map { Kernels.scalar(.cos, $0, .float64) }))
        },
        series(
          "interpolate(func, deg, args=())",
          "The series through a function's values at Chebyshev points."
        ) {
          c in try SeriesFit.interpolation(c.interpreter, c[0], c.int(1))
        },
      ]
    }
    result += [
      NumericFunction("\(p)gauss(deg)", "Points and weights of Gauss quadrature.") { c in
        let degree = try c.int(0)
        guard degree > 0 else { throw Raised(.valueError, "deg must be a positive integer") }
        let rule = try basis.gauss(degree) { matrix in
          let parts = try c.session.build([c.result(matrix)], c.facade) {
            try $0.eigenSymmetric($1[0])
          }
          return (
            try c.session.value(of: parts[0]).doubles, try c.session.value(of: parts[1]).doubles
          )
        }
        return .tuple([
          .object(c.result(NDArray(rule.points))), .object(c.result(NDArray(rule.weights))),
        ])
      },
      .array("\(p)weight(x)", "The weight function of the polynomials.") { c in
        let x = try c.elements(0)
        return ArrayObject(
          result: NDArray(x.doubles.map(basis.weight), shape: x.shape), c.facade)
      },
      series("\(p)2poly(c)", "The series in powers.") {
        basis.converted(try $0.series(0), to: .power)
      },
      series("poly2\(p)(pol)", "Powers as a series.") {
        PolynomialBasis.power.converted(try $0.series(0), to: basis)
      },
    ].map { function in
      // Conversions carry no prefix of their own.
      guard function.declaration.contains("2") else { return function }
      let name = function.declaration.dropFirst(p.count)
      return NumericFunction(String(name), function.summary, function.body)
    }
    return result
  }

  /// Applies `body` to the series along an axis.
  private static func columns(_ c: NumericCall, _ body: ([Double]) -> [Double]) throws
    -> ArrayObject
  {
    let slot = c.arguments.signature.slot(of: "axis") ?? 0
    let x = try c.session.value(of: c.floating(c.array(0)))
    guard x.rank > 1 else { return c.result(NDArray(body(x.doubles))) }
    let axis = try Shapes.normalize(axis: c.int(slot), rank: x.rank)
    let moved = try x.movedAxes([axis], to: [x.rank - 1])
    let width = x.shape[axis], values = moved.doubles
    let rows = stride(from: 0, to: values.count, by: max(width, 1)).map {
      body(Array(values[$0..<$0 + width]))
    }
    let size = rows.first?.count ?? 0
    let result = NDArray(rows.flatMap { $0 }, shape: moved.shape.dropLast() + [size])
    return c.result(try result.movedAxes([x.rank - 1], to: [axis]).duplicate())
  }
}

extension NumericCall {
  /// Real coefficients, lowest degree first; at least one.
  func series(_ slot: Int) throws -> [Double] { try interpreter.series(from: self[slot]) }
}

extension Interpreter {
  func series(from value: Value) throws -> [Double] {
    let x = try numerics.value(of: array(of: value, .numpy))
    guard x.rank <= 1 else { throw Raised(.valueError, "Coefficient array is not 1-d") }
    guard x.count > 0 else { throw Raised(.valueError, "Coefficient array is empty") }
    guard !x.dtype.isComplex else {
      throw Raised(
        .notImplementedError,
        "series with complex coefficients are not available in agrun (did you mean np.polyval?)")
    }
    return x.doubles
  }
}
