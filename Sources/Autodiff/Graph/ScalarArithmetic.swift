import Arrays

/// Direct evaluation of 0-d operations on inline bits; the same results as the array kernels, bit
/// for bit.
enum ScalarArithmetic {
  /// The bits of the result, or nil where only the array kernels know the operation.
  ///
  /// `input` is the kind of the last operand (all but a select's condition share it), `output`
  /// the result's.
  @inline(__always)
  static func evaluate(
    _ operation: ScalarOperation, input: ScalarKind, output: ScalarKind, _ a: UInt64, _ b: UInt64,
    _ c: UInt64 = 0
  ) -> UInt64? {
    switch operation {
    case .none: return nil
    case .alias: return input == output ? a : nil
    case .select: return a != 0 ? b : c
    case .cast: return cast(a, from: input, to: output)
    default: break
    }
    switch input {
    case .float64:
      let x = Double(bitPattern: a)
      switch operation {
      case .add: return (x + Double(bitPattern: b)).bitPattern
      case .subtract: return (x - Double(bitPattern: b)).bitPattern
      case .multiply: return (x * Double(bitPattern: b)).bitPattern
      case .divide: return (x / Double(bitPattern: b)).bitPattern
      case .negative: return (-x).bitPattern
      default: return kernel(operation, .float64, output, x, Double(bitPattern: b))
      }
    case .float32:
      let x = Double(bitPattern: a)
      // One rounding to 53 bits and one to 24 equal one to 24 for these four (Figueroa 1995).
      switch operation {
      case .add: return rounded(x + Double(bitPattern: b))
      case .subtract: return rounded(x - Double(bitPattern: b))
      case .multiply: return rounded(x * Double(bitPattern: b))
      case .divide: return rounded(x / Double(bitPattern: b))
      case .negative: return (-x).bitPattern
      default: return kernel(operation, .float32, output, x, Double(bitPattern: b))
      }
    case .int64, .int32:
      return integer(operation, input, Int64(bitPattern: a), Int64(bitPattern: b))
    case .bool, .none:
      return logical(operation, output, a, b)
    }
  }

  @inline(__always) private static func rounded(_ x: Double) -> UInt64 {
    Double(Float(x)).bitPattern
  }

  private static func kernel(
    _ operation: ScalarOperation, _ dtype: DType, _ output: ScalarKind, _ x: Double, _ y: Double
  ) -> UInt64? {
    let value: Double
    switch operation {
    case .integerPower(let exponent): value = integerPower(x, exponent, dtype)
    case .unary(let kernel): value = Kernels.scalar(kernel, x, dtype)
    case .binary(let kernel): value = Kernels.scalar(kernel, x, y, dtype)
    default: return nil
    }
    return output == .bool ? (value != 0 ? 1 : 0) : value.bitPattern
  }

  /// As `IntegerPower.power` on arrays.
  private static func integerPower(_ x: Double, _ exponent: Int, _ dtype: DType) -> Double {
    switch exponent {
    case 1: return x
    case 2: return Kernels.scalar(UnaryKernel.square, x, dtype)
    case -1: return Kernels.scalar(UnaryKernel.reciprocal, x, dtype)
    default: break
    }
    func product(_ x: Double, _ y: Double) -> Double {
      dtype == .float32 ? Double(Float(x * y)) : x * y
    }
    var remaining = exponent.magnitude
    var square = x
    var result: Double?
    while remaining > 0 {
      if remaining & 1 == 1 { result = result.map { product($0, square) } ?? square }
      remaining >>= 1
      if remaining > 0 { square = product(square, square) }
    }
    guard let result else { return 1 }
    return exponent < 0 ? Kernels.scalar(UnaryKernel.reciprocal, result, dtype) : result
  }

  private static func integer(
    _ operation: ScalarOperation, _ kind: ScalarKind, _ x: Int64, _ y: Int64
  ) -> UInt64? {
    let value: Int64
    switch operation {
    case .add: value = x &+ y
    case .subtract: value = x &- y
    case .multiply: value = x &* y
    case .negative: value = 0 &- x
    case .binary(.maximum): value = max(x, y)
    case .binary(.minimum): value = min(x, y)
    case .binary(.equal): value = x == y ? 1 : 0
    case .binary(.notEqual): value = x != y ? 1 : 0
    case .binary(.less): value = x < y ? 1 : 0
    case .binary(.lessEqual): value = x <= y ? 1 : 0
    case .binary(.greater): value = x > y ? 1 : 0
    case .binary(.greaterEqual): value = x >= y ? 1 : 0
    default: return nil
    }
    let wrapped = kind == .int32 ? Int64(Int32(truncatingIfNeeded: value)) : value
    return UInt64(bitPattern: wrapped)
  }

  private static func logical(
    _ operation: ScalarOperation, _ output: ScalarKind, _ a: UInt64, _ b: UInt64
  ) -> UInt64? {
    guard output == .bool else { return nil }
    switch operation {
    case .unary(.logicalNot), .unary(.bitwiseNot): return a == 0 ? 1 : 0
    case .binary(.logicalAnd), .binary(.bitwiseAnd): return a & b
    case .binary(.logicalOr), .binary(.bitwiseOr): return a | b
    case .binary(.logicalXor), .binary(.bitwiseXor), .binary(.notEqual): return a ^ b
    case .binary(.equal): return a == b ? 1 : 0
    default: return nil
    }
  }

  /// Conversions whose result every C compiler agrees on; others are left to the array kernel.
  private static func cast(_ a: UInt64, from: ScalarKind, to: ScalarKind) -> UInt64? {
    switch (from, to) {
    case (.float64, .float64), (.float32, .float64), (.float32, .float32): return a
    case (.float64, .float32): return rounded(Double(bitPattern: a))
    case (.float64, .bool), (.float32, .bool): return Double(bitPattern: a) != 0 ? 1 : 0
    case (.int64, .int64), (.int32, .int32), (.int32, .int64), (.bool, .bool), (.bool, .int64),
      (.bool, .int32):
      return a
    case (.int64, .int32): return UInt64(bitPattern: Int64(Int32(truncatingIfNeeded: a)))
    case (.int64, .bool), (.int32, .bool): return a != 0 ? 1 : 0
    case (.int64, .float64), (.int32, .float64), (.bool, .float64):
      return Double(Int64(bitPattern: a)).bitPattern
    case (.int64, .float32), (.int32, .float32), (.bool, .float32):
      return Double(Float(Int64(bitPattern: a))).bitPattern
    default: return nil
    }
  }
}
