/// A Swift type whose memory layout is that of one dtype's elements.
protocol Element: Sendable, BitwiseCopyable {
  static var dtype: DType { get }
  init(_ scalar: Scalar)
  init(converting value: Int)
  init(converting value: Double)
  var scalar: Scalar { get }
  var doubleValue: Double { get }
  var intValue: Int { get }
}

extension Element where Self: FixedWidthInteger {
  init(converting value: Int) { self.init(truncatingIfNeeded: value) }
  init(converting value: Double) { self.init(truncatingIfNeeded: truncatedToInt(value)) }
  var doubleValue: Double { Double(self) }
  var intValue: Int { Int(truncatingIfNeeded: self) }
  init(_ scalar: Scalar) { self.init(truncatingIfNeeded: scalar.asInt) }
}

extension UInt8: Element {
  static var dtype: DType { .uint8 }
  var scalar: Scalar { .int(Int(self)) }
}

extension Int8: Element {
  static var dtype: DType { .int8 }
  var scalar: Scalar { .int(Int(self)) }
}

extension Int16: Element {
  static var dtype: DType { .int16 }
  var scalar: Scalar { .int(Int(self)) }
}

extension UInt16: Element {
  static var dtype: DType { .uint16 }
  var scalar: Scalar { .int(Int(self)) }
}

extension Int32: Element {
  static var dtype: DType { .int32 }
  var scalar: Scalar { .int(Int(self)) }
}

extension UInt32: Element {
  static var dtype: DType { .uint32 }
  var scalar: Scalar { .int(Int(self)) }
}

extension Int: Element {
  static var dtype: DType { .int64 }
  var scalar: Scalar { .int(self) }
}

extension UInt64: Element {
  static var dtype: DType { .uint64 }
  var scalar: Scalar { .uint(self) }
  init(converting value: Double) {
    self =
      value >= 0 && value < 18_446_744_073_709_551_616
      ? UInt64(value)
      : UInt64(truncatingIfNeeded: truncatedToInt(value))
  }
  init(_ scalar: Scalar) {
    switch scalar {
    case .float(let value), .complex(let value, _): self.init(converting: value)
    case .uint(let value): self = value
    default: self.init(truncatingIfNeeded: scalar.asInt)
    }
  }
}

extension Bool: Element {
  static var dtype: DType { .bool }
  init(_ scalar: Scalar) { self = scalar.isTrue }
  init(converting value: Int) { self = value != 0 }
  init(converting value: Double) { self = value != 0 }
  var scalar: Scalar { .bool(self) }
  var doubleValue: Double { self ? 1 : 0 }
  var intValue: Int { self ? 1 : 0 }
}

extension Float: Element {
  static var dtype: DType { .float32 }
  init(_ scalar: Scalar) {
    switch scalar {
    case .int(let value): self = Float(value)
    case .uint(let value): self = Float(value)
    default: self = Float(scalar.asDouble)
    }
  }
  init(converting value: Int) { self = Float(value) }
  init(converting value: Double) { self = Float(value) }
  var scalar: Scalar { .float(Double(self)) }
  var doubleValue: Double { Double(self) }
  var intValue: Int { truncatedToInt(Double(self)) }
}

extension Double: Element {
  static var dtype: DType { .float64 }
  init(_ scalar: Scalar) { self = scalar.asDouble }
  init(converting value: Int) { self = Double(value) }
  init(converting value: Double) { self = value }
  var scalar: Scalar { .float(self) }
  var doubleValue: Double { self }
  var intValue: Int { truncatedToInt(self) }
}

/// Layout of `complex64`.
struct Complex64: Element {
  var real: Float
  var imaginary: Float
  static var dtype: DType { .complex64 }
  init(_ scalar: Scalar) {
    real = Float(scalar)
    imaginary = Float(scalar.imaginary)
  }
  init(converting value: Int) { (real, imaginary) = (Float(value), 0) }
  init(converting value: Double) { (real, imaginary) = (Float(value), 0) }
  var scalar: Scalar { .complex(real: Double(real), imaginary: Double(imaginary)) }
  var doubleValue: Double { Double(real) }
  var intValue: Int { truncatedToInt(Double(real)) }
}

/// Layout of `complex128`.
struct Complex128: Element {
  var real: Double
  var imaginary: Double
  static var dtype: DType { .complex128 }
  init(_ scalar: Scalar) {
    real = scalar.asDouble
    imaginary = scalar.imaginary
  }
  init(converting value: Int) { (real, imaginary) = (Double(value), 0) }
  init(converting value: Double) { (real, imaginary) = (value, 0) }
  var scalar: Scalar { .complex(real: real, imaginary: imaginary) }
  var doubleValue: Double { real }
  var intValue: Int { truncatedToInt(real) }
}

/// Moves of 16-byte elements that do not look at their value.
struct Bits128: BitwiseCopyable, Sendable {
  var low: UInt64
  var high: UInt64
}

/// A generic function of an element type, as a value: the specialised body of an array operation.
protocol ElementVisitor {
  associatedtype Result
  func visit<T: Element>(_ type: T.Type) -> Result
}

extension DType {
  /// Calls the visitor with this dtype's element type.
  func visit<Visitor: ElementVisitor>(_ visitor: Visitor) -> Visitor.Result {
    switch self {
    case .bool: visitor.visit(Bool.self)
    case .uint8: visitor.visit(UInt8.self)
    case .int8: visitor.visit(Int8.self)
    case .int16: visitor.visit(Int16.self)
    case .uint16: visitor.visit(UInt16.self)
    case .int32: visitor.visit(Int32.self)
    case .uint32: visitor.visit(UInt32.self)
    case .int64: visitor.visit(Int.self)
    case .uint64: visitor.visit(UInt64.self)
    case .float32: visitor.visit(Float.self)
    case .float64: visitor.visit(Double.self)
    case .complex64: visitor.visit(Complex64.self)
    case .complex128: visitor.visit(Complex128.self)
    }
  }
}
