import Arrays
import Autodiff

/// `scipy.special`, `autograd.scipy.special` and `jax.scipy.special`.
enum SpecialFunctions {
  static let all: [NumericFunction] = unaries + binaries + sums

  private static func unary(
    _ name: String, _ summary: String, _ aliases: [String] = [],
    _ body: @escaping @Sendable (Graph, NodeID) throws -> NodeID
  ) -> NumericFunction {
    .array("\(name)(x, out=None)", summary, aliases: aliases) { c in
      try c.build([c.floating(c.array(0))]) { try body($0, $1[0]) }
    }
  }

  private static func binary(
    _ name: String, _ parameters: String, _ summary: String, _ aliases: [String] = [],
    _ body: @escaping @Sendable (Graph, NodeID, NodeID) throws -> NodeID
  ) -> NumericFunction {
    .array("\(name)(\(parameters), out=None)", summary, aliases: aliases) { c in
      try c.build(c.promoted([c.array(0), c.array(1)], floating: true)) {
        try body($0, $1[0], $1[1])
      }
    }
  }

  private static let unaries: [NumericFunction] = [
    unary("gammaln", "Logarithm of the absolute gamma function.", ["loggamma"]) {
      try $0.gammaln($1)
    },
    unary("gamma", "The gamma function.") { try $0.gamma($1) },
    unary("rgamma", "One over the gamma function.") { try $0.reciprocal($0.gamma($1)) },
    unary("digamma", "Derivative of the logarithm of the gamma function.", ["psi"]) {
      try $0.digamma($1)
    },
    unary("gammasgn", "Sign of the gamma function.") { graph, x in try graph.sign(graph.gamma(x)) },
    unary("erf", "The error function.") { try $0.erf($1) },
    unary("erfc", "One minus the error function.") { try $0.erfc($1) },
    unary("erfinv", "Inverse of the error function.") { try $0.erfinv($1) },
    unary("erfcinv", "Inverse of the complementary error function.") { try $0.erfcinv($1) },
    unary("expit", "The logistic function.") { try $0.logistic($1) },
    unary("logit", "Inverse of the logistic function.") { graph, x in
      try graph.log(
        graph.divide(x, graph.subtract(graph.constant(1.0, graph.dtype(of: x), weak: true), x)))
    },
    unary("log_expit", "Logarithm of the logistic function.") { graph, x in
      try graph.negative(graph.logaddexp(graph.negative(x), graph.zeros(like: x)))
    },
    unary("ndtr", "The standard normal distribution function.") { try $0.normalDistribution($1) },
    unary("log_ndtr", "Logarithm of the standard normal distribution function.") {
      try $0.logNormalDistribution($1)
    },
    unary("ndtri", "Quantiles of the standard normal distribution.") { try $0.ndtri($1) },
    unary("j0", "Bessel function of the first kind of order 0.") { try $0.besselJ0($1) },
    unary("j1", "Bessel function of the first kind of order 1.") { try $0.besselJ1($1) },
    unary("y0", "Bessel function of the second kind of order 0.") { try $0.besselY0($1) },
    unary("y1", "Bessel function of the second kind of order 1.") { try $0.besselY1($1) },
    unary("i0", "Modified Bessel function of order 0.") { try $0.besselI0($1) },
    unary("i1", "Modified Bessel function of order 1.") { try $0.besselI1($1) },
    unary("i0e", "Scaled modified Bessel function of order 0.") { try $0.besselI0e($1) },
    unary("i1e", "Scaled modified Bessel function of order 1.") { try $0.besselI1e($1) },
    unary("entr", "-x log x.") { graph, x in
      let zero = graph.constant(0.0, graph.dtype(of: x), weak: true)
      let one = graph.constant(1.0, graph.dtype(of: x), weak: true)
      let isPositive = try graph.greater(x, zero)
      let safe = try graph.select(isPositive, x, one)
      let value = try graph.negative(graph.multiply(safe, graph.log(safe)))
      let outside = graph.constant(-Double.infinity, graph.dtype(of: x), weak: true)
      return try graph.select(isPositive, value, graph.select(graph.equal(x, zero), zero, outside))
    },
    unary("exp2", "Power of two.") { try $0.exp2($1) },
    unary("expm1", "exp(x) - 1.") { try $0.expm1($1) },
    unary("log1p", "log(1 + x).") { try $0.log1p($1) },
    unary("cbrt", "Cube root.") { try $0.cbrt($1) },
    unary("sinc", "sin(pi x) / (pi x).") { try $0.sinc($1) },
    .array("factorial(n, exact=False)", "n!") { c in
      if try c.flag(1) {
        let n = try c.int(0)
        var product = 1
        for k in stride(from: 2, through: n, by: 1) {
          let (next, overflow) = product.multipliedReportingOverflow(by: k)
          guard !overflow else {
            throw Raised(
              .overflowError, "factorial(\(n), exact=True) does not fit int64 (use math.factorial)")
          }
          product = next
        }
        return ArrayObject(.int(product), .int64, .scalar)
      }
      return try c.build([c.floating(c.array(0))]) { graph, ids in
        try graph.gamma(graph.add(ids[0], graph.constant(1.0, graph.dtype(of: ids[0]), weak: true)))
      }
    },
  ]

  private static let binaries: [NumericFunction] = [
    binary("beta", "a, b", "The beta function.") { graph, a, b in try graph.exp(graph.logBeta(a, b))
    },
    binary("betaln", "a, b", "Logarithm of the beta function.") { try $0.logBeta($1, $2) },
    binary("polygamma", "n, x", "Derivatives of the digamma function.") { graph, n, x in
      try graph.select(
        graph.equal(n, graph.zeros(like: n)), graph.digamma(x), graph.polygamma(n, x))
    },
    binary("gammainc", "a, x", "Regularised lower incomplete gamma function.") {
      try $0.gammainc($1, $2)
    },
    binary("gammaincc", "a, x", "Regularised upper incomplete gamma function.") {
      try $0.gammaincc($1, $2)
    },
    binary("zeta", "x, q", "Hurwitz zeta function.") { try $0.zeta($1, $2) },
    binary("jn", "n, x", "Bessel function of the first kind of whole order.", ["jv"]) {
      try $0.besselJn($1, $2)
    },
    binary("yn", "n, x", "Bessel function of the second kind of whole order.") {
      try $0.besselYn($1, $2)
    },
    binary("iv", "v, x", "Modified Bessel function.") { try $0.besselIv($1, $2) },
    binary("ive", "v, x", "Scaled modified Bessel function.") { try $0.besselIve($1, $2) },
    binary("xlogy", "x, y", "x log y, 0 where x is 0.") { try $0.xlogy($1, $2) },
    binary("xlog1py", "x, y", "x log(1 + y), 0 where x is 0.") { graph, x, y in
      let isZero = try graph.equal(x, graph.zeros(like: x))
      let safe = try graph.select(isZero, graph.zeros(like: y), y)
      return try graph.select(isZero, graph.zeros(like: x), graph.multiply(x, graph.log1p(safe)))
    },
    binary("rel_entr", "x, y", "x log(x / y).") { graph, x, y in
      try graph.xlogy(x, graph.divide(x, y))
    },
    binary("kl_div", "x, y", "x log(x / y) - x + y.") { graph, x, y in
      try graph.add(graph.subtract(graph.xlogy(x, graph.divide(x, y)), x), y)
    },
    .array("multigammaln(a, d)", "Logarithm of the multivariate gamma function.") { c in
      let d = try c.int(1)
      return try c.build([c.floating(c.array(0))]) { graph, ids in
        let dtype = graph.dtype(of: ids[0])
        var total = try graph.broadcast(
          graph.constant(Double(d * (d - 1)) / 4 * 1.1447298858494002, dtype),
          to: graph.shape(of: ids[0]))
        for j in 1...max(d, 1) {
          total = try graph.add(
            total, graph.gammaln(graph.subtract(ids[0], graph.constant(Double(j - 1) / 2, dtype))))
        }
        return total
      }
    },
    .array("comb(N, k, *, exact=False, repetition=False)", "Number of combinations.") { c in
      if try c.flag(2), let module = c.interpreter.modules.module("math"),
        let comb = module.attribute("comb", in: c.interpreter)
      {
        return try c.interpreter.array(of: c.interpreter.call(comb, [c[0], c[1]]), c.facade)
      }
      let pair = try c.promoted([c.array(0), c.array(1)], floating: true)
      let n = try c.session.value(of: pair[0]), k = try c.session.value(of: pair[1])
      let shape = try Shapes.broadcast([n.shape, k.shape])
      let values = zip(try n.broadcast(to: shape).doubles, try k.broadcast(to: shape).doubles).map {
        n, k -> Double in
        if k < 0 || k > n { return 0 }
        var result = 1.0
        let m = min(k, n - k)
        for i in stride(from: 1.0, through: m, by: 1) { result = result * (n - m + i) / i }
        return result.rounded()
      }
      return ArrayObject(result: NDArray(values, shape: shape, dtype: pair[0].dtype), c.facade)
    },
  ]

  private static let sums: [NumericFunction] = [
    .array(
      "logsumexp(a, axis=None, b=None, keepdims=False, return_sign=False)",
      "Logarithm of a sum of exponentials."
    ) { c in
      let x = try c.floating(c.array(0))
      let axes = try Shapes.normalize(axes: c.axes(1), rank: x.rank).sorted()
      let weights =
        try c.isMissing(2)
        ? [] : [c.interpreter.converted(c.floating(c.array(2)), x.dtype, c.facade)]
      let keeps = try c.flag(3)
      try c.refuse(4, "return_sign", unless: .false)
      return try c.build([x] + weights) { graph, ids in
        let value = try graph.logarithmOfSum(
          ids[0], axes: axes, weights: ids.count > 1 ? ids[1] : nil)
        let shape = graph.shape(of: ids[0])
        return keeps
          ? value
          : try graph.reshape(value, shape.indices.filter { !axes.contains($0) }.map { shape[$0] })
      }
    },
    .array("softmax(x, axis=None)", "Exponentials divided by their sum.") { c in
      let x = try c.floating(c.array(0))
      let axes = try Shapes.normalize(axes: c.axes(1), rank: x.rank).sorted()
      return try c.build([x]) { graph, ids in
        try graph.exp(
          graph.subtract(ids[0], graph.logarithmOfSum(ids[0], axes: axes, weights: nil)))
      }
    },
    .array("log_softmax(x, axis=None)", "Logarithm of softmax.") { c in
      let x = try c.floating(c.array(0))
      let axes = try Shapes.normalize(axes: c.axes(1), rank: x.rank).sorted()
      return try c.build([x]) {
        try $0.subtract($1[0], $0.logarithmOfSum($1[0], axes: axes, weights: nil))
      }
    },
  ]
}

extension NumericCall {
  /// Refuses an argument that has another value than its default.
  func refuse(_ slot: Int, _ parameter: String, unless value: Value) throws {
    guard !arguments[slot].isIdentical(to: value) else { return }
    try interpreter.refuse(arguments[slot], parameter, of: arguments.signature.name)
  }
}

extension Graph {
  func logBeta(_ a: NodeID, _ b: NodeID) throws -> NodeID {
    try subtract(add(gammaln(a), gammaln(b)), gammaln(add(a, b)))
  }

  func xlogy(_ x: NodeID, _ y: NodeID) throws -> NodeID {
    let isZero = try equal(x, zeros(like: x))
    let safe = try select(isZero, ones(like: y), y)
    return try select(isZero, zeros(like: x), multiply(x, log(safe)))
  }

  /// Φ(x) = erfc(−x / √2) / 2.
  func normalDistribution(_ x: NodeID) throws -> NodeID {
    let dtype = dtype(of: x)
    let scaled = try multiply(x, constant(-0.7071067811865476, dtype, weak: true))
    return try multiply(constant(0.5, dtype, weak: true), erfc(scaled))
  }

  /// log Φ(x); below −10 by the asymptotic series, so that it stays finite.
  func logNormalDistribution(_ x: NodeID) throws -> NodeID {
    let dtype = dtype(of: x)
    func number(_ value: Double) -> NodeID { constant(value, dtype, weak: true) }
    let isFar = try less(x, number(-10))
    let near = try log(normalDistribution(select(isFar, number(0), x)))
    let far = try select(isFar, x, number(-10))
    let square = try self.square(far)
    let inverse = try reciprocal(square)
    // 1 − 1/x² + 3/x⁴ − 15/x⁶ + 105/x⁸
    var series = number(105)
    for coefficient in [-15.0, 3, -1, 1] {
      series = try add(multiply(series, inverse), number(coefficient))
    }
    let tail = try subtract(
      multiply(number(-0.5), square), add(log(negative(far)), number(0.9189385332046727)))
    return try select(isFar, add(tail, log(series)), near)
  }

  /// log Σ b exp(x) over axes, which stay with extent 1.
  func logarithmOfSum(_ x: NodeID, axes: [Int], weights: NodeID?) throws -> NodeID {
    let shape = shape(of: x)
    let kept = shape.indices.map { axes.contains($0) ? 1 : shape[$0] }
    let dtype = dtype(of: x)
    let largest = try stopGradient(
      reshape(reduceMax(dtype.isComplex ? real(x) : x, axes: axes), kept))
    let zero = constant(0.0, dtype.realPart, weak: true)
    let shift = try convert(select(isfinite(largest), largest, zero), to: dtype)
    var terms = try exp(subtract(x, shift))
    if let weights { terms = try multiply(weights, terms) }
    let total = try reshape(reduceSum(terms, axes: axes), kept)
    return try add(log(total), shift)
  }
}
