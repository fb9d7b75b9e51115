import Arrays
import Autodiff

/// A probability distribution of `scipy.stats`: its parameters and formulas of a standardised variable.
struct ProbabilityDistribution: Sendable {
  typealias Formula = @Sendable (Graph, NodeID, [NodeID]) throws -> NodeID

  let name: String
  /// Parameters beside `loc` and `scale`.
  let shapes: [String]
  let isDiscrete: Bool
  /// Logarithm of the density (or of the probability) at the standardised variable.
  let logDensity: Formula
  let distribution: Formula?
  let survival: Formula?
  let quantile: Formula?

  init(
    _ name: String, _ shapes: [String] = [], isDiscrete: Bool = false,
    log logDensity: @escaping Formula,
    cdf distribution: Formula? = nil, sf survival: Formula? = nil, ppf quantile: Formula? = nil
  ) {
    self.name = name
    self.shapes = shapes
    self.isDiscrete = isDiscrete
    self.logDensity = logDensity
    self.distribution = distribution
    self.survival = survival
    self.quantile = quantile
  }
}

extension Graph {
  fileprivate func number(_ value: Double, like x: NodeID) -> NodeID {
    constant(value, dtype(of: x), weak: true)
  }

  /// `value` where `x` is inside the support, −∞ elsewhere.
  fileprivate func inside(_ condition: NodeID, _ value: NodeID) throws -> NodeID {
    try select(condition, value, number(-Double.infinity, like: value))
  }

  /// `x` where the condition holds, a harmless point elsewhere, so that derivatives stay finite.
  fileprivate func safe(_ condition: NodeID, _ x: NodeID, _ other: Double) throws -> NodeID {
    try select(condition, x, number(other, like: x))
  }
}

enum Distributions {
  static let all: [ProbabilityDistribution] = continuous + discrete

  private static let halfLogTwoPi = 0.9189385332046727

  private static let continuous: [ProbabilityDistribution] = [
    ProbabilityDistribution(
      "norm",
      log: { g, x, _ in
        try g.subtract(
          g.multiply(g.number(-0.5, like: x), g.square(x)), g.number(halfLogTwoPi, like: x))
      },
      cdf: { g, x, _ in try g.normalDistribution(x) },
      sf: { g, x, _ in try g.normalDistribution(g.negative(x)) },
      ppf: { g, q, _ in try g.ndtri(q) }),
    ProbabilityDistribution(
      "expon",
      log: { g, x, _ in
        try g.inside(g.greaterEqual(x, g.number(0, like: x)), g.negative(x))
      },
      cdf: { g, x, _ in
        let inside = try g.greater(x, g.number(0, like: x))
        return try g.select(
          inside, g.negative(g.expm1(g.negative(g.safe(inside, x, 0)))), g.number(0, like: x))
      },
      sf: { g, x, _ in try g.exp(g.negative(g.maximum(x, g.number(0, like: x)))) },
      ppf: { g, q, _ in try g.negative(g.log1p(g.negative(q))) }),
    ProbabilityDistribution(
      "uniform",
      log: { g, x, _ in
        let inside = try g.logicalAnd(
          g.greaterEqual(x, g.number(0, like: x)), g.lessEqual(x, g.number(1, like: x)))
        return try g.inside(inside, g.zeros(like: x))
      },
      cdf: { g, x, _ in try g.minimum(g.maximum(x, g.number(0, like: x)), g.number(1, like: x)) },
      ppf: { _, q, _ in q }),
    ProbabilityDistribution(
      "laplace",
      log: { g, x, _ in
        try g.subtract(g.negative(g.absolute(x)), g.number(0.6931471805599453, like: x))
      },
      cdf: { g, x, _ in
        let half = g.number(0.5, like: x)
        let tail = try g.multiply(half, g.exp(g.negative(g.absolute(x))))
        return try g.select(
          g.less(x, g.number(0, like: x)), tail, g.subtract(g.number(1, like: x), tail))
      }),
    ProbabilityDistribution(
      "logistic",
      log: { g, x, _ in
        let soft = try g.logaddexp(g.negative(x), g.zeros(like: x))
        return try g.subtract(g.negative(x), g.multiply(g.number(2, like: x), soft))
      },
      cdf: { g, x, _ in try g.logistic(x) }, sf: { g, x, _ in try g.logistic(g.negative(x)) },
      ppf: { g, q, _ in try g.log(g.divide(q, g.subtract(g.number(1, like: q), q))) }),
    ProbabilityDistribution(
      "cauchy",
      log: { g, x, _ in try g.subtract(g.number(-1.1447298858494002, like: x), g.log1p(g.square(x)))
      },
      cdf: { g, x, _ in
        try g.add(g.number(0.5, like: x), g.divide(g.arctan(x), g.number(.pi, like: x)))
      }),
    ProbabilityDistribution(
      "t", ["df"],
      log: { g, x, s in
        let half = g.number(0.5, like: x)
        let upper = try g.multiply(g.add(s[0], g.number(1, like: x)), half)
        let lower = try g.multiply(s[0], half)
        let constant = try g.subtract(
          g.subtract(g.gammaln(upper), g.gammaln(lower)),
          g.multiply(half, g.log(g.multiply(s[0], g.number(.pi, like: x)))))
        return try g.subtract(constant, g.multiply(upper, g.log1p(g.divide(g.square(x), s[0]))))
      }),
    ProbabilityDistribution(
      "gamma", ["a"],
      log: { g, x, s in
        let inside = try g.greaterEqual(x, g.number(0, like: x))
        let y = try g.safe(inside, x, 1)
        let value = try g.subtract(
          g.subtract(g.xlogy(g.subtract(s[0], g.number(1, like: x)), y), y), g.gammaln(s[0]))
        return try g.inside(inside, value)
      },
      cdf: { g, x, s in try g.gammainc(s[0], g.maximum(x, g.number(0, like: x))) },
      sf: { g, x, s in try g.gammaincc(s[0], g.maximum(x, g.number(0, like: x))) }),
    ProbabilityDistribution(
      "chi2", ["df"],
      log: { g, x, s in
        let inside = try g.greaterEqual(x, g.number(0, like: x))
        let y = try g.safe(inside, x, 1), half = try g.multiply(s[0], g.number(0.5, like: x))
        let log2 = try g.multiply(half, g.number(0.6931471805599453, like: x))
        let value = try g.subtract(
          g.subtract(
            g.xlogy(g.subtract(half, g.number(1, like: x)), y),
            g.multiply(y, g.number(0.5, like: x))),
          g.add(g.gammaln(half), log2))
        return try g.inside(inside, value)
      },
      cdf: { g, x, s in
        let half = g.number(0.5, like: x)
        return try g.gammainc(
          g.multiply(s[0], half), g.multiply(g.maximum(x, g.number(0, like: x)), half))
      },
      sf: { g, x, s in
        let half = g.number(0.5, like: x)
        return try g.gammaincc(
          g.multiply(s[0], half), g.multiply(g.maximum(x, g.number(0, like: x)), half))
      }),
    ProbabilityDistribution(
      "beta", ["a", "b"],
      log: { g, x, s in
        let one = g.number(1, like: x)
        let inside = try g.logicalAnd(g.greaterEqual(x, g.number(0, like: x)), g.lessEqual(x, one))
        let y = try g.safe(inside, x, 0.5)
        let left = try g.xlogy(g.subtract(s[0], one), y)
        let right = try g.xlogy(g.subtract(s[1], one), g.subtract(one, y))
        return try g.inside(inside, g.subtract(g.add(left, right), g.logBeta(s[0], s[1])))
      }),
    ProbabilityDistribution(
      "pareto", ["b"],
      log: { g, x, s in
        let inside = try g.greaterEqual(x, g.number(1, like: x))
        let y = try g.safe(inside, x, 1)
        let value = try g.subtract(
          g.log(s[0]), g.multiply(g.add(s[0], g.number(1, like: x)), g.log(y)))
        return try g.inside(inside, value)
      }),
    ProbabilityDistribution(
      "lognorm", ["s"],
      log: { g, x, s in
        let inside = try g.greater(x, g.number(0, like: x))
        let y = try g.log(g.safe(inside, x, 1)), z = try g.divide(y, s[0])
        let value = try g.subtract(
          g.subtract(g.multiply(g.number(-0.5, like: x), g.square(z)), g.add(g.log(s[0]), y)),
          g.number(halfLogTwoPi, like: x))
        return try g.inside(inside, value)
      }),
  ]

  private static let discrete: [ProbabilityDistribution] = [
    ProbabilityDistribution(
      "poisson", ["mu"], isDiscrete: true,
      log: { g, k, s in
        let inside = try g.greaterEqual(k, g.number(0, like: k))
        let n = try g.safe(inside, k, 0)
        let value = try g.subtract(
          g.subtract(g.xlogy(n, s[0]), g.gammaln(g.add(n, g.number(1, like: k)))), s[0])
        return try g.inside(inside, value)
      },
      cdf: { g, k, s in
        try g.gammaincc(g.add(g.floor(k), g.number(1, like: k)), s[0])
      }),
    ProbabilityDistribution(
      "bernoulli", ["p"], isDiscrete: true,
      log: { g, k, s in
        let one = g.number(1, like: k)
        let value = try g.add(g.xlogy(k, s[0]), g.xlogy(g.subtract(one, k), g.subtract(one, s[0])))
        let inside = try g.logicalOr(g.equal(k, g.number(0, like: k)), g.equal(k, one))
        return try g.inside(inside, value)
      }),
    ProbabilityDistribution(
      "binom", ["n", "p"], isDiscrete: true,
      log: { g, k, s in
        let one = g.number(1, like: k)
        let count = try g.subtract(
          g.gammaln(g.add(s[0], one)),
          g.add(g.gammaln(g.add(k, one)), g.gammaln(g.add(g.subtract(s[0], k), one))))
        let value = try g.add(
          count, g.add(g.xlogy(k, s[1]), g.xlogy(g.subtract(s[0], k), g.subtract(one, s[1]))))
        let inside = try g.logicalAnd(g.greaterEqual(k, g.number(0, like: k)), g.lessEqual(k, s[0]))
        return try g.inside(inside, value)
      }),
    ProbabilityDistribution(
      "geom", ["p"], isDiscrete: true,
      log: { g, k, s in
        let one = g.number(1, like: k)
        let value = try g.add(g.xlogy(g.subtract(k, one), g.subtract(one, s[0])), g.log(s[0]))
        return try g.inside(g.greaterEqual(k, one), value)
      }),
  ]
}

/// `scipy.stats.norm` and its like: an object whose methods are the formulas.
package final class DistributionObject: Object {
  private let distribution: ProbabilityDistribution
  private let facade: Facade

  init(_ distribution: ProbabilityDistribution, _ facade: Facade) {
    self.distribution = distribution
    self.facade = facade
  }

  override package func repr(in interpreter: Interpreter) -> String {
    "<scipy.stats distribution \(distribution.name)>"
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    let d = distribution
    func function(
      _ formula: @escaping @Sendable (Graph, NodeID, [NodeID], NodeID) throws -> NodeID,
      scaled: Bool = true
    ) -> Value {
      .object(method(name.text, formula))
    }
    switch name {
    case d.isDiscrete ? "logpmf" : "logpdf":
      return function { g, y, s, scale in
        try d.isDiscrete ? d.logDensity(g, y, s) : g.subtract(d.logDensity(g, y, s), g.log(scale))
      }
    case d.isDiscrete ? "pmf" : "pdf":
      return function { g, y, s, scale in
        let density = try g.exp(d.logDensity(g, y, s))
        return try d.isDiscrete ? density : g.divide(density, scale)
      }
    case "cdf", "logcdf":
      guard let formula = d.distribution else { return nil }
      if name == "logcdf", d.name == "norm" {
        return function { g, y, _, _ in try g.logNormalDistribution(y) }
      }
      return function { g, y, s, _ in try name == "cdf" ? formula(g, y, s) : g.log(formula(g, y, s))
      }
    case "sf", "logsf":
      guard let formula = d.distribution else { return nil }
      if name == "logsf", d.name == "norm" {
        return function { g, y, _, _ in try g.logNormalDistribution(g.negative(y)) }
      }
      return function { g, y, s, _ in
        let tail =
          try d.survival.map { try $0(g, y, s) }
          ?? g.subtract(g.constant(1.0, g.dtype(of: y), weak: true), formula(g, y, s))
        return try name == "sf" ? tail : g.log(tail)
      }
    case "ppf", "isf":
      guard let formula = d.quantile else { return nil }
      return .object(quantileMethod(name.text, formula, isUpper: name == "isf"))
    case "rvs":
      throw Raised(
        .notImplementedError,
        "scipy.stats.\(d.name).rvs is not available in agrun (did you mean numpy.random?)")
    default: return nil
    }
  }

  private var parameters: String {
    let shapes = distribution.shapes.joined(separator: ", ")
    return (shapes.isEmpty ? "" : ", " + shapes) + ", loc=0"
      + (distribution.isDiscrete ? "" : ", scale=1")
  }

  /// Operands as one dtype: variable, shapes, loc and scale.
  private func operands(_ arguments: BoundArguments, _ interpreter: Interpreter) throws
    -> [ArrayObject]
  {
    let count = distribution.shapes.count
    var arrays = try (0..<(count + 2)).map { try interpreter.array(of: arguments[$0], facade) }
    arrays.append(
      try interpreter.array(of: distribution.isDiscrete ? .int(1) : arguments[count + 2], facade))
    return try interpreter.promoted(arrays, facade, floating: true)
  }

  private func method(
    _ name: String,
    _ formula: @escaping @Sendable (Graph, NodeID, [NodeID], NodeID) throws -> NodeID
  ) -> BuiltinFunction {
    let variable = distribution.isDiscrete ? "k" : "x"
    return BuiltinFunction.bound(
      "\(name)(\(variable)\(parameters))", "The \(name) of \(distribution.name)."
    ) {
      [self] interpreter, arguments in
      let operands = try operands(arguments, interpreter)
      let count = distribution.shapes.count
      return .object(
        try interpreter.numerics.build1(operands, facade) { [facade] graph, ids in
          graph.dialect = facade.dialect
          let shifted = try graph.subtract(ids[0], ids[count + 1])
          let y = try distribution.isDiscrete ? shifted : graph.divide(shifted, ids[count + 2])
          return try formula(graph, y, Array(ids[1..<(count + 1)]), ids[count + 2])
        })
    }
  }

  private func quantileMethod(
    _ name: String, _ formula: @escaping ProbabilityDistribution.Formula, isUpper: Bool
  )
    -> BuiltinFunction
  {
    BuiltinFunction.bound("\(name)(q\(parameters))", "Quantiles of \(distribution.name).") {
      [self] interpreter, arguments in
      let operands = try operands(arguments, interpreter)
      let count = distribution.shapes.count
      return .object(
        try interpreter.numerics.build1(operands, facade) { graph, ids in
          let q =
            try isUpper
            ? graph.subtract(graph.constant(1.0, graph.dtype(of: ids[0]), weak: true), ids[0])
            : ids[0]
          let y = try formula(graph, q, Array(ids[1..<(count + 1)]))
          return try graph.add(graph.multiply(y, ids[count + 2]), ids[count + 1])
        })
    }
  }
}
