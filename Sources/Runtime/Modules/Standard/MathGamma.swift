import Foundation

/// Γ and log|Γ| by Lanczos' approximation with the constants that CPython uses (Boost's N = 13, g = 6.0246…), so that
/// the last digit agrees.
enum MathGamma {
  private static let g = 6.024680040776729583740234375
  private static let gMinusHalf = 5.524680040776729583740234375
  private static let logPi = 1.144729885849400174143427351353058711647
  private static let numerator = [
    23531376880.410759688572007674451636754734846804940,
    42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843,
    17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708,
    1439720407.3117216736632230727949123939715485786772,
    248874557.86205415651146038641322942321632125127801,
    31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768,
    186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024,
    210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
  ]
  /// Coefficients of x(x + 1)…(x + 11).
  private static let denominator = [
    0.0, 39916800.0, 120543840.0, 150917976.0, 105258076.0, 45995730.0, 13339535.0, 2637558.0,
    357423.0, 32670.0, 1925.0, 66.0, 1.0,
  ]

  private static func lanczos(_ x: Double) -> Double {
    var over = 0.0
    var under = 0.0
    if x < 5 {
      for index in numerator.indices.reversed() {
        over = over * x + numerator[index]
        under = under * x + denominator[index]
      }
    } else {
      for index in numerator.indices {
        over = over / x + numerator[index]
        under = under / x + denominator[index]
      }
    }
    return over / under
  }

  /// sin(πx), accurate near integers.
  private static func sinPi(_ x: Double) -> Double {
    let y = fmod(x.magnitude, 2)
    let result: Double
    switch Int((2 * y).rounded()) {
    case 0: result = sin(Double.pi * y)
    case 1: result = cos(Double.pi * (y - 0.5))
    case 2: result = sin(Double.pi * (1 - y))
    case 3: result = -cos(Double.pi * (y - 1.5))
    default: result = sin(Double.pi * (y - 2))
    }
    return copysign(1, x) * result
  }

  /// Γ(x) for finite x that is no pole; infinite where it overflows.
  static func gamma(_ x: Double) -> Double {
    if x == x.rounded(), x > 0, x <= 23 {
      return (1..<Int(x)).reduce(1.0) { $0 * Double($1) }
    }
    let magnitude = x.magnitude
    if magnitude < 1e-20 { return 1 / x }
    if magnitude > 200 { return x < 0 ? 0 / sinPi(x) : .infinity }
    let y = magnitude + gMinusHalf
    // The rounding error of y, which the power below would magnify.
    let error: Double
    if magnitude > gMinusHalf {
      let q = y - magnitude
      error = q - gMinusHalf
    } else {
      let q = y - gMinusHalf
      error = q - magnitude
    }
    let z = error * g / y
    var result: Double
    if x < 0 {
      result = -Double.pi / sinPi(magnitude) / magnitude * exp(y) / lanczos(magnitude)
      result -= z * result
      if magnitude < 140 {
        result /= pow(y, magnitude - 0.5)
      } else {
        let root = pow(y, magnitude / 2 - 0.25)
        result /= root
        result /= root
      }
    } else {
      result = lanczos(magnitude) / exp(y)
      result += z * result
      if magnitude < 140 {
        result *= pow(y, magnitude - 0.5)
      } else {
        let root = pow(y, magnitude / 2 - 0.25)
        result *= root
        result *= root
      }
    }
    return result
  }

  /// log|Γ(x)| for finite x that is no pole.
  static func logGamma(_ x: Double) -> Double {
    if x == 1 || x == 2 { return 0 }
    let magnitude = x.magnitude
    if magnitude < 1e-20 { return -log(magnitude) }
    var result = log(lanczos(magnitude)) - g
    result += (magnitude - 0.5) * (log(magnitude + g - 0.5) - 1)
    if x < 0 { result = logPi - log(sinPi(magnitude).magnitude) - log(magnitude) - result }
    return result
  }
}
