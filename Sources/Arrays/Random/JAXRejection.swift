/// Constants of Hörmann's transformed rejection PTRS for one Poisson rate (Insurance: Mathematics
/// and Economics 12, 1993).
struct PoissonTable {
  private let rate, logRate, b, slope, inverse, acceptance: Double

  init(_ rate: Double, _ a: RoundedArithmetic) {
    self.rate = rate
    logRate = a.log(rate)
    b = a.add(a.round(0.931), a.multiply(a.round(2.53), a.squareRoot(rate)))
    slope = a.add(a.round(-0.059), a.multiply(a.round(0.02483), b))
    inverse = a.add(a.round(1.1239), a.divide(a.round(1.1328), a.subtract(b, a.round(3.4))))
    acceptance = a.subtract(a.round(0.9277), a.divide(a.round(3.6224), a.subtract(b, 2)))
  }

  /// One proposal for element `index`, if it is accepted.
  func accept(
    _ index: Int, _ uKey: JAXKey, _ vKey: JAXKey, _ a: RoundedArithmetic
  ) -> Double? {
    let u = a.subtract(a.unit(uKey, index), 0.5)
    let v = a.unit(vKey, index)
    let distance = a.subtract(0.5, abs(u))
    let steep = a.add(a.divide(a.multiply(2, slope), distance), b)
    let k = a.add(a.add(a.multiply(steep, u), rate), a.round(0.43)).rounded(.down)
    if distance >= a.round(0.07) && v <= acceptance { return k }
    if k < 0 || (distance < a.round(0.013) && v > distance) { return nil }
    let spread = a.add(a.divide(slope, a.multiply(distance, distance)), b)
    let s = a.log(a.divide(a.multiply(v, inverse), spread))
    let gamma = a.round(Kernels.scalar(.gammaln, a.add(k, 1), .float64))
    return s <= a.subtract(a.add(-rate, a.multiply(k, logRate)), gamma) ? k : nil
  }
}

/// Constants of Hörmann's transformed rejection BTRS for one binomial (Journal of Statistical
/// Computation and Simulation 46, 1993).
struct BinomialTable {
  private let n, b, slope, center, acceptance, ratio, alpha, mode: Double

  init(_ n: Double, _ p: Double, _ a: RoundedArithmetic) {
    self.n = n
    let failure = a.subtract(1, p)
    let mean = a.multiply(n, p)
    let deviation = a.squareRoot(a.multiply(mean, failure))
    b = a.add(a.round(1.15), a.multiply(a.round(2.53), deviation))
    slope = a.add(
      a.add(a.round(-0.0873), a.multiply(a.round(0.0248), b)), a.multiply(a.round(0.01), p))
    center = a.add(mean, 0.5)
    acceptance = a.subtract(a.round(0.92), a.divide(a.round(4.2), b))
    ratio = a.divide(p, failure)
    alpha = a.multiply(a.add(a.round(2.83), a.divide(a.round(5.1), b)), deviation)
    mode = a.multiply(a.add(n, 1), p).rounded(.down)
  }

  /// One proposal for element `index`, if it is accepted.
  func accept(
    _ index: Int, _ uKey: JAXKey, _ vKey: JAXKey, _ a: RoundedArithmetic
  ) -> Double? {
    let u = a.subtract(a.unit(uKey, index), 0.5)
    var v = a.unit(vKey, index)
    let distance = a.subtract(0.5, abs(u))
    let steep = a.add(a.divide(a.multiply(2, slope), distance), b)
    let k = a.add(a.multiply(steep, u), center).rounded(.down)
    if distance >= a.round(0.07) && v <= acceptance { return k }
    if k < 0 || k > n { return nil }
    v = a.log(
      a.divide(
        a.multiply(v, alpha), a.add(a.divide(slope, a.multiply(distance, distance)), b)))
    let rest = a.add(a.subtract(n, mode), 1)
    let left = a.add(a.subtract(n, k), 1)
    var bound = a.multiply(
      a.add(mode, 0.5), a.log(a.divide(a.add(mode, 1), a.multiply(ratio, rest))))
    bound = a.add(bound, a.multiply(a.add(n, 1), a.log(a.divide(rest, left))))
    bound = a.add(
      bound, a.multiply(a.add(k, 0.5), a.log(a.divide(a.multiply(ratio, left), a.add(k, 1)))))
    bound = a.add(bound, BinomialTable.stirlingTail(mode, a))
    bound = a.add(bound, BinomialTable.stirlingTail(a.subtract(n, mode), a))
    bound = a.subtract(bound, BinomialTable.stirlingTail(k, a))
    bound = a.subtract(bound, BinomialTable.stirlingTail(a.subtract(n, k), a))
    return v <= bound ? k : nil
  }

  /// log k! − (log √(2π) + (k + ½) log(k + 1) − (k + 1)).
  static func stirlingTail(_ k: Double, _ a: RoundedArithmetic) -> Double {
    let table = [
      0.0810614667953272, 0.0413406959554092, 0.0276779256849983, 0.02079067210376509,
      0.0166446911898211, 0.0138761288230707, 0.0118967099458917, 0.0104112652619720,
      0.00925546218271273, 0.00833056343336287,
    ]
    if k <= 9 { return a.round(table[Int(max(k, 0))]) }
    let next = a.add(k, 1)
    let square = a.multiply(next, next)
    let inner = a.subtract(
      a.round(1.0 / 360), a.divide(a.round(1.0 / 1260), square))
    return a.divide(a.subtract(a.round(1.0 / 12), a.divide(inner, square)), next)
  }
}
