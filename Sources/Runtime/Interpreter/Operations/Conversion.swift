import Arrays
import BigInt
import Syntax

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension Interpreter {
  /// `int(value)` without a base.
  package func integer(from value: Value) throws -> Value {
    switch value {
    case .int: return value
    case .bool(let flag): return .int(flag ? 1 : 0)
    case .float(let number): return .integer(try truncated(number))
    case .string(let string): return try IntegerText.parse(string.text, base: 10, in: self)
    case .object(let object):
      if object is BigIntObject { return value }
      if let instance = object as? InstanceObject {
        for name in [SpecialNames.int, SpecialNames.index, SpecialNames.trunc] {
          if let result = try instance.callMethod(name, [], self) {
            guard let integer = result.bigInt else {
              throw Raised(
                .typeError, "\(name) returned non-int (type \(typeName(of: result)))")
            }
            return .integer(integer)
          }
        }
        if let base = object.baseValue { return try integer(from: base) }
      } else {
        if let array = downcast(object, to: ArrayObject.self), array.isAbstract {
          throw TracerErrors.concrete(array, "int")
        }
        let isVector = downcast(object, to: ArrayObject.self).map { $0.rank > 0 } ?? false
        if !isVector, let index = try object.index(in: self) { return .int(index) }
        if !(object is ComplexObject), let number = try object.float(in: self) {
          return .integer(try truncated(number))
        }
      }
    default: break
    }
    throw Raised(
      .typeError,
      "int() argument must be a string, a bytes-like object or a real number, not '\(typeName(of: value))'"
    )
  }

  /// A float without its fraction.
  func truncated(_ value: Double) throws -> BigInt {
    if value.isNaN { throw Raised(.valueError, "cannot convert float NaN to integer") }
    if value.isInfinite {
      throw Raised(.overflowError, "cannot convert float infinity to integer")
    }
    if let small = Int(exactly: value.rounded(.towardZero)) { return BigInt(small) }
    return BigInt(exactly: value.rounded(.towardZero)) ?? 0
  }

  /// A number as a complex one; nil for other values.
  func complexIfNumber(_ value: Value) throws -> (Double, Double)? {
    if let number = Number(value) { return try number.asComplex() }
    if case .object(let object) = value {
      if let instance = object as? InstanceObject,
        let result = try instance.callMethod(SpecialNames.complex, [], self),
        let number = Number(result)
      {
        return try number.asComplex()
      }
      if let number = try object.float(in: self) { return (number, 0) }
      if let base = object.baseValue { return try complexIfNumber(base) }
      // Library scalars of a complex type know their parts.
      if let real = try attributeIfPresent("real", of: value), case .float(let a) = real.plain,
        let imaginary = try attributeIfPresent("imag", of: value),
        case .float(let b) = imaginary.plain
      {
        return (a, b)
      }
    }
    return nil
  }

  /// `abs(value)`.
  package func absolute(_ value: Value) throws -> Value {
    switch Number(value) {
    case .int(let number): return number < 0 ? try unary(.minus, .int(number)) : .int(number)
    case .big(let number): return .integer(BigInt(number.magnitude))
    case .float(let number): return .float(abs(number))
    case .complex(let real, let imaginary):
      let size = hypot(real, imaginary)
      if size.isInfinite, real.isFinite, imaginary.isFinite {
        throw Raised(.overflowError, "absolute value too large")
      }
      return .float(size)
    case nil: break
    }
    if case .object(let object) = value {
      if let result = try object.absolute(in: self) { return result }
      if let base = object.baseValue { return try absolute(base) }
    }
    throw Raised(.typeError, "bad operand type for abs(): '\(typeName(of: value))'")
  }

  /// `round(value, digits)`: ties to even on the exact value; `digits` is `None` or unbound where left out.
  package func rounded(_ value: Value, _ digits: Value) throws -> Value {
    let hasDigits = !digits.isNone && !digits.isUnbound
    switch Number(value) {
    case .int, .big:
      guard hasDigits else { return .integer(value.bigInt ?? 0) }
      let count = try requireIndex(digits)
      return count >= 0 ? .integer(value.bigInt ?? 0) : try rounded(value.bigInt ?? 0, count)
    case .float(let number):
      guard hasDigits else {
        return .integer(try truncated(number.rounded(.toNearestOrEven)))
      }
      return .float(try Rounding.round(number, digits: requireIndex(digits)))
    case .complex: break
    case nil:
      if case .object(let object) = value {
        let count = hasDigits ? try requireIndex(digits) : nil
        if let result = try object.round(count, in: self) { return result }
        if let base = object.baseValue { return try rounded(base, digits) }
      }
    }
    throw Raised(.typeError, "type \(typeName(of: value)) doesn't define __round__ method")
  }

  private func rounded(_ value: BigInt, _ digits: Int) throws -> Value {
    // Beyond the digits of the number everything rounds to 0.
    if -digits > value.magnitude.bitWidth { return .int(0) }
    let unit = BigInt(10).power(-digits)
    let (quotient, remainder) = BigIntegers.floorDivide(value, unit)
    let twice = remainder * 2
    let roundsUp =
      twice > unit || (twice == unit && quotient.words.first.map { $0 & 1 == 1 } ?? false)
    return .integer((roundsUp ? quotient + 1 : quotient) * unit)
  }

  /// `divmod(a, b)`.
  package func divmod(_ a: Value, _ b: Value) throws -> Value {
    if let x = Number(a), let y = Number(b) {
      switch (x, y) {
      case (.complex, _), (_, .complex): break
      case (.float, _), (_, .float):
        let divisor = try y.asDouble()
        if divisor == 0 { throw Raised(.zeroDivisionError, "float divmod()") }
        let (quotient, remainder) = NumberArithmetic.floorDivide(try x.asDouble(), divisor)
        return .tuple([.float(quotient), .float(remainder)])
      default:
        if y.asBigInt == 0 {
          throw Raised(.zeroDivisionError, "integer division or modulo by zero")
        }
        let (quotient, remainder) = BigIntegers.floorDivide(x.asBigInt, y.asBigInt)
        return .tuple([.integer(quotient), .integer(remainder)])
      }
    } else {
      if case .object(let object) = a, let instance = object as? InstanceObject,
        let result = try instance.callMethod(SpecialNames.divmod, [b], self),
        !isNotImplemented(result)
      {
        return result
      }
      if case .object(let object) = b, let instance = object as? InstanceObject,
        let result = try instance.callMethod(SpecialNames.reflectedDivmod, [a], self),
        !isNotImplemented(result)
      {
        return result
      }
      if a.object != nil || b.object != nil,
        let quotient = try binaryIfSupported(.floorDivide, a, b), a.text == nil,
        let remainder = try binaryIfSupported(.modulo, a, b)
      {
        return .tuple([quotient, remainder])
      }
    }
    throw Raised(
      .typeError,
      "unsupported operand type(s) for divmod(): '\(typeName(of: a))' and '\(typeName(of: b))'")
  }
}

/// `round(float, digits)` as CPython computes it: through the correctly rounded decimal text.
enum Rounding {
  static func round(_ value: Double, digits: Int) throws -> Double {
    guard value.isFinite, value != 0 else { return value }
    // 17 significant digits and 308 places are all a float has.
    if digits > 323 { return value }
    if digits < -309 { return copysign(0, value) }
    if digits >= 0 {
      let text = FloatFormatting.text(value, type: "f", precision: digits)
      let result = Double(text) ?? value
      if result.isInfinite { throw Raised(.overflowError, "rounded value too large to represent") }
      return result
    }
    // Places before the point: round the integer part exactly, the fraction deciding ties.
    let unit = BigInt(10).power(-digits)
    let whole = value.magnitude.rounded(.down)
    let hasFraction = whole != value.magnitude
    let exact = BigInt(exactly: whole) ?? 0
    let (quotient, remainder) = exact.quotientAndRemainder(dividingBy: unit)
    let twice = remainder * 2
    let isOdd = quotient.words.first.map { $0 & 1 == 1 } ?? false
    let roundsUp = twice > unit || (twice == unit && (hasFraction || isOdd))
    let result = try BigIntegers.double((roundsUp ? quotient + 1 : quotient) * unit)
    return copysign(result, value)
  }
}
