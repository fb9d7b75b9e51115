#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension NumPyStream {
  final func poisson(_ mean: Double) -> Int {
    if mean >= 10 { return poissonTransformedRejection(mean) }
    if mean == 0 { return 0 }
    let limit = exp(-mean)
    var count = 0
    var product = 1.0
    while true {
      product *= uniform()
      if product <= limit { return count }
      count += 1
    }
  }

  /// Hörmann's PTRS (Insurance: Mathematics and Economics 12, 1993).
  private func poissonTransformedRejection(_ mean: Double) -> Int {
    let logMean = log(mean)
    let b = 0.931 + 2.53 * mean.squareRoot()
    let a = -0.059 + 0.02483 * b
    let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    let acceptance = 0.9277 - 3.6224 / (b - 2)
    while true {
      let u = uniform() - 0.5
      let v = uniform()
      let distance = 0.5 - abs(u)
      let k = floor((2 * a / distance + b) * u + mean + 0.43)
      if distance >= 0.07 && v <= acceptance { return Int(k) }
      if k < 0 || (distance < 0.013 && v > distance) { continue }
      if log(v) + log(inverseAlpha) - log(a / (distance * distance) + b)
        <= -mean + k * logMean - NumPyStream.logGamma(k + 1)
      {
        return Int(k)
      }
    }
  }

  /// Zhang and Jin's `log Γ` (Computation of Special Functions, 1996), which NumPy's streams depend
  /// on.
  static func logGamma(_ x: Double) -> Double {
    let coefficients = [
      8.333333333333333e-02, -2.777777777777778e-03, 7.936507936507937e-04,
      -5.952380952380952e-04, 8.417508417508418e-04, -1.917526917526918e-03,
      6.410256410256410e-03, -2.955065359477124e-02, 1.796443723688307e-01, -1.39243221690590e+00,
    ]
    if x == 1 || x == 2 { return 0 }
    let steps = x < 7 ? Int(7 - x) : 0
    var shifted = x + Double(steps)
    let square = (1 / shifted) * (1 / shifted)
    var sum = coefficients[9]
    for coefficient in coefficients.dropLast().reversed() { sum = sum * square + coefficient }
    var result = sum / shifted + 0.9189385332046727 + (shifted - 0.5) * log(shifted) - shifted
    for _ in 0..<steps {
      result -= log(shifted - 1)
      shifted -= 1
    }
    return result
  }

  /// - Parameter shortcut: Whether n = 0 and p = 0 draw nothing (`Generator`, and `multinomial`
  ///   everywhere).
  final func binomial(_ n: Int, _ p: Double, shortcut: Bool) -> Int {
    if shortcut && (n == 0 || p == 0) { return 0 }
    let count = Double(n)
    if p <= 0.5 {
      return p * count <= 30 ? binomialInversion(n, p) : binomialBTPE(n, p)
    }
    let q = 1 - p
    return n - (q * count <= 30 ? binomialInversion(n, q) : binomialBTPE(n, q))
  }

  private func binomialInversion(_ n: Int, _ p: Double) -> Int {
    let q = 1 - p
    let start = exp(Double(n) * log(q))
    let mean = Double(n) * p
    let bound = Int(min(Double(n), mean + 10 * (mean * q + 1).squareRoot()))
    var x = 0
    var density = start
    var u = uniform()
    while u > density {
      x += 1
      if x > bound {
        x = 0
        density = start
        u = uniform()
      } else {
        u -= density
        density = (Double(n - x + 1) * p * density) / (Double(x) * q)
      }
    }
    return x
  }

  /// BTPE (Kachitvichyanukul and Schmeiser, 1988).
  private func binomialBTPE(_ n: Int, _ p: Double) -> Int {
    let count = Double(n)
    let r = min(p, 1 - p)
    let q = 1 - r
    let center = count * r + r
    let m = Int(floor(center))
    let mode = Double(m)
    let p1 = floor(2.195 * (count * r * q).squareRoot() - 4.6 * q) + 0.5
    let xm = mode + 0.5
    let xl = xm - p1
    let xr = xm + p1
    let c = 0.134 + 20.5 / (15.3 + mode)
    let leftSlope = (center - xl) / (center - xl * r)
    let lambdaLeft = leftSlope * (1 + leftSlope / 2)
    let rightSlope = (xr - center) / (xr * q)
    let lambdaRight = rightSlope * (1 + rightSlope / 2)
    let p2 = p1 * (1 + 2 * c)
    let p3 = p2 + c / lambdaLeft
    let p4 = p3 + c / lambdaRight
    let variance = count * r * q
    while true {
      let u = uniform() * p4
      var v = uniform()
      var y: Int
      if u <= p1 {
        y = Int(floor(xm - p1 * v + u))
        return p > 0.5 ? n - y : y
      } else if u <= p2 {
        let x = xl + (u - p1) / c
        v = v * c + 1 - abs(mode - x + 0.5) / p1
        if v > 1 { continue }
        y = Int(floor(x))
      } else if u <= p3 {
        if v == 0 { continue }
        y = Int(floor(xl + log(v) / lambdaLeft))
        if y < 0 { continue }
        v = v * (u - p2) * lambdaLeft
      } else {
        if v == 0 { continue }
        y = Int(floor(xr - log(v) / lambdaRight))
        if y > n { continue }
        v = v * (u - p3) * lambdaRight
      }
      let k = abs(y - m)
      if !(k > 20 && Double(k) < variance / 2 - 1) {
        let s = r / q
        let a = s * (count + 1)
        var ratio = 1.0
        if m < y {
          for i in (m + 1)...y { ratio *= a / Double(i) - s }
        } else if m > y {
          for i in (y + 1)...m { ratio /= a / Double(i) - s }
        }
        if v > ratio { continue }
        return p > 0.5 ? n - y : y
      }
      let distance = Double(k)
      let rho =
        (distance / variance)
        * ((distance * (distance / 3 + 0.625) + 0.16666666666666666) / variance + 0.5)
      let t = -Double(k * k) / (2 * variance)
      let logV = log(v)
      if logV > t + rho { continue }
      if logV >= t - rho {
        func correction(_ x: Double) -> Double {
          let square = x * x
          return (13680 - (462 - (132 - (99 - 140 / square) / square) / square) / square) / x
            / 166320
        }
        let x1 = Double(y + 1)
        let f1 = Double(m + 1)
        let z = Double(n + 1 - m)
        let w = Double(n - y + 1)
        var bound = xm * log(f1 / x1) + (Double(n - m) + 0.5) * log(z / w)
        bound += Double(y - m) * log(w * r / (x1 * q))
        bound += correction(f1)
        bound += correction(z)
        bound += correction(x1)
        bound += correction(w)
        if logV > bound { continue }
      }
      return p > 0.5 ? n - y : y
    }
  }

  final func negativeBinomial(_ n: Double, _ p: Double) -> Int {
    poisson((1 - p) / p * standardGamma(n))
  }

  final func geometric(_ p: Double) -> Int {
    if p >= 0.333333333333333333333333 {
      let u = uniform()
      var count = 1
      var product = p
      var sum = p
      while u > sum {
        product *= 1 - p
        sum += product
        count += 1
      }
      return count
    }
    if isLegacy { return Int(ceil(log(1 - uniform()) / log(1 - p))) }
    let z = -exponential() / log1p(-p)
    return z >= 9.223372036854776e18 ? .max : Int(ceil(z))
  }

  final func logSeries(_ p: Double) -> Int {
    let r = isLegacy ? log(1 - p) : log1p(-p)
    while true {
      let v = uniform()
      if v >= p { return 1 }
      let u = uniform()
      let q = isLegacy ? 1 - exp(r * u) : -expm1(r * u)
      if v <= q * q {
        let result = floor(1 + log(v) / log(q))
        if result < 1 || v == 0 { continue }
        return Int(result)
      }
      return v >= q ? 1 : 2
    }
  }

  final func zipf(_ a: Double) -> Int {
    if !isLegacy && a >= 1025 { return 1 }
    let power = a - 1
    let b = pow(2, power)
    let smallest = pow(9.223372036854775807e18, -power)
    while true {
      let draw = uniform()
      let u = isLegacy ? 1 - draw : draw * smallest + (1 - draw)
      let v = uniform()
      let x = floor(pow(u, -1 / power))
      if x > 9.223372036854774e18 || x < 1 { continue }
      let t = pow(1 + 1 / x, power)
      if v * x * (t - 1) / (b - 1) <= t / b { return Int(x) }
    }
  }

  /// HYP for at most 10 draws, else HRUA* (Stadlober, 1989), as `RandomState` has them.
  final func hypergeometric(_ good: Int, _ bad: Int, _ sample: Int) -> Int {
    if sample == 0 { return 0 }
    if sample <= 10 {
      let smaller = Double(min(good, bad))
      let base = bad + good - sample
      var rest = smaller
      var k = sample
      while rest > 0 {
        rest -= floor(uniform() + rest / Double(base + k))
        k -= 1
        if k == 0 { break }
      }
      let drawn = Int(smaller - rest)
      return good > bad ? sample - drawn : drawn
    }
    let (low, high) = (min(good, bad), max(good, bad))
    let population = good + bad
    let m = min(sample, population - sample)
    let fraction = Double(low) / Double(population)
    let center = Double(m) * fraction + 0.5
    let spread =
      (Double(population - m) * Double(sample) * fraction * (1 - fraction)
      / Double(population - 1) + 0.5).squareRoot()
    let width = 1.7155277699214135 * spread + 0.8989161620588988
    let mode = Int(floor(Double(m + 1) * Double(low + 1) / Double(population + 2)))
    func terms(_ z: Int) -> Double {
      NumPyStream.logGamma(Double(z + 1)) + NumPyStream.logGamma(Double(low - z + 1))
        + NumPyStream.logGamma(Double(m - z + 1)) + NumPyStream.logGamma(Double(high - m + z + 1))
    }
    let top = terms(mode)
    let bound = min(Double(min(m, low)) + 1, floor(center + 16 * spread))
    while true {
      let x = uniform()
      let y = uniform()
      let w = center + width * (y - 0.5) / x
      if w < 0 || w >= bound { continue }
      var z = Int(floor(w))
      let t = top - terms(z)
      if x * (4 - x) - 3 > t {
        if x * (x - t) >= 1 || 2 * log(x) > t { continue }
      }
      if good > bad { z = m - z }
      return m < sample ? good - z : z
    }
  }
}
