import BigInt
import Syntax

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Arithmetic of Python's own numbers.
package enum NumberArithmetic {
  /// Nil where Python's numbers do not support the operator.
  static func binary(
    _ operation: BinaryOperator, _ a: Number, _ b: Number, limits: Limits
  ) throws -> Value? {
    switch (a, b) {
    case (.int(let a), .int(let b)):
      if let value = try small(operation, a, b) { return value }
      return try big(operation, BigInt(a), BigInt(b), limits)
    case (.int, .big), (.big, .int), (.big, .big):
      return try big(operation, a.asBigInt, b.asBigInt, limits)
    case (.complex, _), (_, .complex):
      return try complex(operation, a.asComplex(), b.asComplex())
    default:
      return try float(operation, a.asDouble(), b.asDouble())
    }
  }

  // MARK: Ints

  /// Nil where the result does not fit 64 bits or the operator is not for ints.
  private static func small(_ operation: BinaryOperator, _ a: Int, _ b: Int) throws -> Value? {
    switch operation {
    case .add:
      let (result, overflow) = a.addingReportingOverflow(b)
      return overflow ? nil : .int(result)
    case .subtract:
      let (result, overflow) = a.subtractingReportingOverflow(b)
      return overflow ? nil : .int(result)
    case .multiply:
      let (result, overflow) = a.multipliedReportingOverflow(by: b)
      return overflow ? nil : .int(result)
    case .divide:
      if b == 0 { throw Raised(.zeroDivisionError, "division by zero") }
      guard a.magnitude <= 1 << 53, b.magnitude <= 1 << 53 else { return nil }
      return .float(Double(a) / Double(b))
    case .floorDivide:
      if b == 0 { throw Raised(.zeroDivisionError, "integer division or modulo by zero") }
      if a == .min, b == -1 { return nil }
      return .int(BigIntegers.floorDivide(a, b).quotient)
    case .modulo:
      if b == 0 { throw Raised(.zeroDivisionError, "integer modulo by zero") }
      if b == -1 { return .int(0) }
      return .int(BigIntegers.floorDivide(a, b).remainder)
    case .power:
      if b < 0 { return .float(try power(Double(a), Double(b))) }
      return smallPower(a, b).map { .int($0) }
    case .bitAnd: return .int(a & b)
    case .bitOr: return .int(a | b)
    case .bitXor: return .int(a ^ b)
    case .shiftLeft:
      if b < 0 { throw Raised(.valueError, "negative shift count") }
      if a == 0 { return .int(0) }
      guard b < 63 else { return nil }
      let result = a << b
      return result >> b == a ? .int(result) : nil
    case .shiftRight:
      if b < 0 { throw Raised(.valueError, "negative shift count") }
      return .int(a >> min(b, 63))
    case .matmul: return nil
    }
  }

  private static func smallPower(_ base: Int, _ exponent: Int) -> Int? {
    var result = 1
    var factor = base
    var exponent = exponent
    while true {
      if exponent & 1 == 1 {
        let (product, overflow) = result.multipliedReportingOverflow(by: factor)
        if overflow { return nil }
        result = product
      }
      exponent >>= 1
      if exponent == 0 { return result }
      let (square, overflow) = factor.multipliedReportingOverflow(by: factor)
      // Ones and zeros never overflow, so a huge exponent ends here at once.
      if overflow { return nil }
      factor = square
    }
  }

  private static func big(
    _ operation: BinaryOperator, _ a: BigInt, _ b: BigInt, _ limits: Limits
  ) throws -> Value? {
    switch operation {
    case .add: return .integer(a + b)
    case .subtract: return .integer(a - b)
    case .multiply:
      try checkSize(bits: Double(a.bitWidth) + Double(b.bitWidth), limits)
      return .integer(a * b)
    case .divide: return .float(try BigIntegers.trueDivide(a, b))
    case .floorDivide:
      if b == 0 { throw Raised(.zeroDivisionError, "integer division or modulo by zero") }
      return .integer(BigIntegers.floorDivide(a, b).quotient)
    case .modulo:
      if b == 0 { throw Raised(.zeroDivisionError, "integer modulo by zero") }
      return .integer(BigIntegers.floorDivide(a, b).remainder)
    case .power:
      if b < 0 { return .float(try power(BigIntegers.double(a), BigIntegers.double(b))) }
      if a == 0 || a == 1 { return .integer(b == 0 ? 1 : a) }
      if a == -1 { return .int(b.words.first.map { $0 & 1 == 0 } ?? true ? 1 : -1) }
      guard let exponent = Int(exactly: b) else { throw Raised(.memoryError, "") }
      try checkSize(bits: Double(a.magnitude.bitWidth) * Double(exponent), limits)
      return .integer(a.power(exponent))
    case .bitAnd: return .integer(a & b)
    case .bitOr: return .integer(a | b)
    case .bitXor: return .integer(a ^ b)
    case .shiftLeft:
      if b < 0 { throw Raised(.valueError, "negative shift count") }
      if a == 0 { return .int(0) }
      guard let count = Int(exactly: b) else {
        throw Raised(.overflowError, "too many digits in integer")
      }
      try checkSize(bits: Double(a.bitWidth) + Double(count), limits)
      return .integer(a << count)
    case .shiftRight:
      if b < 0 { throw Raised(.valueError, "negative shift count") }
      guard let count = Int(exactly: b), count <= a.bitWidth else { return .int(a < 0 ? -1 : 0) }
      let scale = BigInt(1) << count
      return .integer(BigIntegers.floorDivide(a, scale).quotient)
    case .matmul: return nil
    }
  }

  private static func checkSize(bits: Double, _ limits: Limits) throws {
    guard bits / 8 > Double(limits.memory) else { return }
    throw Raised(
      .memoryError, "an integer of \(Int64(bits)) bits does not fit the memory limit",
      hint: "raise the limit with --max-memory")
  }

  // MARK: Floats

  private static func float(_ operation: BinaryOperator, _ a: Double, _ b: Double) throws
    -> Value?
  {
    switch operation {
    case .add: return .float(a + b)
    case .subtract: return .float(a - b)
    case .multiply: return .float(a * b)
    case .divide:
      if b == 0 { throw Raised(.zeroDivisionError, "float division by zero") }
      return .float(a / b)
    case .floorDivide:
      if b == 0 { throw Raised(.zeroDivisionError, "float floor division by zero") }
      return .float(floorDivide(a, b).quotient)
    case .modulo:
      if b == 0 { throw Raised(.zeroDivisionError, "float modulo") }
      return .float(floorDivide(a, b).remainder)
    case .power:
      if a < 0, a.isFinite, b.isFinite, b != b.rounded(.down) {
        return try complex(.power, (a, 0), (b, 0))
      }
      return .float(try power(a, b))
    default: return nil
    }
  }

  /// Python's `//` and `%` of floats: the remainder has the sign of the divisor.
  package static func floorDivide(_ a: Double, _ b: Double) -> (quotient: Double, remainder: Double)
  {
    var remainder = fmod(a, b)
    var quotient = (a - remainder) / b
    if remainder != 0 {
      if (b < 0) != (remainder < 0) {
        remainder += b
        quotient -= 1
      }
    } else {
      remainder = copysign(0, b)
    }
    guard quotient != 0 else {
      return (copysign(0, a / b), remainder)
    }
    var floor = quotient.rounded(.down)
    if quotient - floor > 0.5 { floor += 1 }
    return (floor, remainder)
  }

  /// Real power with CPython's special cases; a negative base must have an integral exponent.
  package static func power(_ base: Double, _ exponent: Double) throws -> Double {
    if exponent == 0 { return 1 }
    if base.isNaN { return base }
    if exponent.isNaN { return base == 1 ? 1 : exponent }
    if exponent.isInfinite {
      let size = abs(base)
      if size == 1 { return 1 }
      return (exponent > 0) == (size > 1) ? abs(exponent) : 0
    }
    let isOdd = fmod(abs(exponent), 2) == 1
    if base.isInfinite {
      if exponent > 0 { return isOdd ? base : abs(base) }
      return isOdd ? copysign(0, base) : 0
    }
    if base == 0 {
      if exponent < 0 {
        throw Raised(.zeroDivisionError, "0.0 cannot be raised to a negative power")
      }
      return isOdd ? base : 0
    }
    let result = pow(base, exponent)
    if result.isInfinite {
      throw Raised(.overflowError, "(34, 'Numerical result out of range')")
    }
    return result
  }

  // MARK: Complex

  private static func complex(
    _ operation: BinaryOperator, _ a: (Double, Double), _ b: (Double, Double)
  ) throws -> Value? {
    let result: (Double, Double)
    switch operation {
    case .add: result = (a.0 + b.0, a.1 + b.1)
    case .subtract: result = (a.0 - b.0, a.1 - b.1)
    case .multiply: result = multiply(a, b)
    case .divide:
      guard let quotient = divide(a, b) else {
        throw Raised(.zeroDivisionError, "complex division by zero")
      }
      result = quotient
    case .power: result = try complexPower(a, b)
    default: return nil
    }
    return .complex(result.0, result.1)
  }

  static func multiply(_ a: (Double, Double), _ b: (Double, Double)) -> (Double, Double) {
    (a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0)
  }

  /// Smith's algorithm; nil for a zero divisor.
  static func divide(_ a: (Double, Double), _ b: (Double, Double)) -> (Double, Double)? {
    let (real, imaginary) = (abs(b.0), abs(b.1))
    if real >= imaginary {
      if real == 0 { return nil }
      let ratio = b.1 / b.0
      let scale = b.0 + b.1 * ratio
      return ((a.0 + a.1 * ratio) / scale, (a.1 - a.0 * ratio) / scale)
    }
    if imaginary >= real {
      let ratio = b.0 / b.1
      let scale = b.0 * ratio + b.1
      return ((a.0 * ratio + a.1) / scale, (a.1 * ratio - a.0) / scale)
    }
    return (.nan, .nan)
  }

  private static func complexPower(_ a: (Double, Double), _ b: (Double, Double)) throws
    -> (Double, Double)
  {
    let undefined = Raised(.zeroDivisionError, "0.0 to a negative or complex power")
    let result: (Double, Double)
    if b.1 == 0, b.0 == b.0.rounded(.down), abs(b.0) <= 100 {
      let power = integerPower(a, Int(abs(b.0)))
      if b.0 > 0 {
        result = power
      } else {
        guard let inverse = divide((1, 0), power) else { throw undefined }
        result = inverse
      }
    } else if a.0 == 0, a.1 == 0 {
      if b.1 != 0 || b.0 < 0 { throw undefined }
      return (0, 0)
    } else {
      let size = hypot(a.0, a.1)
      var length = pow(size, b.0)
      let angle = atan2(a.1, a.0)
      var phase = angle * b.0
      if b.1 != 0 {
        length /= exp(angle * b.1)
        phase += b.1 * log(size)
      }
      result = (length * cos(phase), length * sin(phase))
    }
    let isOverflow =
      (result.0.isInfinite || result.1.isInfinite) && a.0.isFinite && a.1.isFinite
      && b.0.isFinite && b.1.isFinite
    if isOverflow { throw Raised(.overflowError, "complex exponentiation") }
    return result
  }

  private static func integerPower(_ base: (Double, Double), _ exponent: Int) -> (Double, Double) {
    var result = (1.0, 0.0)
    var factor = base
    var mask = 1
    while mask > 0, exponent >= mask {
      if exponent & mask != 0 { result = multiply(result, factor) }
      mask <<= 1
      factor = multiply(factor, factor)
    }
    return result
  }
}
