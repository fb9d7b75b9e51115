#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Arithmetic in float32 or float64, chosen at run time.
///
/// Single precision computes in doubles and rounds after every operation: for + − × ÷ and √ that
/// gives the correctly rounded single result (a double has more than 2·24 + 2 bits), for other
/// functions a result within one unit in the last place.
struct RoundedArithmetic {
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
}

// The C functions under names that the methods above do not hide.
func mathLog(_ x: Double) -> Double { log(x) }
func mathLog1p(_ x: Double) -> Double { log1p(x) }
func mathExp(_ x: Double) -> Double { exp(x) }
