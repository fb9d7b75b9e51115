extension JAXRandom {
  /// One gamma variate or its logarithm (Marsaglia and Tsang, 2000; below 1 by the boost Γ(α) =
  /// Γ(α+1)·U^(1/α)).
  private static func gammaDraw(
    _ key: JAXKey, _ alpha: Double, _ a: RoundedArithmetic, isLog: Bool
  ) -> Double {
    let isBoosted = !(alpha >= 1)
    let shape = isBoosted ? a.add(alpha, 1) : alpha
    let third = a.round(1.0 / 3.0)
    let squeeze = a.round(0.0331)
    let d = a.subtract(shape, third)
    let c = a.divide(third, a.squareRoot(d))
    var loopKey = key.child(0)
    let boostKey = key.child(1)
    var v: Double
    repeat {
      var normalKey = loopKey.child(1)
      let uniformKey = loopKey.child(2)
      loopKey = loopKey.child(0)
      var x: Double
      repeat {
        let draw = normalKey.child(1)
        normalKey = normalKey.child(0)
        x = a.normal(draw, 0)
        v = a.add(1, a.multiply(x, c))
      } while v <= 0
      let square = a.multiply(x, x)
      v = a.multiply(a.multiply(v, v), v)
      let u = a.unit(uniformKey, 0)
      if u < a.subtract(1, a.multiply(squeeze, a.multiply(square, square))) { break }
      let bound = a.add(
        a.multiply(square, 0.5), a.multiply(d, a.add(a.subtract(1, v), a.log(v))))
      if a.log(u) < bound { break }
    } while !v.isNaN
    if isLog {
      let draw = -a.exponential(boostKey, 0)
      let boost = !isBoosted || draw == 0 ? 0 : a.multiply(draw, a.divide(1, alpha))
      return a.add(a.add(a.log(d), a.log(v)), boost)
    }
    let sample = a.subtract(1, a.unit(boostKey, 0))
    let boost = isBoosted ? a.power(sample, a.divide(1, alpha)) : 1
    return a.multiply(a.multiply(d, v), boost)
  }

  /// `gamma(key, a, shape, dtype)`, or `loggamma` where `isLog`.
  package static func gamma(
    _ key: JAXKey, _ shape: [Int], _ dtype: DType, alpha: NDArray, isLog: Bool = false
  ) throws(ShapeError) -> NDArray {
    let a = RoundedArithmetic(dtype)
    let alphas = try Column(alpha, shape, dtype)
    return fill(shape, dtype) { gammaDraw(key.child($0), alphas[$0], a, isLog: isLog) }
  }

  package static func beta(
    _ key: JAXKey, _ shape: [Int], _ dtype: DType, a first: NDArray, b second: NDArray
  ) throws(ShapeError) -> NDArray {
    let a = RoundedArithmetic(dtype)
    let alphas = try Column(first, shape, dtype)
    let betas = try Column(second, shape, dtype)
    let (firstKey, secondKey) = (key.child(0), key.child(1))
    return fill(shape, dtype) { index in
      let x = gammaDraw(firstKey.child(index), alphas[index], a, isLog: true)
      let y = gammaDraw(secondKey.child(index), betas[index], a, isLog: true)
      let larger = max(x, y)
      let scaledX = a.exp(a.subtract(x, larger))
      let scaledY = a.exp(a.subtract(y, larger))
      return a.divide(scaledX, a.add(scaledX, scaledY))
    }
  }

  /// `dirichlet(key, alpha, shape)`; the classes are the last axis of `alpha` and of the result.
  package static func dirichlet(
    _ key: JAXKey, _ shape: [Int], _ dtype: DType, alpha: NDArray
  ) throws(ShapeError) -> NDArray {
    let a = RoundedArithmetic(dtype)
    let classes = alpha.shape.last ?? 1
    let logs = try gamma(key, shape + [classes], dtype, alpha: alpha, isLog: true).doubles
    var result: [Double] = []
    for start in stride(from: 0, to: logs.count, by: max(classes, 1)) {
      let row = logs[start..<(start + classes)]
      let largest = row.max() ?? 0
      let scaled = row.map { a.exp(a.subtract($0, largest)) }
      let sum = scaled.reduce(0) { a.add($0, $1) }
      result += scaled.map { a.divide($0, sum) }
    }
    return NDArray(result, shape: shape + [classes], dtype: dtype)
  }

  /// Student's t.
  package static func studentT(
    _ key: JAXKey, _ shape: [Int], _ dtype: DType, degrees: NDArray
  ) throws(ShapeError) -> NDArray {
    let a = RoundedArithmetic(dtype)
    let column = try Column(degrees, shape, dtype)
    let (normalKey, gammaKey) = (key.child(0), key.child(1))
    return fill(shape, dtype) { index in
      let half = a.divide(column[index], 2)
      let g = gammaDraw(gammaKey.child(index), half, a, isLog: false)
      return a.multiply(a.normal(normalKey, index), a.squareRoot(a.divide(half, g)))
    }
  }

  package static func chiSquare(
    _ key: JAXKey, _ shape: [Int], _ dtype: DType, degrees: NDArray
  ) throws(ShapeError) -> NDArray {
    let a = RoundedArithmetic(dtype)
    let column = try Column(degrees, shape, dtype)
    return fill(shape, dtype) { index in
      a.multiply(
        a.exp(gammaDraw(key.child(index), a.divide(column[index], 2), a, isLog: true)), 2)
    }
  }

  package static func f(
    _ key: JAXKey, _ shape: [Int], _ dtype: DType, numerator: NDArray, denominator: NDArray
  ) throws(ShapeError) -> NDArray {
    let a = RoundedArithmetic(dtype)
    let upper = try Column(numerator, shape, dtype)
    let lower = try Column(denominator, shape, dtype)
    let first = try chiSquare(key.child(1), shape, dtype, degrees: numerator).doubles
    let second = try chiSquare(key.child(0), shape, dtype, degrees: denominator).doubles
    return fill(shape, dtype) { index in
      a.divide(a.divide(first[index], upper[index]), a.divide(second[index], lower[index]))
    }
  }

  package static func generalizedNormal(
    _ key: JAXKey, _ shape: [Int], _ dtype: DType, power: Double, floating: DType
  ) -> NDArray {
    let a = RoundedArithmetic(dtype)
    let inverse = a.round(1 / power)
    let signs = rademacher(key.child(1), shape, dtype, floating: floating).doubles
    let gammaKey = key.child(0)
    return fill(shape, dtype) { index in
      let g = gammaDraw(gammaKey.child(index), inverse, a, isLog: false)
      return a.multiply(signs[index], a.power(g, inverse))
    }
  }
}
