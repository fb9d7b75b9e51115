package import BigInt

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A Python number taken out of its value.
package enum Number {
  case int(Int)
  case big(BigInt)
  case float(Double)
  case complex(Double, Double)

  /// Nil where the value is not one of Python's own numbers; `bool` is an int.
  @inline(__always)
  package init?(_ value: Value) {
    switch value {
    case .int(let value): self = .int(value)
    case .float(let value): self = .float(value)
    case .bool(let value): self = .int(value ? 1 : 0)
    case .object(let object):
      if let number = object as? BigIntObject {
        self = .big(number.value)
      } else if let number = object as? ComplexObject {
        self = .complex(number.real, number.imaginary)
      } else {
        return nil
      }
    default: return nil
    }
  }

  var asBigInt: BigInt {
    switch self {
    case .int(let value): BigInt(value)
    case .big(let value): value
    case .float, .complex: 0
    }
  }

  /// The nearest float of a real number.
  func asDouble() throws -> Double {
    switch self {
    case .int(let value): Double(value)
    case .big(let value): try BigIntegers.double(value)
    case .float(let value): value
    case .complex(let real, _): real
    }
  }

  func asComplex() throws -> (Double, Double) {
    if case .complex(let real, let imaginary) = self { return (real, imaginary) }
    return (try asDouble(), 0)
  }

  var isInteger: Bool {
    switch self {
    case .int, .big: true
    case .float, .complex: false
    }
  }

  /// Order of two real numbers, exact between ints and floats; nil with NaN.
  static func order(_ a: Number, _ b: Number) -> Int? {
    switch (a, b) {
    case (.int(let a), .int(let b)): a < b ? -1 : a == b ? 0 : 1
    case (.float(let a), .float(let b)): a < b ? -1 : a == b ? 0 : a > b ? 1 : nil
    case (.int(let a), .float(let b)): order(a, b)
    case (.float(let a), .int(let b)): order(b, a).map { -$0 }
    case (.float(let a), .big(let b)): order(b, a).map { -$0 }
    case (.big(let a), .float(let b)): order(a, b)
    case (.complex, _), (_, .complex): nil
    default: a.asBigInt < b.asBigInt ? -1 : a.asBigInt == b.asBigInt ? 0 : 1
    }
  }

  private static func order(_ a: Int, _ b: Double) -> Int? {
    if a.magnitude <= 1 << 53 {
      let a = Double(a)
      return a < b ? -1 : a == b ? 0 : a > b ? 1 : nil
    }
    return order(BigInt(a), b)
  }

  private static func order(_ a: BigInt, _ b: Double) -> Int? {
    if b.isNaN { return nil }
    if b.isInfinite { return b > 0 ? -1 : 1 }
    let floor = b.rounded(.down)
    guard let whole = BigInt(exactly: floor) else { return nil }
    if a != whole { return a < whole ? -1 : 1 }
    return floor < b ? -1 : 0
  }

  static func areEqual(_ a: Number, _ b: Number) -> Bool {
    switch (a, b) {
    case (.complex(let real, let imaginary), .complex(let otherReal, let otherImaginary)):
      real == otherReal && imaginary == otherImaginary
    case (.complex(let real, let imaginary), _): imaginary == 0 && order(.float(real), b) == 0
    case (_, .complex(let real, let imaginary)): imaginary == 0 && order(a, .float(real)) == 0
    default: order(a, b) == 0
    }
  }
}
