/// Element type of an array; the raw value is the code that kernels switch on (`ag_dtype`).
package enum DType: UInt8, Hashable, Sendable, CaseIterable {
  case bool = 0
  case uint8 = 1
  case int32 = 2
  case uint32 = 3
  case int64 = 4
  case uint64 = 5
  case float32 = 6
  case float64 = 7
  case complex64 = 8
  case complex128 = 9

  /// The name NumPy and JAX print.
  package var name: String {
    switch self {
    case .bool: "bool"
    case .uint8: "uint8"
    case .int32: "int32"
    case .uint32: "uint32"
    case .int64: "int64"
    case .uint64: "uint64"
    case .float32: "float32"
    case .float64: "float64"
    case .complex64: "complex64"
    case .complex128: "complex128"
    }
  }

  /// Bytes of one element.
  package var itemSize: Int {
    switch self {
    case .bool, .uint8: 1
    case .int32, .uint32, .float32: 4
    case .int64, .uint64, .float64, .complex64: 8
    case .complex128: 16
    }
  }

  package var isFloating: Bool { self == .float32 || self == .float64 }
  package var isComplex: Bool { self == .complex64 || self == .complex128 }
  package var isInteger: Bool {
    switch self {
    case .uint8, .int32, .uint32, .int64, .uint64: true
    default: false
    }
  }
  package var isSigned: Bool { self == .int32 || self == .int64 || isFloating || isComplex }
  /// Floating or complex: what can be differentiated.
  package var isInexact: Bool { isFloating || isComplex }
  /// The floating dtype of the real and imaginary parts; itself for real dtypes.
  package var realPart: DType {
    switch self {
    case .complex64: .float32
    case .complex128: .float64
    default: self
    }
  }
}
