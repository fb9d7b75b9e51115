extension RoundedArithmetic {
  /// Uniform on [0, 1): random mantissa bits under a fixed exponent.
  func unit(_ key: JAXKey, _ index: Int) -> Double {
    if isSingle {
      return Double(Float(bitPattern: key.bits32(index) >> 9 | 0x3f80_0000) - 1)
    }
    return Double(bitPattern: key.bits64(index) >> 12 | 0x3ff0_0000_0000_0000) - 1
  }

  func uniform(_ key: JAXKey, _ index: Int, _ low: Double = 0, _ high: Double = 1) -> Double {
    let unit = unit(key, index)
    if low == 0 && high == 1 { return unit }
    return max(low, add(multiply(unit, subtract(high, low)), low))
  }

  /// √2 · erf⁻¹ of a uniform on (−1, 1).
  func normal(_ key: JAXKey, _ index: Int) -> Double {
    let low = isSingle ? Double(Float(-1).nextUp) : (-1.0).nextUp
    let root = round(2.0.squareRoot())
    return multiply(root, inverseErrorFunction(uniform(key, index, low, 1)))
  }

  func exponential(_ key: JAXKey, _ index: Int) -> Double { -log1p(-unit(key, index)) }

  func gumbel(_ key: JAXKey, _ index: Int) -> Double {
    -log(-log(uniform(key, index, smallestNormal, 1)))
  }

  /// In single precision Giles's polynomials ("Approximating the erfinv function", 2010), as XLA
  /// evaluates them.
  func inverseErrorFunction(_ x: Double) -> Double {
    guard isSingle else { return Kernels.scalar(.erfinv, x, .float64) }
    let x = Float(x)
    if abs(x) == 1 { return Double(x) * .infinity }
    let w = Float(-mathLog1p(Double(-x * x)))
    let coefficients: [Float] =
      w < 5
      ? [
        2.81022636e-08, 3.43273939e-07, -3.5233877e-06, -4.39150654e-06, 0.00021858087,
        -0.00125372503, -0.00417768164, 0.246640727, 1.50140941,
      ]
      : [
        -0.000200214257, 0.000100950558, 0.00134934322, -0.00367342844, 0.00573950773,
        -0.0076224613, 0.00943887047, 1.00167406, 2.83297682,
      ]
    let shifted = w < 5 ? w - 2.5 : w.squareRoot() - 3
    var sum = coefficients[0]
    for coefficient in coefficients.dropFirst() { sum = coefficient + sum * shifted }
    return Double(sum * x)
  }
}
