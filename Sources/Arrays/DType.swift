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
  case int8 = 10
  case int16 = 11
  case uint16 = 12

  /// In the order of NumPy's and JAX's promotion: a dtype never promotes to one before it.
  package static let allCases: [DType] = [
    .bool, .int8, .uint8, .int16, .uint16, .int32, .uint32, .int64, .uint64, .float32, .float64,
    .complex64, .complex128,
  ]

  /// The name NumPy and JAX print.
  package var name: String {
    switch self {
    case .bool: "bool"
    case .int8: "int8"
    case .int16: "int16"
    case .uint16: "uint16"
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
    case .bool, .uint8, .int8: 1
    case .int16, .uint16: 2
    case .int32, .uint32, .float32: 4
    case .int64, .uint64, .float64, .complex64: 8
    case .complex128: 16
    }
  }

  package var isFloating: Bool { self == .float32 || self == .float64 }
  package var isComplex: Bool { self == .complex64 || self == .complex128 }
  package var isInteger: Bool {
    switch self {
    case .int8, .uint8, .int16, .uint16, .int32, .uint32, .int64, .uint64: true
    default: false
    }
  }
  package var isSigned: Bool {
    switch self {
    case .int8, .int16, .int32, .int64: true
    default: isFloating || isComplex
    }
  }
  /// Smallest and largest value of an integer dtype; uint64 ends where int64 does.
  package var integerRange: ClosedRange<Int> {
    switch self {
    case .bool: 0...1
    case .int8: Int(Int8.min)...Int(Int8.max)
    case .uint8: 0...255
    case .int16: Int(Int16.min)...Int(Int16.max)
    case .uint16: 0...Int(UInt16.max)
    case .int32: Int(Int32.min)...Int(Int32.max)
    case .uint32: 0...Int(UInt32.max)
    case .uint64: 0...Int.max
    default: Int.min...Int.max
    }
  }
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
