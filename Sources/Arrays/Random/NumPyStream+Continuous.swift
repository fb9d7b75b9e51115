#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension NumPyStream {
  /// Marsaglia and Tsang (2000) for shapes above 1, Ahrens and Dieter's rejection below.
  final func standardGamma(_ shape: Double) -> Double {
    if shape == 1 { return exponential() }
    if shape == 0 { return 0 }
    if shape < 1 {
      while true {
        let u = uniform()
        let v = exponential()
        if u <= 1 - shape {
          let x = pow(u, 1 / shape)
          if x <= v { return x }
        } else {
          let y = -log((1 - u) / shape)
          let x = pow(1 - shape + shape * y, 1 / shape)
          if x <= v + y { return x }
        }
      }
    }
    let b = shape - 1.0 / 3.0
    let c = 1 / (9 * b).squareRoot()
    while true {
      var x: Double
      var v: Double
      repeat {
        x = gauss()
        v = 1 + c * x
      } while v <= 0
      v = v * v * v
      let u = uniform()
      if u < 1 - 0.0331 * (x * x) * (x * x) { return b * v }
      if log(u) < 0.5 * x * x + b * (1 - v + log(v)) { return b * v }
    }
  }

  /// Jöhnk's method for small parameters, else a ratio of gammas.
  final func beta(_ a: Double, _ b: Double) -> Double {
    if !isLegacy, a < 3e-103, b < 3e-103 {
      return (a + b) * uniform() < a ? 1 : 0
    }
    if a <= 1 && b <= 1 {
      while true {
        let u = uniform()
        let v = uniform()
        let x = pow(u, 1 / a)
        let y = pow(v, 1 / b)
        guard x + y <= 1, isLegacy || u + v > 0 else { continue }
        if isLegacy ? x + y > 0 : x > 0 && y > 0 { return x / (x + y) }
        var logX = log(u) / a
        var logY = log(v) / b
        let larger = max(logX, logY)
        logX -= larger
        logY -= larger
        return exp(logX - log(exp(logX) + exp(logY)))
      }
    }
    let first = standardGamma(a)
    let second = standardGamma(b)
    return first / (first + second)
  }

  final func chiSquare(_ degrees: Double) -> Double { 2 * standardGamma(degrees / 2) }

  final func f(_ numerator: Double, _ denominator: Double) -> Double {
    let first = chiSquare(numerator) * denominator
    return first / (chiSquare(denominator) * numerator)
  }

  final func standardT(_ degrees: Double) -> Double {
    let numerator = gauss()
    let denominator = standardGamma(degrees / 2)
    return (degrees / 2).squareRoot() * numerator / denominator.squareRoot()
  }

  final func standardCauchy() -> Double {
    let numerator = gauss()
    return numerator / gauss()
  }

  final func pareto(_ a: Double) -> Double {
    let draw = exponential() / a
    return isLegacy ? exp(draw) - 1 : expm1(draw)
  }

  final func weibull(_ a: Double) -> Double { a == 0 ? 0 : pow(exponential(), 1 / a) }

  final func power(_ a: Double) -> Double {
    let draw = exponential()
    return pow(isLegacy ? 1 - exp(-draw) : -expm1(-draw), 1 / a)
  }

  final func laplace(_ location: Double, _ scale: Double) -> Double {
    while true {
      let u = uniform()
      if u >= 0.5 { return location - scale * log(2 - u - u) }
      if u > 0 { return location + scale * log(u + u) }
    }
  }

  final func gumbel(_ location: Double, _ scale: Double) -> Double {
    while true {
      let u = 1 - uniform()
      if u < 1 { return location - scale * log(-log(u)) }
    }
  }

  final func logistic(_ location: Double, _ scale: Double) -> Double {
    while true {
      let u = uniform()
      if u > 0 { return location + scale * log(u / (1 - u)) }
    }
  }

  final func rayleigh(_ mode: Double) -> Double {
    isLegacy
      ? mode * (-2 * log1p(-uniform())).squareRoot() : mode * (2 * exponential()).squareRoot()
  }

  /// Michael, Schucany and Haas (1976).
  final func wald(_ mean: Double, _ scale: Double) -> Double {
    let normal = gauss()
    let y = mean * normal * normal
    let x: Double
    if isLegacy {
      x = mean + mean / (2 * scale) * (y - (4 * scale * y + y * y).squareRoot())
    } else {
      let d = 1 + (1 + 4 * scale / y).squareRoot()
      x = mean * (1 - 2 / d)
    }
    return uniform() <= mean / (mean + x) ? x : mean * mean / x
  }

  /// Best and Fisher (1979).
  final func vonMises(_ mu: Double, _ kappa: Double) -> Double {
    if kappa.isNaN { return .nan }
    if kappa < 1e-8 { return .pi * (2 * uniform() - 1) }
    let s: Double
    if kappa < 1e-5 {
      s = 1 / kappa + kappa
    } else {
      if !isLegacy && kappa > 1e6 {
        var result = mu + (1 / kappa).squareRoot() * gauss()
        if result < -.pi { result += 2 * .pi }
        if result > .pi { result -= 2 * .pi }
        return result
      }
      let r = 1 + (1 + 4 * kappa * kappa).squareRoot()
      let rho = (r - (2 * r).squareRoot()) / (2 * kappa)
      s = (1 + rho * rho) / (2 * rho)
    }
    var w: Double
    while true {
      let z = cos(.pi * uniform())
      w = (1 + s * z) / (s + z)
      let y = kappa * (s - w)
      let v = uniform()
      if y * (2 - y) - v >= 0 || log(y / v) + 1 - y >= 0 { break }
    }
    var result = acos(w)
    if uniform() < 0.5 { result = -result }
    result += mu
    let folded = fmod(abs(result) + .pi, 2 * .pi) - .pi
    return result < 0 ? -folded : folded
  }

  final func noncentralChiSquare(_ degrees: Double, _ noncentrality: Double) -> Double {
    if !isLegacy && noncentrality.isNaN { return .nan }
    if noncentrality == 0 { return chiSquare(degrees) }
    if degrees > 1 {
      let square = chiSquare(degrees - 1)
      let normal = gauss() + noncentrality.squareRoot()
      return square + normal * normal
    }
    let count = poisson(noncentrality / 2)
    let result = chiSquare(degrees + 2 * Double(count))
    return noncentrality.isNaN ? .nan : result
  }

  final func noncentralF(_ numerator: Double, _ denominator: Double, _ noncentrality: Double)
    -> Double
  {
    let first = noncentralChiSquare(numerator, noncentrality) * denominator
    return first / (chiSquare(denominator) * numerator)
  }

  final func triangular(_ left: Double, _ mode: Double, _ right: Double) -> Double {
    let base = right - left
    let leftBase = mode - left
    let u = uniform()
    return u <= leftBase / base
      ? left + (u * (leftBase * base)).squareRoot()
      : right - ((1 - u) * ((right - mode) * base)).squareRoot()
  }
}
