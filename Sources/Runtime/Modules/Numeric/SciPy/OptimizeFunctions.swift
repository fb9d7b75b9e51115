import Arrays

/// `scipy.optimize`.
enum OptimizeFunctions {
  static let all: [NumericFunction] = [
    NumericFunction(
      "wolfe_step(value, slope, start, value0, slope0)",
      "A step along a line that fulfils Wolfe's conditions, with its value.", in: .numpy
    ) { c in
      func number(_ function: Value, _ x: Double) throws -> Double {
        try c.interpreter.requireFloat(c.interpreter.call(function, [.float(x)]))
      }
      let search = WolfeSearch(
        value: { try number(c[0], $0) }, slope: { try number(c[1], $0) })
      let found = try search.step(
        from: c.double(2), value0: c.double(3), slope0: c.double(4))
      return found.map { .tuple([.float($0.step), .float($0.value)]) } ?? .none
    },
    NumericFunction(
      "minimize(fun, x0, args=(), method=None, jac=None, hess=None, hessp=None, bounds=None, constraints=(), tol=None, callback=None, options=None)",
      "The minimum of a function of several variables.", in: .numpy
    ) { c in try minimize(c) },
    NumericFunction(
      "newton(func, x0, fprime=None, args=(), tol=1.48e-08, maxiter=50, fprime2=None, x1=None, rtol=0.0, full_output=False, disp=True)",
      "A root by Newton's, Halley's or the secant method.", in: .numpy
    ) { c in try newton(c) },
    NumericFunction(
      "bisect(f, a, b, args=(), xtol=2e-12, rtol=8.881784197001252e-16, maxiter=100, full_output=False, disp=True)",
      "A root by bisection.", aliases: ["brentq"], in: .numpy
    ) { c in try bisect(c) },
  ]

  private static func extra(_ c: NumericCall, _ slot: Int) throws -> [Value] {
    if case .tuple(let tuple) = c[slot] { return tuple.elements }
    return [c[slot]]
  }

  private static func minimize(_ c: NumericCall) throws -> Value {
    let start = try c.session.value(of: c.array(1)).doubles
    let f = try Objective(c.interpreter, c[0], derivative: c[4], extra: extra(c, 2))
    if case .tuple(let tuple) = c[8], !tuple.elements.isEmpty {
      throw Raised(.notImplementedError, "minimize: constraints are not available in agrun")
    }
    var options = MinimizerOptions()
    options.callback = c[10]
    if !c.isMissing(9) {
      options.gradientTolerance = try c.double(9)
      (options.pointTolerance, options.valueTolerance) = (try c.double(9), try c.double(9))
    }
    if case .dict(let dict) = c[11] {
      if let value = dict.get(text: "maxiter") {
        options.iterations = try c.interpreter.requireIndex(value)
      }
      if let value = dict.get(text: "gtol") {
        options.gradientTolerance = try c.interpreter.requireFloat(value)
      }
      if let value = dict.get(text: "xatol") {
        options.pointTolerance = try c.interpreter.requireFloat(value)
      }
      if let value = dict.get(text: "fatol") {
        options.valueTolerance = try c.interpreter.requireFloat(value)
      }
    }
    let hasBounds = !c.isMissing(7)
    let method = (c[3].text ?? (hasBounds ? "L-BFGS-B" : "BFGS")).lowercased()
    var result: MinimizerResult
    var message: String?
    switch method {
    case "bfgs", "newton-cg": result = try Minimizers.bfgs(f, start, options)
    case "cg": result = try Minimizers.conjugateGradient(f, start, options)
    case "nelder-mead": result = try Minimizers.nelderMead(f, start, options)
    case "l-bfgs-b":
      let bounds =
        try hasBounds
        ? self.bounds(c, start.count) : start.map { _ in (-Double.infinity, Double.infinity) }
      result = try Minimizers.bounded(f, start, bounds, options)
      message = "CONVERGENCE: NORM OF PROJECTED GRADIENT <= PGTOL"
    default:
      throw Raised(
        .notImplementedError,
        "minimize: method '\(method)' is not available in agrun (available: BFGS, CG, L-BFGS-B, Nelder-Mead, Newton-CG)"
      )
    }
    let fields = OptimizeResult()
    fields.setText("message", to: .string(message ?? result.message))
    fields.setText("success", to: .bool(result.status == 0))
    fields.setText("status", to: .int(result.status))
    fields.setText("fun", to: .float(result.value))
    fields.setText("x", to: Objective.vector(result.x))
    fields.setText("nit", to: .int(result.iterations))
    if let gradient = result.gradient { fields.setText("jac", to: Objective.vector(gradient)) }
    if let h = result.inverseHessian, method == "bfgs" {
      fields.setText(
        "hess_inv",
        to: .object(ArrayObject(NDArray(h.flatMap { $0 }, shape: [h.count, h.count]), .array)))
    }
    fields.setText("nfev", to: .int(f.valueCount))
    if result.gradient != nil { fields.setText("njev", to: .int(f.gradientCount)) }
    if let simplex = result.simplex {
      let points = NDArray(
        simplex.points.flatMap { $0 }, shape: [simplex.points.count, start.count])
      fields.setText(
        "final_simplex",
        to: .tuple([.object(ArrayObject(points, .array)), Objective.vector(simplex.values)]))
    }
    return .dict(fields)
  }

  private static func bounds(_ c: NumericCall, _ count: Int) throws -> [(Double, Double)] {
    let rows = try c.interpreter.collect(c[7])
    guard rows.count == count else { throw Raised(.valueError, "length of x0 != length of bounds") }
    return try rows.map { row in
      let pair = try c.interpreter.collect(row)
      return (
        try pair[0].isNone ? -Double.infinity : c.interpreter.requireFloat(pair[0]),
        try pair[1].isNone ? Double.infinity : c.interpreter.requireFloat(pair[1])
      )
    }
  }

  private static func newton(_ c: NumericCall) throws -> Value {
    let rest = try extra(c, 3)
    func number(_ function: Value, _ x: Double) throws -> Double {
      try c.interpreter.requireFloat(c.interpreter.call(function, [.float(x)] + rest))
    }
    let tolerance = try c.double(4), relative = try c.double(8)
    var x = try c.double(1)
    func isClose(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= tolerance + relative * abs(b) }
    if !c.isMissing(2) {
      for _ in 0..<(try c.int(5)) {
        let value = try number(c[0], x)
        if value == 0 { return .float(x) }
        let slope = try number(c[2], x)
        guard slope != 0 else {
          throw Raised(
            .runtimeError,
            "Derivative was zero. Failed to converge after 1 iterations, value is \(x).")
        }
        var step = value / slope
        if !c.isMissing(6) {
          let adjustment = step * (try number(c[6], x)) / slope / 2
          if abs(adjustment) < 1 { step /= 1 - adjustment }
        }
        let next = x - step
        if isClose(next, x) { return .float(next) }
        x = next
      }
    } else {
      var p0 = x
      var p1 = try c.isMissing(7) ? x * (1 + 1e-4) + (x >= 0 ? 1e-4 : -1e-4) : c.double(7)
      var q0 = try number(c[0], p0), q1 = try number(c[0], p1)
      if abs(q1) < abs(q0) { (p0, p1, q0, q1) = (p1, p0, q1, q0) }
      for _ in 0..<(try c.int(5)) {
        if q1 == q0 { return .float((p1 + p0) / 2) }
        x =
          abs(q1) > abs(q0)
          ? (-q0 / q1 * p1 + p0) / (1 - q0 / q1) : (-q1 / q0 * p0 + p1) / (1 - q1 / q0)
        if isClose(x, p1) { return .float(x) }
        (p0, q0) = (p1, q1)
        p1 = x
        q1 = try number(c[0], p1)
      }
    }
    throw Raised(
      .runtimeError,
      "Failed to converge after \(try c.int(5)) iterations, value is \(FloatFormatting.repr(x)).")
  }

  private static func bisect(_ c: NumericCall) throws -> Value {
    let rest = try extra(c, 3)
    func number(_ x: Double) throws -> Double {
      try c.interpreter.requireFloat(c.interpreter.call(c[0], [.float(x)] + rest))
    }
    var (a, b) = (try c.double(1), try c.double(2))
    var fa = try number(a)
    let fb = try number(b)
    if fa == 0 { return .float(a) }
    if fb == 0 { return .float(b) }
    guard (fa < 0) != (fb < 0) else {
      throw Raised(.valueError, "f(a) and f(b) must have different signs")
    }
    // Bisection to the last bit: brentq's result to its tolerance.
    while true {
      let middle = a + (b - a) / 2
      if middle == a || middle == b { return .float(middle) }
      let value = try number(middle)
      if value == 0 { return .float(middle) }
      if (value < 0) == (fa < 0) { (a, fa) = (middle, value) } else { b = middle }
    }
  }
}

/// `scipy.optimize.OptimizeResult`: a dict whose entries are attributes too.
package final class OptimizeResult: DictObject {
  override package func type(in interpreter: Interpreter) -> TypeObject {
    let base = interpreter.types.dict
    return interpreter.types.register("scipy.optimize.OptimizeResult") {
      TypeObject("OptimizeResult", module: "scipy.optimize._optimize", base: base)
    }
  }
  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    get(text: name.text)
  }
}
