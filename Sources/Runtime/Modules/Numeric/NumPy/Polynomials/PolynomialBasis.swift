import Arrays

/// A sequence of polynomials P₀, P₁, … that series are written in, by its three-term recurrence
/// `P(n+1) = (scale·x + shift)·P(n) − back·P(n−1)`.
enum PolynomialBasis: String, CaseIterable, Sendable {
  case power, chebyshev, legendre, hermite, hermiteE, laguerre

  /// Beginning of the names of the module's functions: `poly` of `polyval`, `cheb` of `chebval`.
  var prefix: String {
    switch self {
    case .power: "poly"
    case .chebyshev: "cheb"
    case .legendre: "leg"
    case .hermite: "herm"
    case .hermiteE: "herme"
    case .laguerre: "lag"
    }
  }

  var className: String {
    switch self {
    case .power: "Polynomial"
    case .chebyshev: "Chebyshev"
    case .legendre: "Legendre"
    case .hermite: "Hermite"
    case .hermiteE: "HermiteE"
    case .laguerre: "Laguerre"
    }
  }

  var moduleName: String {
    switch self {
    case .power: "polynomial"
    case .hermiteE: "hermite_e"
    default: rawValue
    }
  }

  /// The letter that a term prints with; nil for powers.
  var letter: String? {
    switch self {
    case .power: nil
    case .chebyshev: "T"
    case .legendre: "P"
    case .hermite: "H"
    case .hermiteE: "He"
    case .laguerre: "L"
    }
  }

  var domain: [Double] { self == .laguerre ? [0, 1] : [-1, 1] }

  /// The step from P(n−1) and P(n) to P(n+1).
  func step(_ n: Int) -> (scale: Double, shift: Double, back: Double) {
    let m = Double(n)
    switch self {
    case .power: return (1, 0, 0)
    case .chebyshev: return n == 0 ? (1, 0, 0) : (2, 0, 1)
    case .legendre: return ((2 * m + 1) / (m + 1), 0, m / (m + 1))
    case .hermite: return (2, 0, 2 * m)
    case .hermiteE: return (1, 0, m)
    case .laguerre: return (-1 / (m + 1), (2 * m + 1) / (m + 1), m / (m + 1))
    }
  }

  // MARK: Series as coefficients, lowest degree first

  /// Without zeros at the end, but at least one coefficient.
  static func trimmed(_ c: [Double], tolerance: Double = 0) -> [Double] {
    var result = c
    while result.count > 1, let last = result.last, abs(last) <= tolerance { result.removeLast() }
    return result
  }

  static func sum(_ a: [Double], _ b: [Double], sign: Double = 1) -> [Double] {
    let count = max(a.count, b.count)
    let result = (0..<count).map {
      ($0 < a.count ? a[$0] : 0) + sign * ($0 < b.count ? b[$0] : 0)
    }
    return trimmed(result)
  }

  /// `x·c`.
  func timesX(_ c: [Double]) -> [Double] {
    if c == [0] { return c }
    var result = [Double](repeating: 0, count: c.count + 1)
    for (n, value) in c.enumerated() {
      let (scale, shift, back) = step(n)
      result[n + 1] += value / scale
      result[n] -= value * shift / scale
      if n > 0 { result[n - 1] += value * back / scale }
    }
    return result
  }

  /// `Σ c(n)·P(n)` evaluated by Clenshaw's scheme where products with `x` are `apply`.
  ///
  /// `c` is in this basis, the result in that of `apply` and `one`.
  func evaluate(_ c: [Double], one: [Double], apply: ([Double]) -> [Double]) -> [Double] {
    var (next, afterNext) = ([0.0], [0.0])
    for n in c.indices.reversed() {
      let (scale, shift, _) = step(n), back = step(n + 1).back
      var value = one.map { $0 * c[n] }
      value = PolynomialBasis.plain(value, apply(next).map { $0 * scale })
      value = PolynomialBasis.plain(value, next.map { $0 * shift })
      value = PolynomialBasis.plain(value, afterNext.map { $0 * -back })
      (next, afterNext) = (value, next)
    }
    return PolynomialBasis.trimmed(next)
  }

  private static func plain(_ a: [Double], _ b: [Double]) -> [Double] {
    let count = max(a.count, b.count)
    return (0..<count).map { ($0 < a.count ? a[$0] : 0) + ($0 < b.count ? b[$0] : 0) }
  }

  func product(_ a: [Double], _ b: [Double]) -> [Double] {
    let (short, long) = a.count <= b.count ? (a, b) : (b, a)
    if self == .power {
      var result = [Double](repeating: 0, count: a.count + b.count - 1)
      for (i, x) in short.enumerated() {
        for (j, y) in long.enumerated() { result[i + j] += x * y }
      }
      return PolynomialBasis.trimmed(result)
    }
    return evaluate(short, one: long, apply: timesX)
  }

  func power(_ c: [Double], _ exponent: Int) -> [Double] {
    (0..<exponent).reduce([1]) { result, _ in product(result, c) }
  }

  /// Quotient and remainder; nil where the divisor is zero.
  func divide(_ a: [Double], by b: [Double]) -> (quotient: [Double], rest: [Double])? {
    guard let lead = b.last, lead != 0 else { return nil }
    if a.count < b.count { return ([0], a) }
    if b.count == 1 { return (a.map { $0 / lead }, [0]) }
    var rest = a
    var quotient = [Double](repeating: 0, count: a.count - b.count + 1)
    for place in quotient.indices.reversed() {
      let shifted = product([Double](repeating: 0, count: place) + [1], b)
      let factor = (rest.last ?? 0) / (shifted.last ?? 1)
      rest.removeLast()
      for index in rest.indices where index < shifted.count {
        rest[index] -= factor * shifted[index]
      }
      quotient[place] = factor
    }
    return (quotient, PolynomialBasis.trimmed(rest))
  }

  /// One derivative.
  func derivative(_ series: [Double]) -> [Double] {
    var c = series
    let n = c.count - 1
    guard n > 0 else { return [0] }
    var result = [Double](repeating: 0, count: n)
    switch self {
    case .power: for j in 1...n { result[j - 1] = Double(j) * c[j] }
    case .hermite: for j in 1...n { result[j - 1] = 2 * Double(j) * c[j] }
    case .hermiteE: for j in 1...n { result[j - 1] = Double(j) * c[j] }
    case .chebyshev, .legendre:
      for j in stride(from: n, to: 2, by: -1) {
        if self == .chebyshev {
          result[j - 1] = 2 * Double(j) * c[j]
          c[j - 2] += Double(j) * c[j] / Double(j - 2)
        } else {
          result[j - 1] = Double(2 * j - 1) * c[j]
          c[j - 2] += c[j]
        }
      }
      if n > 1 { result[1] = (self == .chebyshev ? 4 : 3) * c[2] }
      result[0] = c[1]
    case .laguerre:
      for j in stride(from: n, to: 1, by: -1) {
        result[j - 1] = -c[j]
        c[j - 1] += c[j]
      }
      result[0] = -c[1]
    }
    return result
  }

  /// The integral whose value at `bound` is `constant`.
  func integral(_ c: [Double], constant: Double, bound: Double) -> [Double] {
    let n = c.count
    if n == 1, c[0] == 0 { return [constant] }
    var result = [Double](repeating: 0, count: n + 1)
    switch self {
    case .power: for j in 0..<n { result[j + 1] = c[j] / Double(j + 1) }
    case .hermite: for j in 0..<n { result[j + 1] = c[j] / Double(2 * (j + 1)) }
    case .hermiteE: for j in 0..<n { result[j + 1] = c[j] / Double(j + 1) }
    case .chebyshev:
      result[1] = c[0]
      if n > 1 { result[2] = c[1] / 4 }
      for j in 2..<max(n, 2) {
        result[j + 1] = c[j] / Double(2 * (j + 1))
        result[j - 1] -= c[j] / Double(2 * (j - 1))
      }
    case .legendre:
      result[1] = c[0]
      if n > 1 { result[2] = c[1] / 3 }
      for j in 2..<max(n, 2) {
        let part = c[j] / Double(2 * j + 1)
        result[j + 1] = part
        result[j - 1] -= part
      }
    case .laguerre:
      result[0] = c[0]
      result[1] = -c[0]
      for j in 1..<max(n, 1) {
        result[j] += c[j]
        result[j + 1] = -c[j]
      }
    }
    result[0] += constant - value(result, at: bound)
    return result
  }

  func value(_ c: [Double], at x: Double) -> Double {
    evaluate(c, one: [1]) { $0.map { $0 * x } }.first ?? 0
  }

  /// `offset + scale·x`.
  func line(_ offset: Double, _ scale: Double) -> [Double] {
    guard scale != 0 else { return [offset] }
    return PolynomialBasis.trimmed(PolynomialBasis.sum([offset], timesX([1]).map { $0 * scale }))
  }

  func fromRoots(_ roots: [Double]) -> [Double] {
    roots.reduce([1]) { series, root in
      let shifted = timesX(series)
      return shifted.indices.map { shifted[$0] - ($0 < series.count ? root * series[$0] : 0) }
    }
  }

  /// The same polynomial in another basis.
  func converted(_ c: [Double], to other: PolynomialBasis) -> [Double] {
    evaluate(c, one: [1], apply: other.timesX)
  }

  /// The composition `c(inner)`, with `inner` and the result in `other`.
  func composed(_ c: [Double], _ inner: [Double], in other: PolynomialBasis) -> [Double] {
    evaluate(c, one: [1]) { other.product($0, inner) }
  }

  /// Multiplication by `x` modulo the series, whose eigenvalues are its roots; row-major.
  func companion(_ c: [Double]) -> [[Double]] {
    let n = c.count - 1
    var rows = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
    for place in 0..<n {
      let (scale, shift, back) = step(place)
      if place + 1 < n {
        rows[place + 1][place] += 1 / scale
      } else {
        for index in 0..<n { rows[index][place] -= c[index] / c[n] / scale }
      }
      rows[place][place] -= shift / scale
      if place > 0 { rows[place - 1][place] += back / scale }
    }
    return rows
  }
}
