import Foundation

/// The algorithms of Python's `random` module.
enum RandomDistributions {
  static func gaussPair(_ random: RandomObject) -> (Double, Double) {
    let angle = random.uniform() * (2 * Double.pi)
    let radius = sqrt(-2 * log(1 - random.uniform()))
    return (cos(angle) * radius, sin(angle) * radius)
  }

  /// Kinderman and Monahan's ratio of uniforms.
  static func normal(_ random: RandomObject) -> Double {
    let constant = 4 * exp(-0.5) / sqrt(2.0)
    while true {
      let first = random.uniform()
      let second = 1 - random.uniform()
      let z = constant * (first - 0.5) / second
      if z * z / 4 <= -log(second) { return z }
    }
  }

  static func gamma(_ random: RandomObject, _ alpha: Double, _ beta: Double) throws -> Double {
    guard alpha > 0, beta > 0 else {
      throw Raised(.valueError, "gammavariate: alpha and beta must be > 0.0")
    }
    if alpha > 1 {
      // Cheng, 1977.
      let inverse = sqrt(2 * alpha - 1)
      let b = alpha - log(4.0)
      let c = alpha + inverse
      while true {
        let first = random.uniform()
        guard first > 1e-7, first < 0.9999999 else { continue }
        let second = 1 - random.uniform()
        let v = log(first / (1 - first)) / inverse
        let x = alpha * exp(v)
        let z = first * first * second
        let r = b + c * v - x
        if r + (1 + log(4.5)) - 4.5 * z >= 0 || r >= log(z) { return x * beta }
      }
    }
    if alpha == 1 { return -log(1 - random.uniform()) * beta }
    // Algorithm GS of Kennedy and Gentle.
    while true {
      let b = (M_E + alpha) / M_E
      let p = b * random.uniform()
      let x = p <= 1 ? pow(p, 1 / alpha) : -log((b - p) / alpha)
      let accept = random.uniform()
      if p > 1 {
        if accept <= pow(x, alpha - 1) { return x * beta }
      } else if accept <= exp(-x) {
        return x * beta
      }
    }
  }

  static func vonMises(_ random: RandomObject, _ mu: Double, _ kappa: Double) -> Double {
    let circle = 2 * Double.pi
    if kappa <= 1e-6 { return circle * random.uniform() }
    let s = 0.5 / kappa
    let r = s + sqrt(1 + s * s)
    var z = 0.0
    while true {
      z = cos(Double.pi * random.uniform())
      let d = z / (r + z)
      let u = random.uniform()
      if u < 1 - d * d || u <= (1 - d) * exp(d) { break }
    }
    let q = 1 / r
    let f = (q + z) / (1 + q * z)
    let angle = random.uniform() > 0.5 ? mu + acos(f) : mu - acos(f)
    return NumberArithmetic.floorDivide(angle, circle).remainder
  }

  static func triangular(_ random: RandomObject, _ low: Double, _ high: Double, _ mode: Double)
    -> Double
  {
    var u = random.uniform()
    if high == low { return low }
    var c = mode.isNaN ? 0.5 : (mode - low) / (high - low)
    var (low, high) = (low, high)
    if u > c {
      u = 1 - u
      c = 1 - c
      swap(&low, &high)
    }
    return low + (high - low) * sqrt(u * c)
  }

  /// Positions of a sample, with a pool where it is small and a set of taken ones where it is not.
  static func sampleIndices(_ random: RandomObject, _ size: Int, _ count: Int) -> [Int] {
    var poolSize = 21
    if count > 5 {
      poolSize += Int(pow(4, (log(Double(count * 3)) / log(4.0)).rounded(.up)))
    }
    if size <= poolSize {
      var pool = Array(0..<size)
      return (0..<count).map { index in
        let position = random.below(size - index)
        let value = pool[position]
        pool[position] = pool[size - index - 1]
        return value
      }
    }
    var taken: Set<Int> = []
    return (0..<count).map { _ in
      var index = random.below(size)
      while taken.contains(index) { index = random.below(size) }
      taken.insert(index)
      return index
    }
  }

  typealias Maker = (
    _ declaration: String, _ summary: String,
    _ draw: @escaping (RandomObject, [Double]) throws -> Double
  ) -> BuiltinFunction

  static func all(_ real: Maker) -> [BuiltinFunction] {
    [
      real("uniform(self, a, b)", "Uniform between a and b.") { random, p in
        p[0] + (p[1] - p[0]) * random.uniform()
      },
      real("triangular(self, low=0.0, high=1.0, mode=nan)", "Triangular between low and high.") {
        random, p in triangular(random, p[0], p[1], p[2])
      },
      real("normalvariate(self, mu=0.0, sigma=1.0)", "Normal.") { random, p in
        p[0] + normal(random) * p[1]
      },
      real("gauss(self, mu=0.0, sigma=1.0)", "Normal, in pairs.") { random, p in
        p[0] + random.gauss() * p[1]
      },
      real("lognormvariate(self, mu, sigma)", "The exponential of a normal.") { random, p in
        exp(p[0] + normal(random) * p[1])
      },
      real("expovariate(self, lambd)", "Exponential.") { random, p in
        if p[0] == 0 { throw Raised(.zeroDivisionError, "float division by zero") }
        return -log(1 - random.uniform()) / p[0]
      },
      real("gammavariate(self, alpha, beta)", "Gamma.") { random, p in
        try gamma(random, p[0], p[1])
      },
      real("betavariate(self, alpha, beta)", "Beta.") { random, p in
        let y = try gamma(random, p[0], 1)
        return try y == 0 ? 0 : y / (y + gamma(random, p[1], 1))
      },
      real("paretovariate(self, alpha)", "Pareto.") { random, p in
        pow(1 - random.uniform(), -1 / p[0])
      },
      real("weibullvariate(self, alpha, beta)", "Weibull.") { random, p in
        p[0] * pow(-log(1 - random.uniform()), 1 / p[1])
      },
      real("vonmisesvariate(self, mu, kappa)", "Von Mises.") { random, p in
        vonMises(random, p[0], p[1])
      },
    ]
  }
}
