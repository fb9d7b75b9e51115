/// One array element, or a Python number on its way into an array.
package enum Scalar: Hashable, Sendable {
  case bool(Bool)
  case int(Int)
  case uint(UInt64)
  case float(Double)
  case complex(real: Double, imaginary: Double)
}

extension Scalar {
  /// The real part as a double, rounded to nearest where an integer is wider than 53 bits.
  package var asDouble: Double {
    switch self {
    case .bool(let value): value ? 1 : 0
    case .int(let value): Double(value)
    case .uint(let value): Double(value)
    case .float(let value): value
    case .complex(let real, _): real
    }
  }

  package var imaginary: Double {
    if case .complex(_, let imaginary) = self { imaginary } else { 0 }
  }

  /// Truncated towards zero and wrapped into 64 bits; non-finite numbers become `Int.min`, as
  /// NumPy's casts on x86-64.
  package var asInt: Int {
    switch self {
    case .bool(let value): value ? 1 : 0
    case .int(let value): value
    case .uint(let value): Int(truncatingIfNeeded: value)
    case .float(let value): truncatedToInt(value)
    case .complex(let real, _): truncatedToInt(real)
    }
  }

  /// Whether Python would call it true: not zero (NaN is true).
  package var isTrue: Bool {
    switch self {
    case .bool(let value): value
    case .int(let value): value != 0
    case .uint(let value): value != 0
    case .float(let value): value != 0
    case .complex(let real, let imaginary): real != 0 || imaginary != 0
    }
  }
}

func truncatedToInt(_ value: Double) -> Int {
  value > -9_223_372_036_854_777_856 && value < 9_223_372_036_854_775_808 ? Int(value) : .min
}
