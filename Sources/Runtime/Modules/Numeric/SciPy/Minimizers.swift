import Arrays

/// A function of the script as the minimisers see it: plain vectors, counted calls.
final class Objective {
  private let interpreter: Interpreter
  private let function: Value
  private let derivative: Value
  private let extra: [Value]
  /// Whether the function returns value and gradient together.
  private let returnsBoth: Bool
  private var last: (x: [Double], value: Double, gradient: [Double])?
  private var lastGradient: (x: [Double], gradient: [Double])?
  private(set) var valueCount = 0
  private(set) var gradientCount = 0

  init(_ interpreter: Interpreter, _ function: Value, derivative: Value, extra: [Value]) throws {
    self.interpreter = interpreter
    self.function = function
    self.derivative = derivative
    self.extra = extra
    if case .bool(true) = derivative { returnsBoth = true } else { returnsBoth = false }
  }

  static func vector(_ x: [Double]) -> Value { .object(ArrayObject(NDArray(x), .array)) }

  private func numbers(_ value: Value) throws -> [Double] {
    try interpreter.numerics.value(of: interpreter.array(of: value, .numpy)).doubles
  }

  private func both(_ x: [Double]) throws -> (value: Double, gradient: [Double]) {
    if let last, last.x == x { return (last.value, last.gradient) }
    let result = try interpreter.collect(interpreter.call(function, [Objective.vector(x)] + extra))
    guard result.count == 2, let value = try numbers(result[0]).first else {
      throw Raised(.typeError, "with jac=True the function must return its value and its gradient")
    }
    valueCount += 1
    gradientCount += 1
    let gradient = try numbers(result[1])
    last = (x, value, gradient)
    return (value, gradient)
  }

  func value(_ x: [Double]) throws -> Double {
    if returnsBoth { return try both(x).value }
    valueCount += 1
    let result = try numbers(interpreter.call(function, [Objective.vector(x)] + extra))
    guard result.count == 1 else {
      throw Raised(.valueError, "The user-provided objective function must return a scalar value.")
    }
    return result[0]
  }

  /// The gradient that the script gives, or forward differences in steps of √ε.
  func gradient(_ x: [Double]) throws -> [Double] {
    if returnsBoth { return try both(x).gradient }
    // Asked for again at the same point, the gradient is neither computed nor counted anew.
    if let lastGradient, lastGradient.x == x { return lastGradient.gradient }
    let gradient = try newGradient(x)
    lastGradient = (x, gradient)
    return gradient
  }

  private func newGradient(_ x: [Double]) throws -> [Double] {
    gradientCount += 1
    if interpreter.isCallable(derivative) {
      return try numbers(interpreter.call(derivative, [Objective.vector(x)] + extra))
    }
    let base = try value(x)
    valueCount -= 1
    return try x.indices.map { index in
      var moved = x
      moved[index] += 1.4901161193847656e-08
      return try (value(moved) - base) / (moved[index] - x[index])
    }
  }

  func callBack(_ callback: Value, _ x: [Double]) throws {
    if interpreter.isCallable(callback) {
      _ = try interpreter.call(callback, [Objective.vector(x)])
    }
  }
}

/// What a minimiser found.
struct MinimizerResult {
  var x: [Double]
  var value: Double
  var gradient: [Double]?
  var iterations: Int
  var status = 0
  var inverseHessian: [[Double]]?
  var simplex: (points: [[Double]], values: [Double])?

  var message: String {
    switch status {
    case 0: "Optimization terminated successfully."
    case 1: "Maximum number of iterations has been exceeded."
    case 2: "Desired error not necessarily achieved due to precision loss."
    default: "NaN result encountered."
    }
  }
}

struct MinimizerOptions {
  var gradientTolerance = 1e-5
  var iterations: Int?
  var callback = Value.none
  var pointTolerance = 1e-4
  var valueTolerance = 1e-4
}

enum Minimizers {
  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }
  private static func largest(_ a: [Double]) -> Double { a.reduce(0) { max($0, abs($1)) } }
  private static func moved(_ x: [Double], _ t: Double, _ p: [Double]) -> [Double] {
    zip(x, p).map { $0 + t * $1 }
  }

  private static func search(
    _ f: Objective, _ x: [Double], _ p: [Double], _ g: [Double], _ value: Double,
    _ previous: Double,
    curvature: Double
  ) throws -> (step: Double, value: Double)? {
    let slope = dot(g, p)
    var start = 1.0
    if slope != 0 {
      start = min(1, 1.01 * 2 * (value - previous) / slope)
      if start < 0 { start = 1 }
    }
    var line = WolfeSearch(
      value: { try f.value(moved(x, $0, p)) }, slope: { try dot(f.gradient(moved(x, $0, p)), p) })
    line.curvature = curvature
    return try line.step(from: start, value0: value, slope0: slope)
  }

  /// Broyden, Fletcher, Goldfarb and Shanno's method, as SciPy runs it.
  static func bfgs(_ f: Objective, _ start: [Double], _ options: MinimizerOptions) throws
    -> MinimizerResult
  {
    var x = start, n = start.count, value = try f.value(start), g = try f.gradient(start)
    var previous = value + dot(g, g).squareRoot() / 2
    var h = (0..<n).map { i in (0..<n).map { $0 == i ? 1.0 : 0 } }
    var result = MinimizerResult(x: x, value: value, gradient: g, iterations: 0)
    n = x.count
    while largest(g) > options.gradientTolerance, result.iterations < options.iterations ?? 200 * n
    {
      let p = h.map { -dot($0, g) }
      guard let found = try search(f, x, p, g, value, previous, curvature: 0.9) else {
        result.status = 2
        break
      }
      let s = p.map { found.step * $0 }
      x = zip(x, s).map { $0 + $1 }
      (previous, value) = (value, found.value)
      let next = try f.gradient(x)
      let y = zip(next, g).map { $0 - $1 }
      g = next
      result.iterations += 1
      try f.callBack(options.callback, x)
      if largest(g) <= options.gradientTolerance { break }
      if !value.isFinite {
        result.status = 2
        break
      }
      let product = dot(y, s)
      let rho = product == 0 ? 1000 : 1 / product
      // (I − ρ s yᵀ) H (I − ρ y sᵀ) + ρ s sᵀ
      let hy = h.map { dot($0, y) }
      let yhy = dot(y, hy)
      for i in 0..<n {
        for j in 0..<n {
          h[i][j] += -rho * (s[i] * hy[j] + hy[i] * s[j]) + rho * (rho * yhy + 1) * s[i] * s[j]
        }
      }
    }
    if result.status == 0, largest(g) > options.gradientTolerance { result.status = 1 }
    if g.contains(where: \.isNaN) || value.isNaN { result.status = 3 }
    (result.x, result.value, result.gradient, result.inverseHessian) = (x, value, g, h)
    return result
  }

  /// Nonlinear conjugate gradients (Polak, Ribière and Powell), as SciPy runs them.
  static func conjugateGradient(_ f: Objective, _ start: [Double], _ options: MinimizerOptions)
    throws -> MinimizerResult
  {
    var x = start, value = try f.value(start), g = try f.gradient(start)
    var previous = value + dot(g, g).squareRoot() / 2
    var p = g.map { -$0 }
    var result = MinimizerResult(x: x, value: value, gradient: g, iterations: 0)
    while largest(g) > options.gradientTolerance,
      result.iterations < options.iterations ?? 200 * x.count
    {
      let square = dot(g, g)
      guard let found = try search(f, x, p, g, value, previous, curvature: 0.4) else {
        result.status = 2
        break
      }
      x = moved(x, found.step, p)
      (previous, value) = (value, found.value)
      let next = try f.gradient(x)
      let y = zip(next, g).map { $0 - $1 }
      let beta = max(0, dot(y, next) / square)
      p = zip(next, p).map { -$0 + beta * $1 }
      g = next
      if dot(p, g) > -0.01 * dot(g, g) { p = g.map { -$0 } }
      result.iterations += 1
      try f.callBack(options.callback, x)
    }
    if result.status == 0, largest(g) > options.gradientTolerance { result.status = 1 }
    (result.x, result.value, result.gradient) = (x, value, g)
    return result
  }

  /// Projected BFGS within bounds: what stands for L-BFGS-B here.
  static func bounded(
    _ f: Objective, _ start: [Double], _ bounds: [(Double, Double)], _ options: MinimizerOptions
  ) throws -> MinimizerResult {
    func project(_ x: [Double]) -> [Double] { zip(x, bounds).map { min(max($0, $1.0), $1.1) } }
    var x = project(start), value = try f.value(x), g = try f.gradient(x)
    var history: [(s: [Double], y: [Double])] = []
    var result = MinimizerResult(x: x, value: value, gradient: g, iterations: 0)
    func projected() -> Double {
      largest(zip(project(zip(x, g).map { $0 - $1 }), x).map { $0 - $1 })
    }
    while projected() > options.gradientTolerance, result.iterations < options.iterations ?? 15000 {
      let isFree = x.indices.map {
        !(x[$0] <= bounds[$0].0 && g[$0] > 0 || x[$0] >= bounds[$0].1 && g[$0] < 0)
      }
      var q = g.indices.map { isFree[$0] ? g[$0] : 0 }
      var weights: [Double] = []
      for pair in history.reversed() {
        let a = dot(pair.s, q) / dot(pair.y, pair.s)
        weights.append(a)
        q = moved(q, -a, pair.y)
      }
      if let pair = history.last { q = q.map { $0 * dot(pair.s, pair.y) / dot(pair.y, pair.y) } }
      for (pair, a) in zip(history, weights.reversed()) {
        q = moved(q, a - dot(pair.y, q) / dot(pair.y, pair.s), pair.s)
      }
      var p = q.indices.map { isFree[$0] ? -q[$0] : 0 }
      if dot(p, g) >= 0 {
        p = g.indices.map { isFree[$0] ? -g[$0] : 0 }
        history = []
      }
      var step = history.isEmpty ? min(1, 1 / max(dot(g, g).squareRoot(), 1e-300)) : 1
      var next = project(moved(x, step, p)), nextValue = try f.value(next)
      while nextValue > value + 1e-4 * dot(g, zip(next, x).map { $0 - $1 }), step > 1e-20 {
        step /= 2
        next = project(moved(x, step, p))
        nextValue = try f.value(next)
      }
      let slope = try f.gradient(next)
      let s = zip(next, x).map { $0 - $1 }, y = zip(slope, g).map { $0 - $1 }
      let change = (value - nextValue) / max(abs(value), abs(nextValue), 1)
      (x, value, g) = (next, nextValue, slope)
      result.iterations += 1
      try f.callBack(options.callback, x)
      if dot(s, y) > 1e-16 * dot(y, y) {
        history.append((s, y))
        if history.count > 10 { history.removeFirst() }
      }
      if change <= 2.220446049250313e-09 { break }
    }
    (result.x, result.value, result.gradient) = (x, value, g)
    return result
  }

  /// Nelder and Mead's simplex method, as SciPy runs it.
  static func nelderMead(_ f: Objective, _ start: [Double], _ options: MinimizerOptions) throws
    -> MinimizerResult
  {
    let n = start.count
    var points =
      [start]
      + start.indices.map { index in
        var point = start
        point[index] = point[index] != 0 ? 1.05 * point[index] : 0.00025
        return point
      }
    var values = try points.map { try f.value($0) }
    func order() {
      let places = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
      (points, values) = (places.map { points[$0] }, places.map { values[$0] })
    }
    order()
    var iterations = 1
    let limit = options.iterations ?? 200 * n
    while f.valueCount < 200 * n, iterations < limit {
      let spread = points.dropFirst().map { largest(zip($0, points[0]).map { $0 - $1 }) }.max() ?? 0
      let gap = values.dropFirst().map { abs($0 - values[0]) }.max() ?? 0
      if spread <= options.pointTolerance, gap <= options.valueTolerance { break }
      let centre = (0..<n).map { axis in points[..<n].reduce(0) { $0 + $1[axis] } / Double(n) }
      func along(_ t: Double) -> [Double] { zip(centre, points[n]).map { (1 + t) * $0 - t * $1 } }
      let reflected = along(1), value = try f.value(reflected)
      var shrinks = false
      if value < values[0] {
        let expanded = along(2), better = try f.value(expanded)
        (points[n], values[n]) = better < value ? (expanded, better) : (reflected, value)
      } else if value < values[n - 1] {
        (points[n], values[n]) = (reflected, value)
      } else if value < values[n] {
        let outside = along(0.5), tried = try f.value(outside)
        if tried <= value { (points[n], values[n]) = (outside, tried) } else { shrinks = true }
      } else {
        let inside = along(-0.5), tried = try f.value(inside)
        if tried < values[n] { (points[n], values[n]) = (inside, tried) } else { shrinks = true }
      }
      if shrinks {
        for index in 1...n {
          points[index] = zip(points[0], points[index]).map { $0 + 0.5 * ($1 - $0) }
          values[index] = try f.value(points[index])
        }
      }
      iterations += 1
      order()
      try f.callBack(options.callback, points[0])
    }
    var result = MinimizerResult(x: points[0], value: values[0], iterations: iterations)
    result.simplex = (points, values)
    if f.valueCount >= 200 * n || iterations >= limit { result.status = 1 }
    return result
  }
}
