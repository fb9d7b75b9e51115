#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Arithmetic in one of JAX's floating dtypes.
///
/// Single precision computes in doubles and rounds after every operation: for + − × ÷ and √ that gives the correctly rounded
/// single result (a double has more than 2·24 + 2 bits), for other functions a result within one unit in the last place.
struct SamplerArithmetic {
  let isSingle: Bool

  init(_ dtype: DType) { isSingle = dtype == .float32 }

  func round(_ value: Double) -> Double { isSingle ? Double(Float(value)) : value }
  var smallestNormal: Double {
    isSingle ? Double(Float.leastNormalMagnitude) : Double.leastNormalMagnitude
  }
  var epsilon: Double { isSingle ? Double(Float.ulpOfOne) : Double.ulpOfOne }

  func add(_ x: Double, _ y: Double) -> Double { round(x + y) }
  func subtract(_ x: Double, _ y: Double) -> Double { round(x - y) }
  func multiply(_ x: Double, _ y: Double) -> Double { round(x * y) }
  func divide(_ x: Double, _ y: Double) -> Double { round(x / y) }
  func squareRoot(_ x: Double) -> Double { round(x.squareRoot()) }
  func log(_ x: Double) -> Double { round(mathLog(x)) }
  func log1p(_ x: Double) -> Double { round(mathLog1p(x)) }
  func exp(_ x: Double) -> Double { round(mathExp(x)) }
  func power(_ x: Double, _ y: Double) -> Double { round(pow(x, y)) }

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

  /// In single precision Giles's polynomials ("Approximating the erfinv function", 2010), as XLA evaluates them.
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

// The C functions under names that the methods above do not hide.
func mathLog(_ x: Double) -> Double { log(x) }
func mathLog1p(_ x: Double) -> Double { log1p(x) }
func mathExp(_ x: Double) -> Double { exp(x) }
