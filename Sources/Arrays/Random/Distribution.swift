/// NumPy's distributions of numbers, by the name of the method that draws them.
package enum Distribution: String, Hashable, Sendable, CaseIterable {
  case uniform, normal, exponential, gamma, beta, chisquare, f, laplace, logistic, lognormal
  case gumbel, rayleigh, weibull, pareto, power, wald, vonmises, triangular
  case standardNormal = "standard_normal"
  case standardExponential = "standard_exponential"
  case standardGamma = "standard_gamma"
  case standardT = "standard_t"
  case standardCauchy = "standard_cauchy"
  case noncentralChisquare = "noncentral_chisquare"
  case noncentralF = "noncentral_f"
  case poisson, binomial, geometric, logseries, zipf, hypergeometric
  case negativeBinomial = "negative_binomial"

  package struct Parameter: Hashable, Sendable {
    package var name: String
    /// nil where the caller must give it.
    package var defaultValue: Double?
    var domain: Domain
  }

  enum Domain: Hashable, Sendable {
    case any, nonNegative, positive, probability, positiveProbability, probabilityBelowOne
    case mean, aboveOne, count
  }

  /// Parameters in the order of NumPy's signature.
  package var parameters: [Parameter] {
    func p(_ name: String, _ value: Double?, _ domain: Domain) -> Parameter {
      Parameter(name: name, defaultValue: value, domain: domain)
    }
    switch self {
    case .uniform: return [p("low", 0, .any), p("high", 1, .any)]
    case .normal: return [p("loc", 0, .any), p("scale", 1, .nonNegative)]
    case .exponential: return [p("scale", 1, .nonNegative)]
    case .gamma: return [p("shape", nil, .nonNegative), p("scale", 1, .nonNegative)]
    case .beta: return [p("a", nil, .positive), p("b", nil, .positive)]
    case .chisquare, .standardT: return [p("df", nil, .positive)]
    case .f: return [p("dfnum", nil, .positive), p("dfden", nil, .positive)]
    case .laplace, .logistic, .gumbel:
      return [p("loc", 0, .any), p("scale", 1, .nonNegative)]
    case .lognormal: return [p("mean", 0, .any), p("sigma", 1, .nonNegative)]
    case .rayleigh: return [p("scale", 1, .nonNegative)]
    case .weibull: return [p("a", nil, .nonNegative)]
    case .pareto, .power: return [p("a", nil, .positive)]
    case .wald: return [p("mean", nil, .positive), p("scale", nil, .positive)]
    case .vonmises: return [p("mu", nil, .any), p("kappa", nil, .nonNegative)]
    case .triangular: return [p("left", nil, .any), p("mode", nil, .any), p("right", nil, .any)]
    case .standardNormal, .standardExponential, .standardCauchy: return []
    case .standardGamma: return [p("shape", nil, .nonNegative)]
    case .noncentralChisquare: return [p("df", nil, .positive), p("nonc", nil, .nonNegative)]
    case .noncentralF:
      return [p("dfnum", nil, .positive), p("dfden", nil, .positive), p("nonc", nil, .nonNegative)]
    case .poisson: return [p("lam", 1, .mean)]
    case .binomial: return [p("n", nil, .count), p("p", nil, .probability)]
    case .geometric: return [p("p", nil, .positiveProbability)]
    case .logseries: return [p("p", nil, .probabilityBelowOne)]
    case .zipf: return [p("a", nil, .aboveOne)]
    case .hypergeometric:
      return [p("ngood", nil, .count), p("nbad", nil, .count), p("nsample", nil, .count)]
    case .negativeBinomial: return [p("n", nil, .positive), p("p", nil, .positiveProbability)]
    }
  }

  /// Draws int64 numbers rather than doubles.
  package var isDiscrete: Bool {
    switch self {
    case .poisson, .binomial, .geometric, .logseries, .zipf, .hypergeometric, .negativeBinomial:
      true
    default: false
    }
  }
}

extension Distribution.Parameter {
  /// NumPy's words for a value outside the domain; nil for one inside, and for NaN where NumPy lets
  /// it pass.
  func problem(_ value: Double, isArray: Bool) -> String? {
    switch domain {
    case .any: return nil
    case .nonNegative, .count: return value < 0 ? "\(name) < 0" : nil
    case .positive: return value <= 0 ? "\(name) <= 0" : nil
    case .probability:
      let nan = isArray ? "contains NaNs" : "is NaN"
      return value >= 0 && value <= 1 ? nil : "\(name) < 0, \(name) > 1 or \(name) \(nan)"
    case .positiveProbability:
      return value > 0 && value <= 1
        ? nil : "\(name) <= 0, \(name) > 1 or \(name) contains NaNs"
    case .probabilityBelowOne:
      let nan = isArray ? "contains NaNs" : "is NaN"
      return value >= 0 && value < 1 ? nil : "\(name) < 0, \(name) >= 1 or \(name) \(nan)"
    case .mean:
      let nan = isArray ? "contains NaNs" : "is NaN"
      if !(value >= 0) { return "\(name) < 0 or \(name) \(nan)" }
      // The largest mean whose draws surely fit in 64 bits.
      return value > 9.223372006484771e18 ? "\(name) value too large" : nil
    case .aboveOne:
      return value > 1 ? nil : "\(name) <= 1 or \(name) \(isArray ? "contains NaNs" : "is NaN")"
    }
  }
}
