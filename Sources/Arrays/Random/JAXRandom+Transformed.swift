extension JAXRandom {
  package static func pareto(
    _ key: JAXKey, _ shape: [Int], _ dtype: DType, b: NDArray
  ) throws(ShapeError) -> NDArray {
    let a = RoundedArithmetic(dtype)
    let column = try Column(b, shape, dtype)
    return fill(shape, dtype) { a.exp(a.divide(a.exponential(key, $0), column[$0])) }
  }

  package static func weibullMin(
    _ key: JAXKey, _ shape: [Int], _ dtype: DType, scale: NDArray, concentration: NDArray
  ) throws(ShapeError) -> NDArray {
    let a = RoundedArithmetic(dtype)
    let scales = try Column(scale, shape, dtype)
    let powers = try Column(concentration, shape, dtype)
    return fill(shape, dtype) { index in
      a.multiply(
        a.power(a.exponential(key, index), a.divide(1, powers[index])), scales[index])
    }
  }

  package static func rayleigh(
    _ key: JAXKey, _ shape: [Int], _ dtype: DType, scale: NDArray
  ) throws(ShapeError) -> NDArray {
    let a = RoundedArithmetic(dtype)
    let scales = try Column(scale, shape, dtype)
    return fill(shape, dtype) { index in
      a.multiply(scales[index], a.squareRoot(a.multiply(a.log(a.unit(key, index)), -2)))
    }
  }

  package static func wald(
    _ key: JAXKey, _ shape: [Int], _ dtype: DType, mean: NDArray
  ) throws(ShapeError) -> NDArray {
    let a = RoundedArithmetic(dtype)
    let means = try Column(mean, shape, dtype)
    let (normalKey, uniformKey) = (key.child(0), key.child(1))
    return fill(shape, dtype) { index in
      let m = means[index]
      let v = a.normal(normalKey, index)
      let z = a.unit(uniformKey, index)
      let y = a.multiply(v, v)
      let meanSquare = a.multiply(m, m)
      let root = a.squareRoot(
        a.add(a.multiply(a.multiply(4, m), y), a.multiply(meanSquare, a.multiply(y, y))))
      let x = a.subtract(
        a.add(m, a.divide(a.multiply(meanSquare, y), 2)), a.multiply(a.divide(m, 2), root))
      return z <= a.divide(m, a.add(m, x)) ? x : a.divide(meanSquare, x)
    }
  }

  package static func triangular(
    _ key: JAXKey, _ shape: [Int], _ dtype: DType, left: NDArray, mode: NDArray, right: NDArray
  ) throws(ShapeError) -> NDArray {
    let a = RoundedArithmetic(dtype)
    let lefts = try Column(left, shape, dtype)
    let modes = try Column(mode, shape, dtype)
    let rights = try Column(right, shape, dtype)
    return fill(shape, dtype) { index in
      let (l, m, r) = (lefts[index], modes[index], rights[index])
      let width = a.subtract(r, l)
      let u = a.unit(key, index)
      if u < a.divide(a.subtract(m, l), width) {
        return a.add(
          l, a.squareRoot(a.multiply(a.multiply(u, width), a.subtract(m, l))))
      }
      return a.subtract(
        r, a.squareRoot(a.multiply(a.multiply(a.subtract(1, u), width), a.subtract(r, m))))
    }
  }

  package static func logNormal(
    _ key: JAXKey, _ shape: [Int], _ dtype: DType, sigma: NDArray
  ) throws(ShapeError) -> NDArray {
    let a = RoundedArithmetic(dtype)
    let sigmas = try Column(sigma, shape, dtype)
    return fill(shape, dtype) { a.exp(a.multiply(a.normal(key, $0), sigmas[$0])) }
  }

  /// `geometric(key, p, shape, dtype)`; `floating` is the dtype of p.
  package static func geometric(
    _ key: JAXKey, _ shape: [Int], _ dtype: DType, probability: NDArray, floating: DType
  ) throws(ShapeError) -> NDArray {
    let a = RoundedArithmetic(floating)
    let column = try Column(probability, shape, floating)
    let values = (0..<shape.reduce(1, *)).map { index -> Double in
      let u = a.unit(key, index)
      let quotient = a.divide(a.log(u == 0 ? 1 : u), a.log1p(-column[index]))
      return a.add(quotient.rounded(.down), 1)
    }
    return NDArray(values, shape: shape, dtype: dtype)
  }

  /// `ball(key, d, p, shape)`: points in the unit ball of the p-norm; coordinates are the last
  /// axis.
  package static func ball(
    _ key: JAXKey, _ shape: [Int], dimension: Int, power: Double, _ dtype: DType, floating: DType
  ) -> NDArray {
    let a = RoundedArithmetic(dtype)
    let points = generalizedNormal(
      key.child(0), shape + [dimension], dtype, power: power, floating: floating
    ).doubles
    let draws = exponential(key.child(1), shape, dtype).doubles
    let inverse = a.round(1 / power)
    return fill(shape + [dimension], dtype) { index in
      let row = index / dimension
      var sum = 0.0
      for column in 0..<dimension {
        sum = a.add(sum, a.power(abs(points[row * dimension + column]), power))
      }
      return a.divide(points[index], a.power(a.add(sum, draws[row]), inverse))
    }
  }

  /// `double_sided_maxwell(key, loc, scale, shape)`: a random sign times a Maxwell variate, scaled
  /// and moved.
  package static func doubleSidedMaxwell(
    _ key: JAXKey, _ shape: [Int], _ dtype: DType, location: NDArray, scale: NDArray
  ) throws(ShapeError) -> NDArray {
    let a = RoundedArithmetic(dtype)
    let locations = try Column(location, shape, dtype)
    let scales = try Column(scale, shape, dtype)
    let sizes = maxwell(key.child(0), shape, dtype).doubles
    let signs = rademacher(key.child(1), shape, dtype, floating: dtype).doubles
    return fill(shape, dtype) { index in
      a.add(
        a.multiply(a.multiply(signs[index], sizes[index]), scales[index]), locations[index])
    }
  }
}
