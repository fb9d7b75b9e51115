/// A Python number's class where it takes part in promotion without a dtype of its own.
package enum PythonKind: UInt8, Hashable, Sendable, Comparable {
  case bool = 0
  case int
  case float
  case complex

  package static func < (left: PythonKind, right: PythonKind) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// What an operand contributes to a result's dtype.
package enum PromotionOperand: Hashable, Sendable {
  /// An array or NumPy scalar.
  case dtype(DType)
  /// A Python number, which adapts to the arrays' dtype (NEP 50).
  case python(PythonKind)
}

/// Result dtypes of NumPy 2.
package enum NumPyPromotion {
  /// `np.promote_types`.
  package static func promote(_ left: DType, _ right: DType) -> DType {
    if left == right { return left }
    let order = DType.allCases
    guard let a = order.firstIndex(of: left), let b = order.firstIndex(of: right) else {
      return left
    }
    let (low, high) = a < b ? (left, right) : (right, left)
    if low == .bool { return high }
    let isNarrow = low.isInteger && low.itemSize <= 2
    switch high {
    case .complex64: return low == .float32 || isNarrow ? .complex64 : .complex128
    case .float32: return isNarrow ? .float32 : .float64
    case .uint64: return low.isSigned ? .float64 : .uint64
    case .uint32: return low.isSigned ? .int64 : .uint32
    case .uint16: return low.isSigned ? .int32 : .uint16
    case .uint8: return low.isSigned ? .int16 : .uint8
    default: return high
    }
  }

  /// `np.result_type` of arrays and Python numbers; Python numbers alone give bool, int64, float64
  /// or complex128.
  package static func promote(_ operands: [PromotionOperand]) -> DType {
    var strong: DType?
    var weak: PythonKind?
    for operand in operands {
      switch operand {
      case .dtype(let dtype): strong = strong.map { promote($0, dtype) } ?? dtype
      case .python(let kind): weak = max(weak ?? kind, kind)
      }
    }
    guard let weak else { return strong ?? .float64 }
    guard let strong else {
      switch weak {
      case .bool: return .bool
      case .int: return .int64
      case .float: return .float64
      case .complex: return .complex128
      }
    }
    switch weak {
    case .bool: return strong
    case .int: return strong == .bool ? .int64 : strong
    case .float: return strong.isInexact ? strong : .float64
    case .complex:
      return strong == .float32 || strong == .complex64 ? .complex64 : .complex128
    }
  }

  /// Dtype of `x / y` for operands of a common dtype.
  package static func trueDivide(_ dtype: DType) -> DType { dtype.isInexact ? dtype : .float64 }

  /// Dtype of a floating function (`exp`, `sqrt` …); nil where NumPy computes in float16 (bool and
  /// uint8 operands).
  package static func floating(_ dtype: DType) -> DType? {
    switch dtype {
    case .bool, .uint8, .int8: nil
    case .int16, .uint16: .float32
    case .int32, .uint32, .int64, .uint64: .float64
    default: dtype
    }
  }

  /// Dtype of `sum`, `prod`, `cumsum` and `trace`: integers widen to 64 bits.
  package static func sum(_ dtype: DType) -> DType {
    switch dtype {
    case .bool, .int8, .int16, .int32, .int64: .int64
    case .uint8, .uint16, .uint32, .uint64: .uint64
    default: dtype
    }
  }

  /// Dtype of `mean`, `average` and `median`.
  package static func mean(_ dtype: DType) -> DType { dtype.isInexact ? dtype : .float64 }

  /// Dtype of `var` and `std`: real.
  package static func variance(_ dtype: DType) -> DType {
    dtype.isInexact ? dtype.realPart : .float64
  }
}
