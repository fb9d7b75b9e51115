import Arrays

/// How a 0-d value of a dtype is kept inline, so that chains of scalars need no arrays.
enum ScalarKind: UInt8 {
  /// Not a scalar, or a dtype that is kept as an array (complex and narrow integers).
  case none, float64, float32, int64, int32, bool

  init(_ value: AbstractValue) {
    guard value.shape.isEmpty else {
      self = .none
      return
    }
    self =
      switch value.dtype {
      case .float64: .float64
      case .float32: .float32
      case .int64: .int64
      case .int32: .int32
      case .bool: .bool
      default: .none
      }
  }

  @inline(__always) var isFloating: Bool { self == .float64 || self == .float32 }
}

/// What an operation does to 0-d operands, decided once an entry of the operation table.
enum ScalarOperation {
  case none, alias
  case add, subtract, multiply, divide, negative
  case unary(UnaryKernel)
  case binary(BinaryKernel)
  case cast
  case select
  /// To a whole power; by far the most frequent function of the array kernels' own.
  case integerPower(Int)

  init(_ operation: Operation) {
    if let power = operation.primitive as? IntegerPower {
      self = .integerPower(power.exponent)
      return
    }
    self =
      switch operation.lowering {
      case .alias: .alias
      case .zip(.add): .add
      case .zip(.subtract): .subtract
      case .zip(.multiply): .multiply
      case .zip(.divide): .divide
      case .map(.negative): .negative
      case .map(let kernel): .unary(kernel)
      case .zip(let kernel): .binary(kernel)
      case .cast: .cast
      case .select: .select
      case .reduce(let kernel, _): kernel == .argmax || kernel == .argmin ? .none : .alias
      case .movement: .alias
      default: .none
      }
  }
}
